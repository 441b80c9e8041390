import { describe, expect, it } from "vitest";
import type { FlowRun, MessageFate } from "./flow.ts";
import { isAccountedFor, type LoadReport, Tally } from "./tally.ts";

const activated: FlowRun = { channel: "sms", end: "activated", activationMs: 12 };
const delivered: MessageFate = { fate: "delivered", tries: 1, arrived: 1 };

function report(...flows: readonly (readonly [Partial<FlowRun>, Partial<MessageFate>])[]): LoadReport {
  const tally = new Tally();
  for (const [run, message] of flows) tally.add(0, { ...activated, ...run }, { ...delivered, ...message });
  return tally.report(1, 0);
}

describe("Tally", () => {
  it("adds up ends, fates and times", () => {
    const refused = [{ end: "not-delivered" }, { fate: "refused", arrived: 0 }] as const;
    const added = report([{}, {}], [{ activationMs: 20 }, {}], refused);
    expect(added).toMatchObject({
      flows: 3,
      ends: { activated: 2, "not-delivered": 1 },
      accounts: { sent: 3, delivered: 2, failed: { refused: 1 }, rest: 0 },
    });
    expect(added.activation.max).toBeCloseTo(20, 1);
    expect(isAccountedFor(added)).toBe(true);
  });

  it.each([
    ["a message that D1 says it delivered and nobody got", { fate: "delivered", arrived: 0 }, { lost: 1 }],
    ["a second message for one flow", { fate: "delivered", arrived: 2 }, { doubled: 1 }],
    ["a message that came although D1 says that it was refused", { fate: "refused", arrived: 1 }, { doubled: 1 }],
    ["a promised message without a fate", { fate: "none", arrived: 1 }, { accounts: { rest: 1 } }],
  ] as const)("sees %s", (_, message, found) => {
    const seen = report([{}, message]);
    expect(seen).toMatchObject(found);
    expect(isAccountedFor(seen)).toBe(false);
  });

  it.each([
    ["comes once", 1],
    ["does not come", 0],
  ])("lets a message whose answer was lost be one that %s", (_, arrived) => {
    expect(isAccountedFor(report([{ end: "not-delivered" }, { fate: "answer-lost", arrived }]))).toBe(true);
  });

  it("has the same digest whichever lane went ahead, and another one for another fate", () => {
    const lanes = [0, 1, 0, 1];
    const digest = (order: readonly number[], tries: number) => {
      const tally = new Tally();
      for (const lane of order) tally.add(lane, activated, { ...delivered, tries });
      return tally.report(1, 0).digest;
    };
    expect(digest([...lanes].sort(), 1)).toBe(digest(lanes, 1));
    expect(digest(lanes, 2)).not.toBe(digest(lanes, 1));
  });
});
