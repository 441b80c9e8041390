import { afterAll, beforeAll, expect, it } from "vitest";
import { createChance } from "../chance.ts";
import { ManualClock } from "../clock.ts";
import type { Exchange } from "../evidence/journal.ts";
import { packageRoot } from "../package-root.ts";
import { loadTemplateSet } from "../templates/load-template-set.ts";
import { basicHeader, IssuerProbe } from "./issuer-probe.ts";
import { drawPerson, type Issuer, openIssuer } from "./open-issuer.ts";
import { startTestBed, type TestBed } from "./start-test-bed.ts";

let bed: TestBed;
let issuer: Issuer;
let probe: IssuerProbe;

beforeAll(async () => {
  const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
  bed = await startTestBed({ clock });
  const templates = await loadTemplateSet(`${packageRoot}/examples/meridale-bank/templates`);
  issuer = openIssuer(bed, createChance("probe"), { templates });
  probe = new IssuerProbe(issuer.access, { journal: bed.journal, clock, secrets: bed.secrets });
});

afterAll(async () => {
  probe.close();
  await bed.close();
});

const enrolled = (): string => issuer.enrol(drawPerson(createChance("Nadia"), "mastercard")).profile.consumerId;

const outcomeOf = ({ outcome }: Exchange): number | string =>
  "response" in outcome ? outcome.response.status : outcome.error.code;

it("asks for contact details as D1 does, and keeps the call in the journal", async () => {
  const answer = await probe.getConsumer(enrolled());
  expect(outcomeOf(answer)).toBe(200);
  expect(answer.outcome).toMatchObject({ response: { tls: { version: "TLSv1.3" } } });
  expect(bed.journal.since(0)).toContain(answer);
});

it("uses one token for all calls, until told to forget it", async () => {
  const own = new IssuerProbe(issuer.access, { journal: bed.journal, clock: bed.clock });
  const start = bed.journal.cursor;
  const tokenCalls = () => bed.journal.since(start).filter(({ request }) => request.url === issuer.access.tokenUrl);
  await Promise.all([own.getConsumer(enrolled()), own.getConsumer(enrolled())]);
  expect(tokenCalls()).toHaveLength(1);
  own.renewToken();
  await own.getConsumer(enrolled());
  expect(tokenCalls()).toHaveLength(2);
  own.close();
});

it.each([
  ["no bearer", { bearer: () => undefined }, 401],
  ["an altered bearer", { bearer: (good: string) => `${good}x` }, 401],
  ["no correlation id", { headers: { "x-correlation-id": undefined } }, 200],
  ["a query", { query: { cardId: "crd_1" } }, 200],
] as const)("varies the call: %s", async (_, variation, status) => {
  expect(outcomeOf(await probe.getConsumer(enrolled(), variation))).toBe(status);
});

it.each(["no-certificate", "foreign-certificate", "old-tls"] as const)("is refused as %s", async (caller) => {
  expect(outcomeOf(await probe.getConsumer(enrolled(), { caller }))).toMatch(/^HTTP_(TLS|UNREACHABLE)$/);
});

it("asks for tokens in right and wrong ways", async () => {
  const authorization = basicHeader(issuer.access, "base64");
  expect(outcomeOf(await probe.askForToken())).toBe(200);
  expect(outcomeOf(await probe.askForToken({ authorization }))).toBe(200);
  expect(outcomeOf(await probe.askForToken({ authorization: undefined }))).toBe(401);
  expect(outcomeOf(await probe.askForToken({ form: { grant_type: "password" } }))).toBe(400);
});

it("says that it had no token instead of calling without one", async () => {
  const access = { ...issuer.access, clientSecret: "a guess" };
  const stranger = new IssuerProbe(access, { journal: bed.journal, clock: bed.clock });
  expect(outcomeOf(await stranger.getConsumer(enrolled()))).toBe("ISSUER_NO_TOKEN");
  stranger.close();
});

it("keeps hostile ids inside their path segment", async () => {
  const { request } = await probe.getConsumer("../../x?y=1#z");
  expect(new URL(request.url).pathname).toMatch(/consumers\/\.\.%2F\.\.%2Fx%3Fy%3D1%23z$/);
});

it("posts codes and notifications", async () => {
  const notification = { operationId: "op-1", operation: "DIGITIZE", status: "PENDING" };
  expect(outcomeOf(await probe.notifyCard("crd_1", notification))).toBe(204);
  expect(outcomeOf(await probe.notifyDigitalCard("dgc_1", notification))).toBe(204);
  expect(outcomeOf(await probe.deliverOtp(enrolled(), {}))).toBe(400);
});
