import { expect, it } from "vitest";
import { ManualClock } from "./clock.ts";
import { Delays } from "./delays.ts";

it("ends with its time on the clock, or with the server", async () => {
  const clock = new ManualClock(0);
  const delays = new Delays(clock);
  const ended: string[] = [];
  const short = delays.wait(10).then(() => ended.push("short"));
  const long = delays.wait(1000).then(() => ended.push("long"));
  clock.advance(10);
  await short;
  expect(ended).toEqual(["short"]);
  delays.close();
  await long;
  expect(ended).toEqual(["short", "long"]);
});
