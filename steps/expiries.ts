import { Given, Then, When } from "@cucumber/cucumber";
import { type ExpirySpelling, formatExpiry } from "../simulators/tsp/expiry.ts";
import { checkNothingAfterExpiry } from "../src/checks/lifecycle.ts";
import { checkExpiryRead, checkExpiryWritten } from "../src/checks/lifecycle-expiry.ts";
import type { EpochMs } from "../src/clock.ts";
import { parseErrorCode } from "./deliveries.ts";
import type { Scenario } from "./scenario.ts";
import { codeOf } from "./tries.ts";
import type { StepproofWorld } from "./world.ts";

// How a code's expiry is written and read, and what must not be sent beyond it.

const spellings: Readonly<Record<string, ExpirySpelling>> = {
  "in UTC": "zulu",
  "in another time zone": "offset",
  "with a fraction": "fraction",
  "with a fraction, in another time zone": "fraction-and-offset",
};

/** Throws for a spelling that no feature knows. */
function spellingNamed(words: string): ExpirySpelling {
  const spelling = spellings[words];
  if (!spelling) throw new Error(`no expiry is written "${words}"; known: ${Object.keys(spellings).join("; ")}`);
  return spelling;
}

Given("a network that writes expiries {}", function (this: StepproofWorld, words: string) {
  const expirySpelling = spellingNamed(words);
  // The first is the network's own way: nothing is put in its place.
  if (expirySpelling !== "zulu") this.scenario.bend({ expirySpelling });
});

Then("the network has written the code's very expiry", function (this: StepproofWorld) {
  const { scenario } = this;
  const stepUp = scenario.latestStepUp();
  const { expiresAt } = codeOf(scenario, stepUp);
  const { expirationDateTime: toD1 = "" } =
    scenario.worker.bed.tsp.lastDelivery(stepUp.inWallet.tokenUniqueReference) ?? {};
  const toWallet = stepUp.answer?.expirationDateTime ?? "";
  this.judge(...[toD1, toWallet].map((written) => checkExpiryWritten(written, { expiresAt })));
});

interface Asked {
  readonly expirationDateTime: string;
  readonly askedAt: EpochMs;
  readonly errorCode: string | undefined;
}

const askedIn = new WeakMap<Scenario, Asked>();

/** Milliseconds from the expiry to the request. */
const moments: Readonly<Record<string, number>> = {
  "a millisecond before": -1,
  "the very instant": 0,
  "a second after": 1_000,
};

const MINUTE_MS = 60_000;

When(
  /^the network asks D1 (a millisecond before|the very instant|a second after) the expiry, written (.+)$/,
  async function (this: StepproofWorld, moment: string, words: string) {
    const { clock, bed } = this.scenario.worker;
    const expiresAt = Math.ceil(clock.now() / MINUTE_MS + 1) * MINUTE_MS;
    const expirationDateTime = formatExpiry(expiresAt, spellingNamed(words));
    clock.advance(expiresAt + (moments[moment] ?? 0) - clock.now());
    const askedAt = clock.now();
    const { tokenUniqueReference } = this.scenario.latestStepUp().inWallet;
    const { body } = await bed.tsp.instruct(tokenUniqueReference, { expirationDateTime });
    askedIn.set(this.scenario, { expirationDateTime, askedAt, errorCode: parseErrorCode(body) });
  },
);

Then("D1 has read it as the instant that it is", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const asked = askedIn.get(this.scenario);
  if (!asked) throw new Error("D1 was asked for nothing: the scenario lacks a step");
  this.judge(checkExpiryRead({ ...asked, messages: this.scenario.messages() }));
});

Given("a network whose codes live for one second", function (this: StepproofWorld) {
  this.scenario.agree({ otp: { validityMs: 1_000 } });
});

/** Longer would outlast the patience of whoever waits for D1's answer. */
When("from now on looking up their contact takes three seconds", function (this: StepproofWorld) {
  const { clock } = this.scenario.worker;
  this.scenario.bend({ duringLookUp: () => clock.advance(3_000) });
});

Then("nothing was sent after the code ran out", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const { expiresAt } = codeOf(this.scenario, this.scenario.latestStepUp());
  const watchedUntil = this.scenario.worker.clock.now();
  this.judge(checkNothingAfterExpiry(this.scenario.messages(), { expiresAt, watchedUntil }));
});
