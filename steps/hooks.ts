import { After, Before } from "@cucumber/cucumber";
import { auditConduct } from "./conduct.ts";
import type { StepproofWorld } from "./world.ts";

Before(function (this: StepproofWorld, { pickle }) {
  this.begin(
    `${pickle.uri}/${pickle.name}`,
    pickle.tags.map(({ name }) => name),
  );
  const { watermark, bed } = this.scenario.worker;
  this.judge(...watermark.judgeLate(bed));
});

// Whatever a scenario is about, nobody may leak or write to strangers meanwhile.
After(async function (this: StepproofWorld) {
  const { scenario } = this;
  try {
    await scenario.settled();
    this.keepFlow();
    this.judge(...auditConduct(scenario));
  } finally {
    scenario.end();
    scenario.worker.watermark.rise(scenario.worker.bed);
  }
});
