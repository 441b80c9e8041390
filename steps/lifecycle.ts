import { Given, Then, When } from "@cucumber/cucumber";
import { defaultPolicies } from "../simulators/tsp/policies.ts";
import { checkForeignCodeRefused } from "../src/checks/flow-outcomes.ts";
import { checkTypedCodeStays } from "../src/checks/lifecycle-d1.ts";
import { checkResend } from "../src/checks/lifecycle-resend.ts";
import { checkAcceptedOnce, checkCeiling, checkExpiry, checkWrongTry } from "../src/checks/lifecycle-tries.ts";
import type { Network } from "../src/testbed/people.ts";
import { latestStepUp, type StepUp } from "./actor.ts";
import { codeOf, exhaustTries, isSentAgain, triesOf, tryCode, wrongCode } from "./tries.ts";
import type { StepproofWorld } from "./world.ts";

// The life of a code at the network: how long it lives, how often it may be tried, what replaces it.

Given("the {network} network and its usual policy", function (this: StepproofWorld, network: Network) {
  this.scenario.network = network;
  this.scenario.agree({ otp: defaultPolicies[network] });
});

Given("a network that allows {int} wrong tries", function (this: StepproofWorld, attempts: number) {
  this.scenario.agree({ otp: { attempts } });
});

Given("a network that gives {int} code(s) for a card", function (this: StepproofWorld, maxRequests: number) {
  this.scenario.agree({ otp: { maxRequests } });
});

Given("a network that resends the same code while it is valid", function (this: StepproofWorld) {
  this.scenario.agree({ otp: { resend: "same-while-valid" } });
});

const MINUTE_MS = 60_000;

const moments: Readonly<Record<string, number>> = {
  "a millisecond before": -1,
  "the very instant": 0,
  "a millisecond after": 1,
  "an hour after": 60 * MINUTE_MS,
};

When(
  /^time moves on to (a millisecond before|the very instant|a millisecond after|an hour after) the code runs out$/,
  async function (this: StepproofWorld, moment: string) {
    await this.scenario.settled();
    const { clock } = this.scenario.worker;
    const { expiresAt } = codeOf(this.scenario, this.scenario.latestStepUp());
    clock.advance(expiresAt + (moments[moment] ?? 0) - clock.now());
  },
);

When("a minute passes", async function (this: StepproofWorld) {
  // What is still under way arrives before it.
  await this.scenario.settled();
  this.scenario.worker.clock.advance(MINUTE_MS);
});

When("they type a wrong code", async function (this: StepproofWorld) {
  const stepUp = this.scenario.latestStepUp();
  await tryCode(this.scenario, stepUp, wrongCode(codeOf(this.scenario, stepUp)));
});

When("they type wrong codes until no try is left", async function (this: StepproofWorld) {
  await exhaustTries(this.scenario, this.scenario.latestStepUp());
});

When("they type the right code {int} times one after the other", async function (this: StepproofWorld, times: number) {
  const stepUp = this.scenario.latestStepUp();
  const { value } = codeOf(this.scenario, stepUp);
  for (let left = times; left > 0; left--) await tryCode(this.scenario, stepUp, value);
});

When("they type the right code {int} times at once", async function (this: StepproofWorld, times: number) {
  const stepUp = this.scenario.latestStepUp();
  const { value } = codeOf(this.scenario, stepUp);
  await Promise.all(Array.from({ length: times }, () => tryCode(this.scenario, stepUp, value)));
});

Then(/^the code is (still good|dead)$/, async function (this: StepproofWorld, state: string) {
  const stepUp = this.scenario.latestStepUp();
  const code = codeOf(this.scenario, stepUp);
  await judgeExpiry(this, stepUp, { typed: code.value, state });
});

Then("so is a wrong one, and it costs no try", async function (this: StepproofWorld) {
  const stepUp = this.scenario.latestStepUp();
  await judgeExpiry(this, stepUp, { typed: wrongCode(codeOf(this.scenario, stepUp)), state: "dead" });
});

