import { Given, When } from "@cucumber/cucumber";
import type { StepproofWorld } from "./world.ts";

// How a digitization may end without a code: by customer service, or by its session.

const DAY_MS = 86_400_000;

Given("D1 deletes unfinished cards after {int} days", function (this: StepproofWorld, days: number) {
  this.scenario.agree({ sessionMs: days * DAY_MS });
});

When("{int} days pass", async function (this: StepproofWorld, days: number) {
  // A day at a time: what falls due is done before the next one begins.
  for (let left = days; left > 0; left--) {
    this.scenario.worker.clock.advance(DAY_MS);
    await this.scenario.settled();
  }
});

When("customer service activates the card for them", function (this: StepproofWorld) {
  const { tokenUniqueReference } = this.scenario.latestStepUp().inWallet;
  this.scenario.worker.bed.tsp.activateByCustomerService(tokenUniqueReference);
});
