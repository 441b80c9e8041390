import { Given, Then, When } from "@cucumber/cucumber";
import { defaultOutbox } from "../simulators/d1/outbox-settings.ts";
import type { Channel } from "../src/checks/expectation.ts";
import { checkOneFateEach } from "../src/checks/fates.ts";
import { checkNothingAfterExpiry } from "../src/checks/lifecycle.ts";
import { checkNotifiedInTheEnd, checkTriedAgain } from "../src/checks/retries.ts";
import type { FaultRule, FaultTiming } from "../src/faults/fault-rule.ts";
import { cardNotificationTries } from "./card-notifications.ts";
import { arrivalsOf, askedDeliveries } from "./delivery-ledger.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1's outbox: what becomes of a message that its carrier does not take at once.

const SECOND_MS = 1_000;
/** In how many strides the clock moves on while D1 tries: enough for each try to come at about its own time. */
const STRIDES = 60;

/** As long as D1 waits for an SMS centre's answer. */
const ANSWER_WITHIN_MS = 10 * SECOND_MS;

type Refusal = "refused for now" | "refused for good" | "taken, and the answer lost";

/** How a carrier does it, in its own protocol. */
const refusals: Readonly<Record<Refusal, Readonly<Record<Channel, Pick<FaultRule, "leg" | "point" | "fault">>>>> = {
  "refused for now": {
    sms: { leg: "smpp", point: "submit", fault: { kind: "status", status: "ESME_RTHROTTLED" } },
    email: { leg: "smtp", point: "rcpt", fault: { kind: "reply", code: 451, enhanced: "4.7.1" } },
  },
  "refused for good": {
    sms: { leg: "smpp", point: "submit", fault: { kind: "status", status: "ESME_RINVDSTADR" } },
    email: { leg: "smtp", point: "rcpt", fault: { kind: "reply", code: 550, enhanced: "5.1.1" } },
  },
  "taken, and the answer lost": {
    sms: { leg: "smpp", point: "submit", fault: { kind: "lost-response" } },
    email: { leg: "smtp", point: "accepted", fault: { kind: "disconnect" } },
  },
};

const refused = "(refused for now|refused for good|taken, and the answer lost)";

Given(
  new RegExp(`^the first (try|\\d+ tries) to send them an (SMS|e-mail) (?:is|are) ${refused}$`),
  function (this: StepproofWorld, tries: string, channel: Channel, refusal: Refusal) {
    const count = tries === "try" ? 1 : Number.parseInt(tries, 10);
    disturb(this.scenario, channel, refusal, { kind: "first", count });
  },
);

Given(
  new RegExp(`^every try to send them an (SMS|e-mail) is ${refused}$`),
  function (this: StepproofWorld, channel: Channel, refusal: Refusal) {
    disturb(this.scenario, channel, refusal, { kind: "always" });
  },
);

/** Where the issuer takes what D1 brings it. */
const doors: Readonly<Record<string, string>> = { notification: "/notifications", code: "/otp" };

Given(
  /^the issuer does not take the first (?:(\d+) )?(notification|code)s?$/,
  function (this: StepproofWorld, number: string | null, what: string) {
    const when = { kind: "first", count: Number(number ?? 1) } as const;
    const fault = { kind: "status", status: 503 } as const;
    this.scenario.worker.bed.faults.add({ leg: "d1-issuer", target: doors[what] ?? what, fault, when });
  },
);

Given("D1 tries every message once", function (this: StepproofWorld) {
  const once = { firstBackOffMs: SECOND_MS, longestBackOffMs: SECOND_MS, tries: 1 };
  this.scenario.agree({ outbox: { retries: { "sms-centre": once, "mail-server": once, issuer: once } } });
});

Given("D1 tries every message until its code has died", function (this: StepproofWorld) {
  const patient = { firstBackOffMs: SECOND_MS, longestBackOffMs: 60 * SECOND_MS, tries: 1_000 };
  this.scenario.agree({ outbox: { retries: { "sms-centre": patient, "mail-server": patient, issuer: patient } } });
});

