import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import { writeZone } from "../dns/write-zone.ts";
import { openMailIdentity } from "../mail-auth/mail-identity.ts";
import type { OutgoingMail } from "../sending/sender.ts";
import { greetings } from "./mail-reception.ts";
import { openRunFileSigning, readPublicKeys } from "./run-file-signing.ts";
import { startTestBed } from "./start-test-bed.ts";

const domain = "email.meridale.example";
const { zone, signing, returnPath } = openMailIdentity(domain);
const start = Date.UTC(2026, 6, 4, 10);
const mail: OutgoingMail = {
  ...{ from: `card@${domain}`, to: "nadia@veloria.example", subject: "Code", text: "654321", date: new Date(start) },
  ...{ signing, returnPath },
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stepproof-reception-"));
});

afterEach(() => rm(folder, { recursive: true }));

describe("a test bed", () => {
  it("takes mail by the rules that it is told, asking its own name server for the zone file's records", async () => {
    const file = path.join(folder, "bank.zone");
    await writeFile(file, writeZone(zone.records));
    const reception = { zone: { file, origin: domain }, receivers: ["strict"] } as const;
    const bed = await startTestBed({ clock: new ManualClock(start), reception });
    const asked: string[] = [];
    bed.dns.onQuestion(({ name, type }) => asked.push(`${type} ${name}`));
    const own = bed.mail.openSender("D1 -> mail server", greetings.d1);
    const stranger = bed.mail.openSender("stranger -> mail server", "stranger.example");
    try {
      await own.send(mail);
      expect(bed.mail.since(0)).toMatchObject([{ authentication: { dmarc: { result: "pass" } } }]);
      expect(asked).toContain(`TXT meridale1._domainkey.${domain}`);
      await expect(stranger.send(mail)).rejects.toThrow("550 5.7.26");
      const lift = bed.mailServer?.enforce([]);
      await stranger.send(mail);
      expect(bed.mail.since(1)).toMatchObject([{ authentication: { spf: { result: "fail" } } }]);
      lift?.();
      await expect(stranger.send(mail)).rejects.toThrow("550 5.7.26");
    } finally {
      await Promise.all([own.close(), stranger.close()]);
      await bed.close();
    }
  });

  it("asks nobody about mail whose domain has no zone, and notes how it came", async () => {
    const bed = await startTestBed({ clock: new ManualClock(start) });
    let asked = 0;
    bed.dns.onQuestion(() => {
      asked += 1;
    });
    const sender = bed.mail.openSender("D1 -> mail server", greetings.d1);
    try {
      await sender.send(mail);
      const [taken] = bed.mail.since(0);
      expect([asked, taken?.authentication]).toEqual([0, undefined]);
      expect(taken?.trace).toEqual([["Received", expect.stringContaining("from d1.stepproof.test ([192.0.2.25])")]]);
    } finally {
      await sender.close();
      await bed.close();
    }
  });
});

describe("the keys of a run file", () => {
  it("sign with the first that is private, and are all compared", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const ed25519 = generateKeyPairSync("ed25519");
    const keys = { old1: path.join(folder, "old.pem"), new1: path.join(folder, "new.pem") };
    await writeFile(keys.old1, rsa.publicKey.export({ type: "spki", format: "pem" }));
    await writeFile(keys.new1, ed25519.privateKey.export({ type: "pkcs8", format: "pem" }));
    const runFile = {
      mail: { domain, from: `card@${domain}` },
      dns: { selectors: [], senders: [], receivers: [], keys, mailFrom: `bounces.${domain}` },
    };
    expect(await openRunFileSigning(runFile)).toMatchObject({
      returnPath: `bounce@bounces.${domain}`,
      signing: { domain, selector: "new1" },
    });
    const published = await readPublicKeys(runFile);
    expect(published.old1).toBe(rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64"));
    expect(Buffer.from(published.new1 ?? "", "base64")).toHaveLength(32);
  });

  it("are none without a word", async () => {
    const runFile = { mail: { domain, from: `card@${domain}` }, dns: { selectors: [], senders: [], receivers: [] } };
    expect([await openRunFileSigning(runFile), await readPublicKeys(runFile)]).toEqual([undefined, {}]);
  });
});
