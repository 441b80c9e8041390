import { Given, When } from "@cucumber/cucumber";
import type { ActivationMethod, DeliverActivationCodeRequest } from "../src/contract/tsp-d1.ts";
import { codeKind } from "./code-kinds.ts";
import { parseErrorCode } from "./deliveries.ts";
import type { StepproofWorld } from "./world.ts";

// The network's token service: which codes it makes, and what it asks of D1.

Given("a network that issues codes of {}", function (this: StepproofWorld, kind: string) {
  this.scenario.agree({ otp: codeKind(kind) });
});

Given("a network whose codes end like the card", function (this: StepproofWorld) {
  const ending = this.scenario.chance.fork("ending").text("123456789", 4);
  this.scenario.cardEnding = ending;
  this.scenario.agree({ otp: { shape: `##${ending}` } });
});

Given("a network that names cards by {int} digits", function (this: StepproofWorld, digits: number) {
  this.scenario.agree({ suffixLength: digits as 5 });
});

Given("a network that resends a new code", function (this: StepproofWorld) {
  this.scenario.agree({ otp: { resend: "new-code" } });
});

Given("a network that resends the same code", function (this: StepproofWorld) {
  this.scenario.agree({ otp: { resend: "same-code" } });
});

When("the network repeats the delivery request", async function (this: StepproofWorld) {
  const { tokenUniqueReference } = this.scenario.latestStepUp().inWallet;
  const { requestId } = this.scenario.worker.bed.tsp.lastDelivery(tokenUniqueReference) ?? {};
  if (!requestId) throw new Error("there is no delivery request to repeat: the scenario lacks a step");
  await instruct(this, { requirement: "CS-13", cause: "a repeated requestId" }, { requestId });
});

const neverOffered: Readonly<Record<string, ActivationMethod>> = {
  "an e-mail address": { type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "no****@mail.example" },
  "a phone": { type: "TEXT_TO_CARDHOLDER_NUMBER", value: "**********0000" },
};

When(
  /^the network asks D1 to use (an e-mail address|a phone) it never offered$/,
  async function (this: StepproofWorld, method: string) {
    const activationMethod = neverOffered[method];
    if (activationMethod)
      await instruct(this, { requirement: "CS-09", cause: "a method that was never offered" }, { activationMethod });
  },
);

When("the network asks D1 to deliver for an unknown correlation id", async function (this: StepproofWorld) {
  await instruct(this, { requirement: "RS-08", cause: "an unknown correlation id" }, { correlationId: "UNKNOWN" });
});

When("the network asks D1 to deliver for another token", async function (this: StepproofWorld) {
  await instruct(
    this,
    { requirement: "RS-08", cause: "an unknown token" },
    { tokenUniqueReference: "DM4X".padEnd(48, "Z") },
  );
});

/** When each code ran out, and how the network writes that instant. */
const expiries: Readonly<Record<string, (now: number) => string>> = {
  "a minute ago": (now) => new Date(now - 60_000).toISOString(),
  "a second ago": (now) => new Date(now - 1_000).toISOString(),
  "this very second": (now) => new Date(now).toISOString(),
  "a minute ago, told in Sydney's time": (now) =>
    `${new Date(now - 60_000 + TEN_HOURS_MS).toISOString().slice(0, 19)}+10:00`,
};
const TEN_HOURS_MS = 36_000_000;

When("the network asks D1 to deliver a code that ran out {}", async function (this: StepproofWorld, when: string) {
  const expirationDateTime = expiries[when]?.(this.scenario.worker.clock.now());
  if (expirationDateTime === undefined)
    throw new Error(`no code runs out "${when}"; known: ${Object.keys(expiries).join("; ")}`);
  await instruct(this, { requirement: "LC-01", cause: "a code that has run out" }, { expirationDateTime });
});

When("the network asks D1 to deliver for a reason invented tomorrow", async function (this: StepproofWorld) {
  const reasonCodes = ["ADD_CARD", "REASON_OF_TOMORROW"];
  await instruct(this, { requirement: "RS-07", cause: "an unknown reason" }, { reasonCodes });
});

When("the network uses one correlation id for both their cards", async function (this: StepproofWorld) {
  this.scenario.reuseCorrelationId("CORRELATIONIDX");
  for (const actor of this.scenario.everybody()) {
    const stepUp = await this.scenario.addCard(actor);
    await this.scenario.choose(stepUp, "sms");
  }
});

async function instruct(
  { scenario }: StepproofWorld,
  unusual: { readonly requirement: string; readonly cause: string },
  overrides: Partial<DeliverActivationCodeRequest>,
): Promise<void> {
  const { tsp } = scenario.worker.bed;
  const before = scenario.messages();
  const answer = await tsp.instruct(scenario.latestStepUp().inWallet.tokenUniqueReference, overrides);
  scenario.instructed = { ...unusual, errorCode: parseErrorCode(answer.body), before };
}
