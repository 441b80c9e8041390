import { describe, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { ManualClock } from "../clock.ts";
import { createFaultTimeline } from "../faults/timeline.ts";
import { createFaultApi } from "./fault-api.ts";

function open() {
  const faults = createFaultTimeline({ clock: new ManualClock(0), chance: createChance("api") });
  const api = createFaultApi({ faults, redact: (text) => text.replace(/\+\d+/, "[phone]") });
  const call = async (method: string, path = "/faults", body?: string) => {
    const answer = await api.request(path, { method, ...(body !== undefined && { body }) });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { faults, call };
}

describe("faults over HTTP", () => {
  it("takes sentences, one a line, and shows them without contacts", async () => {
    const { call } = open();
    const posted = await call("POST", "/faults", "D1 hangs\n\nthe SMS centre loses the receipt for +447700900123\n");
    const faults = [
      { id: "f1", fault: "D1 hangs" },
      { id: "f2", fault: "the SMS centre loses the receipt for [phone]" },
    ];
    expect(posted).toEqual({ status: 201, body: { faults } });
    expect((await call("GET")).body).toMatchObject({ faults, account: { total: 0 } });
  });

  it("takes a list in JSON, and accounts for what happened", async () => {
    const { call, faults } = open();
    await call("POST", "/faults", JSON.stringify({ faults: ["D1 hangs on the first call"] }));
    faults.next({ leg: "tsp-d1", point: "request", at: 5, target: "/x" });
    expect((await call("GET")).body.account).toMatchObject({ total: 1, entries: [{ rule: "f1", fault: "hang" }] });
  });

  it("ends one, or all", async () => {
    const { call, faults } = open();
    await call("POST", "/faults", "D1 hangs\nD1 answers 503\nD1 answers 500");
    expect([(await call("DELETE", "/faults/f2")).status, (await call("DELETE", "/faults/f2")).status]).toEqual([
      204, 404,
    ]);
    expect(faults.rules().map(({ id }) => id)).toEqual(["f1", "f3"]);
    await call("DELETE");
    expect(faults.rules()).toEqual([]);
  });

  it.each([
    ["a sentence that is none", "D1 hangs\nD1 goes home", 400],
    ["an empty body", "", 400],
    ["JSON of another shape", '{"fault":"D1 hangs"}', 400],
    ["far too much", "x".repeat(70_000), 413],
  ])("refuses %s, and takes nothing of it", async (_what, body, status) => {
    const { call, faults } = open();
    expect(await call("POST", "/faults", body)).toMatchObject({ status, body: { error: expect.any(String) } });
    expect(faults.rules()).toEqual([]);
  });
});
