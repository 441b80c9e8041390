import { describe, expect, it } from "vitest";
import type { FailureReason, Fate, LedgerLine } from "../evidence/ledger.ts";
import { checkOneFateEach } from "./fates.ts";

const delivered: Fate = { outcome: "delivered" };
const failed = (reason: FailureReason): Fate => ({ outcome: "failed", reason });
const line = (requestId: string, fate: Fate, carrier: LedgerLine["carrier"] = "sms-centre"): LedgerLine => ({
  ...{ requestId, fate, carrier },
  ...{ askedAt: 0, settledAt: 0, tries: 1 },
});
const asked = (...ids: string[]) => ids.map((requestId) => ({ requestId }));
const came = (...requestIds: string[]) => requestIds.map((requestId, index) => ({ id: `sms-${index}`, requestId }));

describe("one fate each (RS-14)", () => {
  it.each([
    ["each delivered once", asked("a", "b"), [line("a", delivered), line("b", delivered)], came("a", "b")],
    ["a failure that says why", asked("a"), [line("a", failed("given-up"))], []],
    ["an answer lost, and a message all the same", asked("a"), [line("a", failed("answer-lost"))], came("a")],
    ["an answer lost, and no message", asked("a"), [line("a", failed("answer-lost"))], []],
    ["a request made twice", asked("a", "a"), [line("a", delivered)], came("a")],
    ["a request that D1 never saw", [{ requestId: "a", errorCode: "HTTP_TIMEOUT" }], [], []],
    ["a 204 of the issuer's", asked("a"), [line("a", delivered, "issuer")], []],
  ])("is found in: %s", (_, requests, lines, arrivals) => {
    expect(checkOneFateEach(lines, { requests, arrivals }).result).toBe("PASS");
  });

  it.each([
    ["a request dropped without a word", asked("a"), [], [], /1 requests accepted without a fate/],
    ["two fates", asked("a"), [line("a", failed("expired")), line("a", delivered)], came("a"), /more than one fate/],
    ["a fate of nothing", asked(), [line("a", failed("expired"))], [], /nobody has made/],
    ["a message twice", asked("a"), [line("a", delivered)], came("a", "a"), /2 messages for one request/],
    ["twice after a lost answer", asked("a"), [line("a", failed("answer-lost"))], came("a", "a"), /2 messages/],
    ["delivered, they say", asked("a"), [line("a", delivered)], [], /in no inbox/],
    ["failed, they say", asked("a"), [line("a", failed("given-up"))], came("a"), /failed \(given-up\).*in an inbox/],
    [
      "an answer lost to a message that nobody was handed",
      asked("a"),
      [{ ...line("a", failed("answer-lost")), tries: 0 }],
      [],
      /answer-lost by its ledger, and never handed over/,
    ],
    ["a failure without a reason", asked("a"), [line("a", failed("" as FailureReason))], [], /without a known reason/],
    ["a message of nobody's", asked("a"), [line("a", delivered)], [...came("a"), { id: "sms-9" }], /no ledger knows/],
  ])("is missed in: %s", (_, requests, lines, arrivals, actual) => {
    const finding = checkOneFateEach(lines, { requests, arrivals });
    expect([finding.requirement, finding.result]).toEqual(["RS-14", "FAIL"]);
    expect(finding.actual).toMatch(actual);
  });
});
