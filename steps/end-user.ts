import { Given, Then, When } from "@cucumber/cucumber";
import type { Channel } from "../src/checks/expectation.ts";
import { checkFailureReported, checkLookUpFailure, type FailedDelivery } from "../src/checks/failure-handling.ts";
import { fail, pass } from "../src/checks/finding.ts";
import {
  checkCodeDead,
  checkForeignCodeRefused,
  checkOfferComplete,
  checkResendPolicy,
} from "../src/checks/flow-outcomes.ts";
import {
  checkCustomerServiceOffered,
  checkMaskRule,
  checkMethodLengths,
  checkNoMethods,
  checkOfferedHaveContacts,
  checkOfferedMasked,
} from "../src/checks/methods.ts";
import type { DrawnCard, Network } from "../src/testbed/people.ts";
import { codesOf, offeredMethods, typeCodeRead } from "./deliveries.ts";
import { deviceNamed } from "./device-names.ts";
import type { StepproofWorld } from "./world.ts";

// The End User: what they do in their wallet, and what it shows them.

Given("their device calls itself {}", function (this: StepproofWorld, name: string) {
  this.scenario.device = { deviceName: deviceNamed(name) };
});

When("{person} add(s) a card to their/her/his wallet", async function (this: StepproofWorld, person: string) {
  await this.scenario.addCard(this.scenario.actor(person));
});

When(
  "{person} add(s) a card to their/her/his wallet and choose(s) the {channel}",
  async function (this: StepproofWorld, person: string, channel: Channel) {
    await this.scenario.choose(await this.scenario.addCard(this.scenario.actor(person)), channel);
  },
);

When(
  "they add a {network} card to their wallet and choose the {channel}",
  async function (this: StepproofWorld, network: Network, channel: Channel) {
    this.scenario.network = network;
    await this.scenario.choose(await this.scenario.addCard(this.scenario.actor("they")), channel);
  },
);

When("they add both cards and choose the {channel} for each", async function (this: StepproofWorld, channel: Channel) {
  const actor = this.scenario.actor("they");
  const stepUps = [await this.scenario.addCard(actor, 0), await this.scenario.addCard(actor, 1)];
  await Promise.all(stepUps.map((stepUp) => this.scenario.choose(stepUp, channel)));
});

When(
  "all of them add a card and choose the {channel} at the same time",
  async function (this: StepproofWorld, channel: Channel) {
    const everybody = this.scenario.everybody();
    await Promise.all(
      everybody.map(async (actor) => this.scenario.choose(await this.scenario.addCard(actor), channel)),
    );
  },
);

When("they choose the {channel}", async function (this: StepproofWorld, channel: Channel) {
  await this.scenario.choose(this.scenario.latestStepUp(), channel);
});

When("they ask for the code again", async function (this: StepproofWorld) {
  const stepUp = this.scenario.latestStepUp();
  stepUp.answer = await stepUp.inWallet.resend();
});

When("they list the methods again", async function (this: StepproofWorld) {
  await this.scenario.latestStepUp().inWallet.methods();
});

When("they type the code", async function (this: StepproofWorld) {
  await typeCodeRead(this.scenario, this.scenario.actor("they"), this.scenario.latestStepUp());
});

When("they cancel", async function (this: StepproofWorld) {
  await this.scenario.latestStepUp().inWallet.cancel();
});

const nextDigit = (digits: string): string => digits.replace(/\d$/, (last) => String((Number(last) + 1) % 10));

/** How each fault of a card comes about. */
const mistypings: Readonly<Record<string, (card: DrawnCard) => DrawnCard>> = {
  "an unknown PAN": (card) => ({ ...card, pan: nextDigit(card.pan) }),
  "a wrong expiry date": (card) => ({ ...card, expiryYear: nextDigit(card.expiryYear) }),
  "a wrong security code": (card) => ({ ...card, securityCode: nextDigit(card.securityCode) }),
};

When(
  /^the network asks for the methods of a card with (an unknown PAN|a wrong expiry date|a wrong security code)$/,
  async function (this: StepproofWorld, fault: string) {
    await this.scenario.addWrongCard(this.scenario.actor("they"), mistypings[fault] ?? ((card) => card));
  },
);

Then("D1 names no method", function (this: StepproofWorld) {
  const { methods, evidence } = offeredMethods(this.scenario);
  this.judge(checkNoMethods(methods, { evidence }));
});

