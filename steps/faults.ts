import { Given, Then, When } from "@cucumber/cucumber";
import { checkErrorInBody } from "../src/checks/failure-handling.ts";
import { checkNotificationsTaken } from "../src/checks/notification-endpoint.ts";
import type { FaultLeg } from "../src/faults/fault.ts";
import { faultSentence, parseFault, type WhoIs } from "../src/faults/parse-fault.ts";
import { deliveryExchanges } from "./deliveries.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// What goes wrong on the way, in the words of docs/faults.md; "for them" and "for Nadia" are the scenario's people.

Given(faultSentence(), function (this: StepproofWorld, sentence: string) {
  const { bed, lessor } = this.scenario.worker;
  const rule = parseFault(sentence, whoIsIn(this.scenario));
  if (rule.leg === "d1-issuer" && lessor?.runFile.backend.kind === "real") {
    return this.leaveOut("the issuer backend is a real one, and cannot be made to fail");
  }
  bed.faults.add(rule);
  return undefined;
});

/** Each leg shows people by something else. */
function whoIsIn(scenario: Scenario): WhoIs {
  return (name, leg) => {
    const { consumerId, phone = "", email = "" } = scenario.actor(name).endUser.profile;
    const shown: Partial<Record<FaultLeg, ReturnType<WhoIs>>> = {
      "d1-issuer": { target: consumerId },
      "issuer-sms": { recipient: phone },
      smpp: { recipient: phone },
      smtp: { recipient: email },
    };
    const contact = shown[leg];
    if (!contact) throw new Error(`${leg} does not show for whom a call is`);
    return contact;
  };
}

When(/^(\d+) minutes? pass(?:es)?$/, async function (this: StepproofWorld, minutes: string) {
  await this.scenario.settled();
  this.scenario.worker.clock.advance(Number(minutes) * 60_000);
});

Then("D1 says so in the body of a 200", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const answered = deliveryExchanges(this.scenario).at(-1);
  if (!answered) throw new Error("D1 was not asked to deliver: the scenario lacks a step");
  this.judge(checkErrorInBody(answered, { cause: "the delivery failed" }));
});

Then("the issuer has taken the notification that came again", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const tries = this.scenario
    .exchanges()
    .filter(({ leg, request }) => leg === "d1-issuer" && request.url.endsWith("/notifications"));
  // The first try has no answer: that is the fault.
  this.judge(checkNotificationsTaken(tries.slice(1), { what: "the same operationId again" }));
});
