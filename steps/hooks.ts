import { After, Before } from "@cucumber/cucumber";
import { auditConduct } from "./conduct.ts";
import { ledgerOf } from "./delivery-ledger.ts";
import type { StepproofWorld } from "./world.ts";

Before(function (this: StepproofWorld, { pickle }) {
  this.begin(
    `${pickle.uri}/${pickle.name}`,
    pickle.tags.map(({ name }) => name),
  );
  const { watermark, bed } = this.scenario.worker;
  this.judge(...watermark.judgeLate(bed));
});

/** What went wrong on purpose, for result.json: the same seed gives the same fingerprint. */
function tellOfFaults(world: StepproofWorld): void {
  const { total, entries, ...account } = world.scenario.worker.bed.faults.account();
  if (total > 0) world.tell({ faults: { total, ...account, entries: entries.slice(-TOLD_ENTRIES) } });
}

const TOLD_ENTRIES = 200;

// Whatever a scenario is about, nobody may leak or write to strangers meanwhile.
After(async function (this: StepproofWorld) {
  const { scenario } = this;
  try {
    await scenario.settled();
    await scenario.worker.bed.d1.giveUpWaiting();
    const ledger = ledgerOf(scenario);
    if (ledger.requests.length > 0) this.book(ledger);
    this.judge(...auditConduct(scenario));
    tellOfFaults(this);
  } finally {
    this.keepFlow();
    scenario.end();
    scenario.worker.watermark.rise(scenario.worker.bed);
  }
});
