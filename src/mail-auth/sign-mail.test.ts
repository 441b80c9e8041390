import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unionSource } from "../dns/zone-source.ts";
import { openMailIdentity } from "./mail-identity.ts";
import { signMail } from "./sign-mail.ts";
import { verifyMail } from "./verify-mail.ts";

const identity = openMailIdentity("email.meridale.example");
const source = unionSource([identity.zone]);
const now = Date.UTC(2026, 6, 4, 10);
const arrival = {
  ...{ source, now, clientIp: identity.address, helo: identity.helo },
  mailFrom: identity.returnPath,
};
const mail = [
  "From: Meridale Bank <card@email.meridale.example>",
  "To: nadia@veloria.example",
  "Subject:  Your\r\n code",
  "Message-ID: <1@email.meridale.example>",
  "",
  "123456 is  your code ",
  "",
  "",
].join("\r\n");
const signed = signMail(Buffer.from(mail), identity.signing, { now });
const changed = (from: string, to: string) => Buffer.from(signed.toString("latin1").replace(from, to), "latin1");
const resultOf = async (raw: Buffer) => (await verifyMail(raw, arrival)).dkim.map(({ result }) => result);

describe("a signed mail", () => {
  it("passes SPF, DKIM and DMARC, both aligned", async () => {
    expect(await verifyMail(signed, arrival)).toMatchObject({
      spf: { result: "pass", domain: "email.meridale.example" },
      dkim: [{ result: "pass", selector: "meridale1", algorithm: "rsa-sha256" }],
      dmarc: { result: "pass", policy: "reject", aligned: { spf: true, dkim: true } },
    });
  });

  it.each([
    ["one octet of the body", "123456", "123457"],
    ["one octet of a signed header", "Your\r\n code", "Your\r\n mode"],
    ["a second From before it", "DKIM-Signature:", "From: eve@evil.example\r\nDKIM-Signature:"],
    ["a second Subject", "Message-ID:", "Subject: Win\r\nMessage-ID:"],
  ])("does not verify any more after a change of %s", async (_what, from, to) => {
    expect(await resultOf(changed(from, to))).toEqual(["fail"]);
  });

  it.each([
    ["blanks in the body", "is  your code ", "is your   code"],
    ["folds of a header", "Subject:  Your\r\n code", "subject: Your code"],
    ["a header that is not signed", "Message-ID:", "X-Seen: 1\r\nMessage-ID:"],
  ])("still verifies after a change of %s: relaxed", async (_what, from, to) => {
    expect(await resultOf(changed(from, to))).toEqual(["pass"]);
  });

  it("of an address that SPF does not name still passes by DKIM alone, and unsigned by SPF alone", async () => {
    const elsewhere = await verifyMail(signed, { ...arrival, clientIp: "203.0.113.9" });
    expect([elsewhere.spf.result, elsewhere.dmarc]).toMatchObject([
      "fail",
      { result: "pass", aligned: { spf: false } },
    ]);
    const unsigned = await verifyMail(Buffer.from(mail), arrival);
    expect([unsigned.dkim, unsigned.dmarc]).toMatchObject([[], { result: "pass", aligned: { dkim: false } }]);
  });

  it("is judged at the time that it is told", async () => {
    const brief = signMail(Buffer.from(mail), { ...identity.signing, lifetimeS: 60 }, { now });
    expect(await resultOf(brief)).toEqual(["pass"]);
    expect((await verifyMail(brief, { ...arrival, now: now + 61_000 })).dkim).toMatchObject([{ comment: "expired" }]);
  });
});

const dkimpy = `
import sys, dkim
record = open(sys.argv[2], "rb").read()
print(dkim.verify(open(sys.argv[1], "rb").read(), dnsfunc=lambda name, timeout=5: record))
`;
const hasDkimpy = isRunnable();

function isRunnable(): boolean {
  try {
    execFileSync("/usr/bin/python3", ["-c", "import dkim"], { stdio: "ignore", timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

it.skipIf(!hasDkimpy)("verifies with dkimpy, too, and fails there after a change (skipped where there is none)", () => {
  const folder = mkdtempSync(join(tmpdir(), "stepproof-dkim-"));
  const ask = (raw: Buffer) => {
    const record = identity.zone.records.find(({ owner }) => owner.includes("_domainkey"))?.content;
    writeFileSync(join(folder, "mail"), raw);
    writeFileSync(join(folder, "record"), record?.type === "TXT" ? record.strings.join("") : "");
    const files = [join(folder, "mail"), join(folder, "record")];
    return execFileSync("/usr/bin/python3", ["-c", dkimpy, ...files], { timeout: 10_000 })
      .toString()
      .trim();
  };
  try {
    expect(ask(signed)).toBe("True");
    expect(ask(changed("123456", "123457"))).toBe("False");
    expect(ask(changed("nadia@", "madia@"))).toBe("False");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
