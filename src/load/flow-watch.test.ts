import { afterEach, expect, it } from "vitest";
import { startTestBed, type TestBed } from "../testbed/start-test-bed.ts";
import { FlowWatch } from "./flow-watch.ts";
import { openCrowd } from "./open-crowd.ts";
import { playFlow } from "./play-flow.ts";

let bed: TestBed | undefined;
afterEach(() => bed?.close());

it("tells a flow's own message from one that goes to somebody else's phone, and from a second one", async () => {
  bed = await startTestBed();
  const { smsCentre } = bed;
  const [nadia, omar] = await openCrowd(bed, { size: 2, runFile: undefined });
  if (!nadia || !omar) throw new Error("two people were to be enrolled");
  const watch = new FlowWatch(bed);
  const begun = watch.begin(nadia, "sms");
  watch.begin(omar, "sms");
  await playFlow(nadia, { channel: "sms", waitMs: 2_000, onAdded: begun });
  const [taken] = smsCentre.inbox.list();
  if (!taken) throw new Error("a message was to come");
  smsCentre.inbox.deliver(taken);
  smsCentre.inbox.deliver({ ...taken, recipient: omar.profile.phone ?? "" });
  expect(await watch.end(nadia, "sms", 1_000)).toEqual({ fate: "delivered", tries: 1, arrived: 2 });
  expect(watch.astray).toBe(1);
  watch.close();
});
