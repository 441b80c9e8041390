import { Given, Then } from "@cucumber/cucumber";
import { checkNoOtherChannel } from "../src/checks/channel.ts";
import { checkDeliverOtp } from "../src/checks/deliver-otp.ts";
import type { Channel } from "../src/checks/expectation.ts";
import { type Finding, fail, pass } from "../src/checks/finding.ts";
import {
  checkExpiredRefused,
  checkUnknownReasonTolerated,
  checkUnknownReferenceRefused,
} from "../src/checks/flow-outcomes.ts";
import { checkUnofferedRefused } from "../src/checks/methods.ts";
import type { IssuerSettings } from "../src/testbed/issuer-settings.ts";
import { deliverOtpExchanges } from "./deliver-otp-exchanges.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1, Thales' platform: how it was set up for the issuer, and what it may and may not do.

Given(
  "an issuer whose messages are sent by {sender}",
  function (this: StepproofWorld, deliveryMode: IssuerSettings["deliveryMode"]) {
    this.scenario.agree({ deliveryMode });
  },
);

const contactModels: Readonly<Record<string, IssuerSettings["contacts"]>> = {
  stored: { model: "stored", readAgainAtDelivery: true, changedBetween: "use-current" },
  "fetched once": { model: "fetched", readAgainAtDelivery: false, changedBetween: "use-current" },
  "fetched again at delivery": { model: "fetched", readAgainAtDelivery: true, changedBetween: "use-current" },
};

Given(
  /^D1 works with contact details that are (stored|fetched once|fetched again at delivery)$/,
  function (this: StepproofWorld, model: string) {
    const contacts = contactModels[model];
    if (contacts) this.scenario.agree({ contacts });
  },
);

Given("D1 refuses contacts that change between offer and delivery", function (this: StepproofWorld) {
  this.scenario.agree({ contacts: { model: "fetched", readAgainAtDelivery: true, changedBetween: "refuse" } });
});

Given("D1 writes expiry dates as dd\\/MM\\/yyyy HH:mm:ss", function (this: StepproofWorld) {
  this.scenario.agree({ expirationFormat: "dd/MM/yyyy HH:mm:ss" });
});

Given("D1 writes expiry dates as ISO 8601", function (this: StepproofWorld) {
  this.scenario.agree({ expirationFormat: "iso" });
});

Given("D1 sends the cardId along", function (this: StepproofWorld) {
  this.scenario.agree({ sendsCardId: true });
});

const lookUps: Readonly<Record<string, number>> = { never: 0, once: 1, twice: 2 };

Then(
  /^D1 has asked the issuer for contact details (never|once|twice)$/,
  function (this: StepproofWorld, times: string) {
    const asked = this.scenario
      .exchanges()
      .filter(({ leg, request }) => leg === "d1-issuer" && request.method === "GET");
    const verdict = {
      expected: `${lookUps[times]} look-ups`,
      actual: `${asked.length} look-ups`,
      evidence: asked.map(({ id }) => id),
    };
    const hint = "Fetch contact details when the run file's contacts.model says so, and only then.";
    this.judge(asked.length === lookUps[times] ? pass("CS-03", verdict) : fail("CS-03", { ...verdict, hint }));
  },
);

Then("D1 refuses", async function (this: StepproofWorld) {
  await this.scenario.settled();
  this.judge(judgeInstruction(this.scenario));
});

Then("D1 accepts", async function (this: StepproofWorld) {
  await this.scenario.settled();
  this.judge(judgeInstruction(this.scenario));
});

/** The requirement that the unusual instruction was about, judged by D1's answer and the inboxes. */
function judgeInstruction(scenario: Scenario): Finding {
  const { instructed } = scenario;
  if (!instructed) throw new Error("D1 was not asked for anything unusual: the scenario lacks a step");
  const messages = scenario.messages().filter(({ id }) => !instructed.before.some((earlier) => earlier.id === id));
  const answer = { ...instructed, messages };
  if (instructed.requirement === "RS-07") return checkUnknownReasonTolerated(answer);
  if (instructed.requirement === "RS-08") return checkUnknownReferenceRefused(answer);
  if (instructed.requirement === "LC-01") return checkExpiredRefused(answer);
  const { errorCode } = answer;
  return checkUnofferedRefused({ messages, evidence: [], ...(errorCode !== undefined && { errorCode }) });
}

Then("nobody receives anything", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const messages = this.scenario.messages();
  const channel = this.scenario.latestStepUp().channel ?? "sms";
  const complaint = {
    expected: "no message at all",
    actual: `${messages.length} messages`,
    hint: "Send nothing when a delivery is refused.",
    evidence: messages.map(({ id }) => id),
  };
  const other = checkNoOtherChannel(messages, { channel });
  this.judge(other.result === "PASS" && messages.length > 0 ? fail("CS-13", complaint) : other);
});

Then("D1 has handed the code over for the {channel}", async function (this: StepproofWorld, channel: Channel) {
  await this.scenario.settled();
  const stepUp = this.scenario.latestStepUp();
  const asked = this.scenario.worker.bed.tsp.lastDelivery(stepUp.inWallet.tokenUniqueReference);
  const handedOver = deliverOtpExchanges(this.scenario).at(-1);
  if (!asked || !handedOver) {
    const missing = {
      expected: "a call of Deliver OTP",
      actual: "none",
      hint: "Call Deliver OTP in issuer-managed mode.",
      evidence: [],
    };
    return this.judge(fail("CS-12", missing));
  }
  const expectation = {
    otp: asked.activationCode,
    panSuffix: stepUp.card.pan.slice(-4),
    deliveryChannel: channel === "sms" ? "SMS" : "EMAIL",
    expiresAt: Date.parse(asked.expirationDateTime),
    evidence: [handedOver.exchange.id],
  };
  this.judge(checkDeliverOtp(handedOver.body, expectation));
});
