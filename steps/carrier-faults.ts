import { Given, Then, When } from "@cucumber/cucumber";
import type { Channel } from "../src/checks/expectation.ts";
import { fail, pass } from "../src/checks/finding.ts";
import type { FaultTimeline } from "../src/faults/timeline.ts";
import type { StepproofWorld } from "./world.ts";

// An SMS centre and a mail server that go wrong; what they do, steps/faults.ts says.

Given("the SMS centre has dropped every connection", async function (this: StepproofWorld) {
  await this.scenario.worker.bed.smsCentre.dropConnections();
});

Given("the mail server has dropped every connection", async function (this: StepproofWorld) {
  const { mailServer } = this.scenario.worker.bed;
  if (!mailServer) return this.leaveOut("the mail server is somebody else's");
  await mailServer.dropConnections();
  return undefined;
});

When(
  "they choose the {channel} and wait for {int} seconds",
  async function (this: StepproofWorld, channel: Channel, seconds: number) {
    const { scenario } = this;
    const struck = nextFault(scenario.worker.bed.faults);
    const chosen = scenario.choose(scenario.latestStepUp(), channel);
    await struck;
    scenario.worker.clock.advance(seconds * 1_000);
    await chosen;
  },
);

Then("no key is called wrong that nobody could read", function (this: StepproofWorld) {
  const results = this.scenario.zoneFindings.filter(({ requirement }) => requirement === "DZ-06");
  const isUndecided = results.length > 0 && results.every(({ result }) => result === "UNTESTABLE");
  const verdict = {
    expected: "no verdict on keys whose name server failed",
    actual: results.map(({ result }) => result).join(", ") || "nothing",
    evidence: [],
  };
  const hint = "Tell a name server that fails from a name that has no key.";
  this.judge(isUndecided ? pass("DZ-06", verdict) : fail("DZ-06", { ...verdict, hint }));
});

/** Resolves once a fault has happened and the server has done what it does then. */
function nextFault(faults: FaultTimeline): Promise<void> {
  return new Promise((resolve) => {
    const stop = faults.onFault(() => {
      stop();
      setImmediate(resolve);
    });
  });
}