const methodTypes: Readonly<Record<string, string>> = {
  SMS: "TEXT_TO_CARDHOLDER_NUMBER",
  "e-mail": "EMAIL_TO_CARDHOLDER_ADDRESS",
  "customer service": "CARDHOLDER_TO_CALL_MANNED_NUMBER",
};

Then("the wallet offers {}", function (this: StepproofWorld, list: string) {
  const { methods, evidence } = offeredMethods(this.scenario);
  const expected = list.split(/, | and /).map((word) => methodTypes[word] ?? word);
  const contacts = this.scenario.contactsOf(this.scenario.actor("they"));
  this.judge(
    checkOfferComplete(
      methods.map(({ type }) => type),
      { expected },
    ),
    checkOfferedHaveContacts(methods, { contacts, evidence }),
    checkCustomerServiceOffered(methods, { evidence }),
  );
});

Then("every contact shown is masked", function (this: StepproofWorld) {
  const { methods, evidence } = offeredMethods(this.scenario);
  const expectation = { contacts: this.scenario.contactsOf(this.scenario.actor("they")), evidence };
  const mask = { phoneLastDigits: 4, emailFirstCharacters: 2 };
  this.judge(
    checkOfferedMasked(methods, expectation),
    checkMethodLengths(methods, expectation),
    checkMaskRule(methods, { ...expectation, mask }),
  );
});

Then("every method shown has 1 to 64 characters", function (this: StepproofWorld) {
  const { methods, evidence } = offeredMethods(this.scenario);
  const expectation = { contacts: this.scenario.contactsOf(this.scenario.actor("they")), evidence };
  this.judge(checkMethodLengths(methods, expectation), checkOfferedHaveContacts(methods, expectation));
});

Then("the wallet is told that the code could not be sent", async function (this: StepproofWorld) {
  await this.scenario.settled();
  this.judge(checkFailureReported(failedDelivery(this, "the delivery was refused")));
});

Then("D1 reports that the contact could not be had", async function (this: StepproofWorld) {
  await this.scenario.settled();
  this.judge(checkLookUpFailure(failedDelivery(this, "the contact look-up failed")));
});

function failedDelivery({ scenario }: StepproofWorld, cause: string): FailedDelivery {
  const { answer } = scenario.latestStepUp();
  const errorCode = answer?.delivered === false ? (answer.errorCode ?? "no code given") : undefined;
  return { cause, messages: scenario.messages(), evidence: [], ...(errorCode !== undefined && { errorCode }) };
}

Then("typing the code activates the card", async function (this: StepproofWorld) {
  const result = await typeCodeRead(this.scenario, this.scenario.actor("they"), this.scenario.latestStepUp());
  this.judge(activation([result]));
});

Then("typing their codes activates every card", async function (this: StepproofWorld) {
  const everybody = this.scenario.everybody().flatMap((actor) => actor.stepUps.map((stepUp) => ({ actor, stepUp })));
  this.judge(
    activation(await Promise.all(everybody.map(({ actor, stepUp }) => typeCodeRead(this.scenario, actor, stepUp)))),
  );
});

Then("the code of one card does not activate the other", async function (this: StepproofWorld) {
  const [first, second] = this.scenario.stepUps();
  if (!first || !second) throw new Error("there are no two cards: the scenario lacks a step");
  this.judge(
    checkForeignCodeRefused((await second.inWallet.typeCode(codesOf(this.scenario, first).at(-1) ?? "")).result),
  );
});

Then(/^the earlier code (no longer works|is the latest code)$/, async function (this: StepproofWorld, fate: string) {
  const stepUp = this.scenario.latestStepUp();
  const [earlier = "", latest = ""] = codesOf(this.scenario, stepUp);
  const typed = fate === "no longer works" ? await stepUp.inWallet.typeCode(earlier) : undefined;
  const policy = fate === "no longer works" ? "new-code" : "same-code";
  this.judge(checkResendPolicy({ policy, codes: [earlier, latest], earlierCode: typed?.result }));
});

Then("the code they received no longer works", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const result = await typeCodeRead(this.scenario, this.scenario.actor("they"), this.scenario.latestStepUp());
  this.judge(checkCodeDead(result));
});

/** OC-01, the proof of the pudding: what a person read in the message is what the network accepts. */
function activation(results: readonly string[]) {
  const failed = results.filter((result) => result !== "SUCCESS");
  const verdict = {
    expected: "the code as read in the message activates the card",
    actual: failed[0] ?? "activated",
    evidence: [],
  };
  const hint = "Let the message show the code so that a person finds it and can type it.";
  return failed.length === 0 ? pass("OC-01", verdict) : fail("OC-01", { ...verdict, hint });
}
