import { Given, When } from "@cucumber/cucumber";
import type { StepproofWorld } from "./world.ts";

// How a digitization may end without a code: by customer service, or by its session.

const DAY_MS = 86_400_000;

Given("D1 deletes unfinished cards after {int} days", function (this: StepproofWorld, days: number) {
  this.scenario.agree({ sessionMs: days * DAY_MS });
});

When("{int} days pass", async function (this: StepproofWorld, days: number) {
  // A day at a time, each once nothing of the one before is in hand any more.
  for (let left = days; left > 0; left--) {
    await this.scenario.settled();
    this.scenario.worker.clock.advance(DAY_MS);
  }
});

When("customer service activates the card for them", function (this: StepproofWorld) {
  const { tokenUniqueReference } = this.scenario.latestStepUp().inWallet;
  this.scenario.worker.bed.tsp.activateByCustomerService(tokenUniqueReference);
});
