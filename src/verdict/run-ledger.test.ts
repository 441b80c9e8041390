import { expect, it } from "vitest";
import { LEDGER_MEDIA_TYPE } from "../evidence/scenario-ledger.ts";
import type { Envelope } from "./envelope.ts";
import { accountsOf, ledgersOf } from "./run-ledger.ts";

const attachment = (body: string, mediaType = LEDGER_MEDIA_TYPE) =>
  ({ attachment: { mediaType, body, contentEncoding: "IDENTITY" } }) as Envelope;

const line = (requestId: string, fate: object) => ({
  ...{ requestId, fate, carrier: "sms-centre" },
  ...{ askedAt: 0, settledAt: 5, tries: 1 },
});
const ledger = (id: string, fate: object) =>
  attachment(JSON.stringify({ requests: [{ requestId: id }], lines: [line(id, fate)] }));

it("adds up what became of the requests of all scenarios", () => {
  const envelopes = [ledger("a", { outcome: "delivered" }), ledger("b", { outcome: "failed", reason: "expired" })];
  expect(accountsOf(envelopes)).toEqual({ sent: 2, delivered: 1, failed: { expired: 1 }, rest: 0 });
  expect(ledgersOf(envelopes).map(({ requests }) => requests[0]?.requestId)).toEqual(["a", "b"]);
});

it("tells a request that has no fate from a run without requests", () => {
  const forgotten = attachment(JSON.stringify({ requests: [{ requestId: "a" }], lines: [] }));
  expect(accountsOf([forgotten])).toMatchObject({ sent: 1, rest: 1 });
  expect(accountsOf([attachment("{}", "text/plain")])).toBeUndefined();
});

it("leaves out what is no ledger", () => {
  expect(ledgersOf([attachment("no JSON"), ledger("a", { outcome: "failed", reason: "unheard of" })])).toEqual([]);
});
