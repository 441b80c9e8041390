import { Then, When } from "@cucumber/cucumber";
import { checkNoneMixedUp } from "../src/checks/consumer-identity.ts";
import { checkLatency, toLatency, usualLatencyBudget } from "../src/checks/latency.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import type { Actor } from "./actor.ts";
import { consumerIdOf, probing } from "./issuer-probe.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1 asks for many, or many times.

When("D1 asks for all of them at once, {int} times each", async function (this: StepproofWorld, times: number) {
  const people = this.scenario.everybody();
  const asked = probing(this.scenario);
  const rounds = Array.from({ length: times }, () => people).flat();
  asked.keep(...(await Promise.all(rounds.map(({ endUser }) => asked.probe.getConsumer(endUser.profile.consumerId)))));
});

Then("each answer holds the contacts of the one who was asked for", function (this: StepproofWorld) {
  const people = this.scenario.everybody();
  const calls = probing(this.scenario).answers.map((exchange) => ({ exchange, whose: whose(people, exchange) }));
  this.judge(checkNoneMixedUp(calls));
});

const MEASURED_CALLS = 20;

When("D1 asks for their contact details again and again", async function (this: StepproofWorld) {
  const consumerId = consumerIdOf(this.scenario);
  const asked = probing(this.scenario);
  const p95Ms = latencyBudget(this.scenario);
  let late = 0;
  // Two late calls of twenty lose the 95th percentile: the rest would only cost time.
  for (let call = 0; call < MEASURED_CALLS && late < 2; call++) {
    const answer = await asked.probe.getConsumer(consumerId);
    if (answer.durationMs > p95Ms) late++;
    asked.keep(answer);
  }
});

Then("95 of 100 answers are there in time", function (this: StepproofWorld) {
  const { answers } = probing(this.scenario);
  const latency = toLatency(answers.map(({ durationMs }) => durationMs));
  this.attach(JSON.stringify({ getConsumerLatencyMs: latency }), "application/vnd.stepproof.scenario+json");
  this.judge(checkLatency(answers, { p95Ms: latencyBudget(this.scenario) }));
});

const latencyBudget = ({ worker }: Scenario): number => worker.lessor?.runFile.budgets.latencyP95 ?? usualLatencyBudget;

function whose(people: readonly Actor[], { request }: Exchange) {
  const contactsIn = ({ endUser: { profile } }: Actor) => ({ phone: profile.phone, email: profile.email });
  const isAsked = ({ endUser }: Actor) => request.url.endsWith(`/${endUser.profile.consumerId}`);
  const [own] = people.filter(isAsked).map(contactsIn);
  return { own: own ?? {}, others: people.filter((person) => !isAsked(person)).map(contactsIn) };
}
