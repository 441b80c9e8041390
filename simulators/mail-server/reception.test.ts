import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import type { DnsSource } from "../../src/dns/dns-source.ts";
import { parseZone } from "../../src/dns/read-zone.ts";
import { unionSource } from "../../src/dns/zone-source.ts";
import type { TlsIdentity } from "../../src/http.ts";
import { silent } from "../../src/log.ts";
import { createDkimKey } from "../../src/mail-auth/dkim-key.ts";
import { openMailIdentity } from "../../src/mail-auth/mail-identity.ts";
import type { Receiver } from "../../src/mail-auth/receivers.ts";
import { verifyMail } from "../../src/mail-auth/verify-mail.ts";
import { createAuthority } from "../../src/pki.ts";
import type { OutgoingMail } from "../../src/sending/sender.ts";
import { createSmtpSender } from "../../src/sending/smtp-sender.ts";
import { judgeArrival } from "./reception.ts";
import { type MailServer, startMailServer } from "./start-mail-server.ts";
import { toFiledMail } from "./trace-headers.ts";

const bank = openMailIdentity("email.meridale.example");
const { signing, returnPath, helo, address } = bank;
/** Two senders that are somebody, and yet not the bank; one domain without DMARC, and one that asks for quarantine. */
const others = ["d1.example", "quiet.example", "wary.example"].map((domain) => openMailIdentity(domain));
const without = (dropped: string) =>
  others.map(({ zone }) => ({ ...zone, records: zone.records.filter(({ owner }) => owner !== dropped) }));
const wary = parseZone('_dmarc 1h TXT "v=DMARC1; p=quarantine"\n', { file: "wary", origin: "wary.test" });
const relaxed = parseZone('_dmarc 1h TXT "v=DMARC1; p=none"\n', { file: "none", origin: "none.test" });
const source = unionSource([bank.zone, ...without("_dmarc.quiet.example"), wary, relaxed]);
const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
const STRANGER = "203.0.113.99";

let tls: TlsIdentity;
const open: MailServer[] = [];
beforeAll(async () => {
  tls = await (await createAuthority("Reception")).issue({ commonName: "localhost" });
});
afterAll(() => Promise.all(open.map((server) => server.close())));

/** Hands one mail over to a receiver: what it noted, or how it refused. */
async function handOver(receiver: Receiver | "none", changes: Partial<OutgoingMail>, greeting = helo, from = source) {
  const enforce = receiver === "none" ? [] : [receiver];
  const reception = { source: from, enforce, addressOf: (name: string) => (name === helo ? address : STRANGER) };
  const server = await startMailServer({ clock, log: silent, tls, reception });
  open.push(server);
  const sender = createSmtpSender({ ...server.smtp, ca: tls.ca, helo: greeting });
  const mail = { from: "card@email.meridale.example", to: "nadia@veloria.example", subject: "Code", text: "123456" };
  const error: unknown = await sender
    .send({ ...mail, date: new Date(clock.now()), returnPath, signing, ...changes })
    .then(() => undefined)
    .catch((reason: unknown) => reason);
  await sender.close();
  return { server, taken: server.inbox.list()[0], refused: error instanceof Error ? error.message : undefined };
}

const wrongKey = { ...signing, privateKey: createDkimKey().privateKey };
const unsigned = { returnPath, signing: wrongKey };
const asD1 = { signing: { ...signing, domain: "d1.example" }, returnPath: "bounce@d1.example" };

