import { Then, When } from "@cucumber/cucumber";
import { checkNoValidation } from "../src/checks/lifecycle-d1.ts";
import { codeOf } from "./tries.ts";
import type { StepproofWorld } from "./world.ts";

// What the network may ask of D1 beyond one step-up: another code for another reason, one request twice, a judgement.

When(
  "the network asks D1 to deliver another code for the reason {word}",
  async function (this: StepproofWorld, reason: string) {
    await instructAnew(this, { reasonCodes: [reason] });
  },
);

When("the network asks D1 to deliver another code", async function (this: StepproofWorld) {
  await instructAnew(this, {});
});

async function instructAnew({ scenario }: StepproofWorld, more: { readonly reasonCodes?: string[] }): Promise<void> {
  const { bed } = scenario.worker;
  const { tokenUniqueReference } = scenario.latestStepUp().inWallet;
  const activationCode = scenario.chance.fork("another code").text("0123456789", 6);
  bed.secrets.learn("otp", activationCode);
  await bed.tsp.instruct(tokenUniqueReference, { activationCode, ...more });
}

When(
  "the network sends one delivery request {int} times at once",
  async function (this: StepproofWorld, times: number) {
    const { tsp } = this.scenario.worker.bed;
    const { tokenUniqueReference } = this.scenario.latestStepUp().inWallet;
    const requestId = this.scenario.chance.fork("request id").text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 32);
    await Promise.all(Array.from({ length: times }, () => tsp.instruct(tokenUniqueReference, { requestId })));
  },
);

Then("D1 will not judge a code", async function (this: StepproofWorld) {
  const stepUp = this.scenario.latestStepUp();
  const { value } = codeOf(this.scenario, stepUp);
  const { tsp } = this.scenario.worker.bed;
  this.judge(checkNoValidation(await tsp.askToValidate(stepUp.inWallet.tokenUniqueReference, value)));
});
