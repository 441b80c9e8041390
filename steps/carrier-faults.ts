import { Given, When } from "@cucumber/cucumber";
import type { Channel } from "../src/checks/expectation.ts";
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

/** Resolves once a fault has happened and the server has done what it does then. */
function nextFault(faults: FaultTimeline): Promise<void> {
  return new Promise((resolve) => {
    const stop = faults.onFault(() => {
      stop();
      setImmediate(resolve);
    });
  });
}