Given("D1 answers the network before it hands over", function (this: StepproofWorld) {
  this.scenario.agree({ acknowledge: "before-hand-off" });
});

Given("D1 tries Deliver OTP again, too", function (this: StepproofWorld) {
  const issuer = { ...defaultOutbox.retries.issuer, tries: 3 };
  this.scenario.agree({ outbox: { retries: { ...defaultOutbox.retries, issuer } } });
});

When("D1 has had {int} minute(s) for further tries", async function (this: StepproofWorld, minutes: number) {
  await passTime(this.scenario, minutes * 60 * SECOND_MS);
});

When("every message is taken again once the code has died", async function (this: StepproofWorld) {
  const { scenario } = this;
  const { clock, bed } = scenario.worker;
  await passTime(scenario, expiryOf(scenario) - clock.now());
  bed.faults.clear();
  await passTime(scenario, 2 * 60 * SECOND_MS);
});

When(
  "they choose the {channel}, and no answer to it comes back",
  async function (this: StepproofWorld, channel: Channel) {
    const { scenario } = this;
    const { smsCentre } = scenario.worker.bed;
    const arrival = smsCentre.inbox.waitFor({ after: smsCentre.inbox.cursor }, { timeoutMs: 5 * SECOND_MS });
    const chosen = scenario.choose(scenario.latestStepUp(), channel);
    await arrival;
    scenario.worker.clock.advance(ANSWER_WITHIN_MS);
    await chosen;
  },
);

Then(/^a message (refused for now) has been tried again until it arrived$/, judgeTries);
Then(/^a message (refused for good) has been tried once$/, judgeTries);

Then("nothing was sent once the code had died", async function (this: StepproofWorld) {
  const { scenario } = this;
  await scenario.settled();
  const expectation = { expiresAt: expiryOf(scenario), watchedUntil: scenario.worker.clock.now() };
  this.judge(checkNothingAfterExpiry(scenario.messages(), expectation));
});

Then("every delivery request has one fate, and the inboxes agree", async function (this: StepproofWorld) {
  const { scenario } = this;
  await scenario.settled();
  const sight = { requests: askedDeliveries(scenario), arrivals: arrivalsOf(scenario) };
  this.judge(checkOneFateEach(scenario.fates(), sight));
});

Then("the issuer has been notified in the end", async function (this: StepproofWorld) {
  await this.scenario.settled();
  this.judge(checkNotifiedInTheEnd(cardNotificationTries(this.scenario)));
});

function disturb(scenario: Scenario, channel: Channel, refusal: Refusal, when: FaultTiming): void {
  const recipient = scenario.contactOf(scenario.actor("they"), channel) ?? "";
  // Leg, point and fault of a refusal belong together, which the union of all rules cannot see.
  scenario.worker.bed.faults.add({ ...refusals[refusal][channel], recipient, when } as FaultRule);
}

async function judgeTries(this: StepproofWorld, kind: "refused for now" | "refused for good"): Promise<void> {
  const { scenario } = this;
  await scenario.settled();
  const count = scenario.worker.bed.faults.account().total;
  const expectation = {
    count,
    kind: kind === "refused for now" ? "for now" : "for good",
    expiresAt: expiryOf(scenario),
  } as const;
  this.judge(checkTriedAgain(scenario.messages(), expectation));
}

async function passTime(scenario: Scenario, ms: number): Promise<void> {
  await scenario.settled(); // What is under way now would be given up if the clock ran on.
  for (let stride = 0; stride < STRIDES; stride++) {
    scenario.worker.clock.advance(Math.ceil(ms / STRIDES));
    await scenario.settled();
  }
}

/** When the code that was asked for last runs out. */
function expiryOf(scenario: Scenario): number {
  const { tokenUniqueReference } = scenario.latestStepUp().inWallet;
  const asked = scenario.worker.bed.tsp.lastDelivery(tokenUniqueReference);
  if (!asked) throw new Error("no code was asked for: the scenario lacks a step");
  return Date.parse(asked.expirationDateTime);
}
