import { Then } from "@cucumber/cucumber";
import { judgeSecrecy } from "./conduct.ts";
import type { StepproofWorld } from "./world.ts";

// What a run leaves on the wires, looked at once more where a scenario is about it.

const judgements = {
  "no call to the issuer bears an id made from a code, a card number or a contact": "SE-05",
  "no card number has travelled in clear": "SE-08",
  "no answer has given away a code, a card number or a contact": "SE-09",
} as const;

for (const [phrase, requirement] of Object.entries(judgements)) {
  Then(phrase, async function (this: StepproofWorld) {
    await this.scenario.settled();
    this.judge(...judgeSecrecy(this.scenario).filter((finding) => finding.requirement === requirement));
  });
}
