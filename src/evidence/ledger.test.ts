import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Accounts,
  accountFor,
  describeAccounts,
  type Fate,
  failureReasons,
  Ledger,
  type LedgerLine,
  sumAccounts,
} from "./ledger.ts";

const delivered: Fate = { outcome: "delivered" };
const failed = (reason: (typeof failureReasons)[number]): Fate => ({ outcome: "failed", reason });
const line = (requestId: string, fate: Fate): LedgerLine => ({
  requestId,
  carrier: "sms-centre",
  askedAt: 0,
  settledAt: 0,
  tries: 1,
  fate,
});

const toAsked = (requestId: string) => ({ requestId });
const asked = ({ requestId }: LedgerLine) => toAsked(requestId);

const anyFate = fc.oneof(fc.constant(delivered), fc.constantFrom(...failureReasons).map(failed));
const totalOf = ({ delivered, failed }: Accounts) =>
  delivered + Object.values(failed).reduce((sum, number) => sum + number, 0);

describe("the accounts", () => {
  it("leave no rest when each request has one line, whatever became of it", () => {
    const lines = fc
      .uniqueArray(fc.string(), { maxLength: 30 })
      .chain((ids) => fc.tuple(...ids.map((id) => anyFate.map((fate) => line(id, fate)))));
    fc.assert(
      fc.property(lines, (settled) => {
        const accounts = accountFor(settled.map(asked), settled);
        expect([accounts.rest, totalOf(accounts)]).toEqual([0, accounts.sent]);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["a request without a line", ["a", "b"], [line("a", delivered)], 1],
    ["a request with two lines", ["a"], [line("a", failed("given-up")), line("a", delivered)], 1],
    ["a line without a request", ["a"], [line("a", delivered), line("b", delivered)], 1],
    ["a request lost and a line too many", ["a", "b"], [line("a", delivered), line("a", delivered)], 2],
  ])("show %s as the rest", (_, ids, lines, rest) => {
    expect(accountFor(ids.map(toAsked), lines).rest).toBe(rest);
  });

  it("count a request that never reached D1, where the TSP was told so", () => {
    const told = { requestId: "a", errorCode: "HTTP_UNREACHABLE" };
    expect(accountFor([told], [])).toEqual({ sent: 1, delivered: 0, failed: { "not-accepted": 1 }, rest: 0 });
    expect(accountFor([told, { requestId: "a" }], []).rest).toBe(1);
    expect(accountFor([told, { requestId: "a" }], [line("a", delivered)])).toMatchObject({ sent: 1, rest: 0 });
  });

  it("are the same whether they are added up at once or in pieces", () => {
    const lines = [line("a", delivered), line("b", failed("expired")), line("c", failed("given-up"))];
    const whole = accountFor(lines.map(asked), lines);
    const pieces = lines.map((each) => accountFor([asked(each)], [each]));
    expect(sumAccounts(pieces)).toEqual(whole);
    expect(sumAccounts([])).toEqual({ sent: 0, delivered: 0, failed: {}, rest: 0 });
  });

  it("are told in one line, with a rest only where there is one", () => {
    const accounts = { sent: 9, delivered: 6, failed: { expired: 1, "given-up": 2 }, rest: 0 };
    expect(describeAccounts(accounts)).toBe("9 sent = 6 delivered + 3 failed (1 expired, 2 given-up)");
    expect(describeAccounts({ ...accounts, sent: 10, rest: 1 })).toMatch(/ \+ 1 unaccounted for$/);
  });
});

describe("a ledger", () => {
  it("keeps its newest lines and the sums of all", () => {
    const ledger = new Ledger({ maxLines: 2 });
    ledger.book(line("a", delivered));
    const { cursor } = ledger;
    for (const id of ["b", "c", "d"]) ledger.book(line(id, failed("refused")));
    expect(ledger.since(0).map(({ requestId }) => requestId)).toEqual(["c", "d"]);
    expect(ledger.since(cursor + 2).map(({ requestId }) => requestId)).toEqual(["d"]);
    expect(ledger.accounts(5)).toEqual({ sent: 5, delivered: 1, failed: { refused: 3 }, rest: 1 });
  });

  it("tells whoever listens, until told to stop", () => {
    const ledger = new Ledger();
    const heard: string[] = [];
    const stop = ledger.onLine(({ requestId }) => heard.push(requestId));
    ledger.book(line("a", delivered));
    stop();
    ledger.book(line("b", delivered));
    expect(heard).toEqual(["a"]);
  });
});