async function judgeExpiry(
  world: StepproofWorld,
  stepUp: StepUp,
  { typed, state }: { readonly typed: string; readonly state: string },
): Promise<void> {
  const { expiresAt } = codeOf(world.scenario, stepUp);
  const made = await tryCode(world.scenario, stepUp, typed);
  if (made.typedAt < expiresAt !== (state === "still good")) throw new Error("the scenario's moment is another one");
  world.judge(checkExpiry(made, { expiresAt, typedAt: made.typedAt }));
}

Then("it is refused at the cost of one try", function (this: StepproofWorld) {
  const latest = triesOf(this.scenario.latestStepUp()).at(-1);
  if (!latest) throw new Error("nothing was typed: the scenario lacks a step");
  this.judge(checkWrongTry(latest));
});

Then("each of them cost one try", function (this: StepproofWorld) {
  this.judge(...triesOf(this.scenario.latestStepUp()).map((made) => checkWrongTry(made)));
});

Then("the code is closed, for the right value too", async function (this: StepproofWorld) {
  const stepUp = this.scenario.latestStepUp();
  const { value, policy } = codeOf(this.scenario, stepUp);
  const wrongTries = triesOf(stepUp);
  const { result } = await tryCode(this.scenario, stepUp, value);
  this.judge(checkCeiling(wrongTries, { attempts: policy.attempts, rightCode: result }));
});

Then("it was accepted once", function (this: StepproofWorld) {
  this.judge(checkAcceptedOnce(triesOf(this.scenario.latestStepUp())));
});

Then("the network alone has judged what they typed", async function (this: StepproofWorld) {
  await this.scenario.settled();
  // A delivery request brings D1 the code before anybody can type it.
  const exchanges = this.scenario
    .exchanges()
    .filter(({ leg, request }) => leg === "tsp-d1" && !request.url.endsWith("/deliverActivationCode"));
  const typed = triesOf(this.scenario.latestStepUp());
  this.judge(...typed.map(({ typed: code }) => checkTypedCodeStays({ exchanges, typed: code })));
});

Then("asking again brings what the network's policy says", async function (this: StepproofWorld) {
  await judgeAskingAgain(this);
});

async function judgeAskingAgain(world: StepproofWorld): Promise<void> {
  const { scenario } = world;
  const stepUp = scenario.latestStepUp();
  const earlier = codeOf(scenario, stepUp);
  const { attemptsLeft = 0 } = await stepUp.inWallet.status();
  const wasAlive = attemptsLeft > 0 && scenario.worker.clock.now() < earlier.expiresAt;
  const latest = (await isSentAgain(stepUp)) ? codeOf(scenario, stepUp) : undefined;
  const { resend, validityMs } = earlier.policy;
  world.judge(checkResend({ earlier, latest }, { resend, validityMs, wasAlive }));
}

Then(
  /^(Nadia|Omar)'s code does not activate (Nadia|Omar)'s card$/,
  async function (this: StepproofWorld, owner: string, other: string) {
    const { scenario } = this;
    const { value } = codeOf(scenario, latestStepUp(scenario.actor(owner)));
    const made = await tryCode(scenario, latestStepUp(scenario.actor(other)), value);
    this.judge(checkForeignCodeRefused(made.result), checkWrongTry(made));
  },
);

Then("neither card's code activates the other", async function (this: StepproofWorld) {
  const [first, second] = this.scenario.stepUps();
  if (!first || !second) throw new Error("there are no two cards: the scenario lacks a step");
  const swapped = [
    await tryCode(this.scenario, first, codeOf(this.scenario, second).value),
    await tryCode(this.scenario, second, codeOf(this.scenario, first).value),
  ];
  this.judge(...swapped.map(({ result }) => checkForeignCodeRefused(result)));
});

Then("{int} times over asking again brings a code that differs", async function (this: StepproofWorld, times: number) {
  for (let left = times; left > 0; left--) await judgeAskingAgain(this);
});