describe("a receiver", () => {
  it.each(["none", "strict", "gmail", "yahoo", "microsoft"] as const)("%s takes what is right", async (enforce) => {
    const { taken, refused } = await handOver(enforce, {});
    expect(refused).toBeUndefined();
    expect(taken?.authentication).toMatchObject({ spf: { result: "pass" }, dmarc: { result: "pass" } });
    expect(taken?.raw.toString()).toMatch(/^DKIM-Signature: /);
    expect(taken?.raw.toString()).not.toContain("Authentication-Results");
  });

  it.each([
    ["gmail", "neither SPF nor DKIM passes", unsigned, "stranger.example", "550 5.7.26"],
    ["gmail", "DMARC asks to reject", asD1, helo, "550 5.7.26"],
    ["gmail", "SPF does not pass", {}, "stranger.example", "550 5.7.27"],
    ["gmail", "DKIM does not pass", unsigned, helo, "550 5.7.30"],
    ["gmail", "From's domain has no DMARC record", { ...asD1, from: "card@quiet.example" }, helo, "550 5.7.40"],
    ["gmail", "From is not aligned", { ...asD1, from: "card@none.test" }, helo, "550 5.7.32"],
    ["yahoo", "DKIM does not pass", unsigned, helo, "554 5.7.9"],
    ["yahoo", "From is not aligned", asD1, helo, "554 5.7.9"],
    ["microsoft", "SPF does not pass", {}, "stranger.example", "550 5.7.515"],
    ["microsoft", "DKIM does not pass", unsigned, helo, "550 5.7.515"],
    ["microsoft", "From is not aligned", asD1, helo, "550 5.7.515"],
    ["strict", "SPF does not pass", {}, "stranger.example", "550 5.7.26"],
  ] as const)("%s refuses when %s", async (receiver, _when, changes, greeting, reply) => {
    const { taken, refused } = await handOver(receiver, changes, greeting);
    expect(refused).toContain(`(${reply})`);
    expect(taken).toBeUndefined();
  });

  it("files as junk what the domain wants in quarantine", async () => {
    const { taken } = await handOver("gmail", { ...asD1, from: "card@wary.test" });
    expect(taken).toMatchObject({ folder: "junk", authentication: { dmarc: { result: "fail" } } });
  });

  it("puts a mail off where name servers give no answer, unless it is refused by nobody", async () => {
    const silent: DnsSource = { lookup: async () => ({ status: "SERVFAIL", records: [] }) };
    const { refused } = await handOver("strict", {}, helo, silent);
    expect(refused).toContain("(451 4.4.3)");
    const { taken } = await handOver("none", {}, helo, silent);
    expect(taken?.authentication?.dmarc.result).toBe("temperror");
  });

  it("that enforces nothing takes a forgery, and notes what it is", async () => {
    const { taken } = await handOver("none", unsigned, "stranger.example");
    expect(taken?.authentication?.authenticationResults).toMatch(/spf=fail.*; dkim=fail .*; dmarc=fail/);
  });

  it("cannot tell a replay from the mail itself: only To tells", async () => {
    const { taken: first } = await handOver("strict", {});
    const { taken } = await handOver("strict", {
      to: "eve@evil.example",
      raw: (own) => own,
      onRelay: () => `${first?.raw}`,
    });
    expect([taken?.recipient, taken?.authentication?.dmarc.result]).toEqual(["eve@evil.example", "pass"]);
    expect(taken?.raw.toString()).toContain("To: nadia@veloria.example");
  });
});

describe("what a receiver writes above a mail", () => {
  it("is shown where the mail is downloaded and by MailHog, and never takes part in it", async () => {
    const { server, taken } = await handOver("none", {});
    const answer = await fetch(`${server.url}/api/v1/messages/${taken?.id}/download`);
    const filed = await answer.text();
    expect(filed).toMatch(/^Authentication-Results: mail\.stepproof\.test; spf=pass .*\r\nReceived: from mx\.email/);
    expect(filed.endsWith(`${taken?.raw}`)).toBe(true);
    const shown = await fetch(`${server.url}/api/v1/messages/${taken?.id}`);
    expect(await shown.json()).toMatchObject({
      Content: {
        Headers: { Received: [expect.stringContaining("([192.0.2.25]) by mail.stepproof.test with ESMTPS; ")] },
      },
      Raw: { Data: `${taken?.raw}` },
    });
  });

  it("leaves a signature verifiable, and takes out results that a sender claims in its name", async () => {
    const claim = "Authentication-Results: mail.stepproof.test;\r\n spf=pass\r\n";
    const { taken } = await handOver("none", { onRelay: (signed) => claim + signed });
    expect(taken?.raw.toString()).toContain(claim);
    const filed = toFiledMail({ raw: Buffer.from(`${taken?.raw}`), trace: taken?.trace ?? [] });
    expect(filed.toString().match(/^Authentication-Results:/gm)).toHaveLength(1);
    const arrival = { source, clientIp: address, helo, mailFrom: returnPath, now: clock.now() };
    expect((await verifyMail(filed, arrival)).dkim[0]?.result).toBe("pass");
  });
});

it("asks nobody about a mail of domains without a zone, as long as nothing is enforced", async () => {
  let asked = 0;
  const counting: DnsSource = {
    async lookup() {
      asked += 1;
      return { status: "NXDOMAIN", records: [] };
    },
  };
  const arrived = {
    raw: Buffer.from("From: a@b.example\r\n\r\n"),
    headers: [["From", "a@b.example"]],
    secure: true,
  } as const;
  const judge = (enforce: readonly Receiver[], published: string) =>
    judgeArrival(
      { ...arrived, mailFrom: "a@b.example", helo: "h.example" },
      { source: counting, enforce, addressOf: () => STRANGER, isPublished: (domain) => domain === published },
      clock,
    );
  expect((await judge([], "c.example")).authentication).toBeUndefined();
  expect(asked).toBe(0);
  expect((await judge([], "b.example")).authentication?.spf.result).toBe("none");
  await expect(judge(["yahoo"], "c.example")).rejects.toThrow("5.7.9");
  expect(asked).toBeGreaterThan(0);
});
