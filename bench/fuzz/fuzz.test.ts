import { describe, expect, it } from "vitest";
import { fuzz } from "./fuzz-run.ts";
import { type FuzzTarget, targets } from "./fuzz-target.ts";
import { makeBurst } from "./make-burst.ts";
import { openTarget } from "./open-target.ts";

const inputs = { readers: 800, smtp: 800, smpp: 3_000, http: 1_000, dns: 3_000 };

describe("a slice of what npm run fuzz does", () => {
  it.each(targets)("%s outlives it, answers, and blames itself for nothing", async (server) => {
    const target = await openTarget(server);
    const { answers, problems } = await fuzz(target, { seed: "slice", inputs: inputs[server], rounds: 2 });
    await target.close();
    expect(problems).toEqual([]);
    expect(answers).toBeGreaterThan(inputs[server] / 2);
  });
});

describe("the fuzzer itself", () => {
  const echo: FuzzTarget = {
    recordings: [{ door: 0, units: [Buffer.from("HELLO 1\r\n"), Buffer.from("BYE\r\n")] }],
    lanes: 2,
    mutate: (unit) => Buffer.concat([unit, Buffer.from("!")]),
    send: async () => ({ answers: 1, faults: 0 }),
    probe: async () => undefined,
    close: async () => undefined,
  };

  it("makes the same input of the same seed and number, and others of others", () => {
    expect(makeBurst(echo, "1", 7)).toEqual(makeBurst(echo, "1", 7));
    expect(makeBurst(echo, "1", 7)).not.toEqual(makeBurst(echo, "2", 7));
    expect(makeBurst(echo, "1", 7)).not.toEqual(makeBurst(echo, "1", 8));
  });

  it("names the inputs that a server hung on, blamed itself for, or that left it broken", async () => {
    const ill: FuzzTarget = {
      ...echo,
      send: async () => ({ answers: 0, faults: 1 }),
      probe: () => Promise.reject(new Error("no code")),
    };
    const { problems } = await fuzz(ill, { seed: "1", inputs: 16, first: 32, rounds: 1 });
    expect(problems).toEqual([
      { kind: "fault", from: 32, to: 47, what: "1 answer(s) that blame the server" },
      { kind: "probe", from: 32, to: 47, what: "Error: no code" },
    ]);
    const hung = await fuzz(
      { ...echo, send: () => Promise.reject(new Error("silence")) },
      { seed: "1", inputs: 16, rounds: 1 },
    );
    expect(hung.problems).toEqual([{ kind: "hang", from: 0, to: 15, what: "Error: silence" }]);
  });
});
