import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseDkimKey } from "../src/checks/dkim-key-record.ts";
import { examineMailDomain } from "../src/checks/examine-mail-domain.ts";
import type { Correction, Finding } from "../src/checks/finding.ts";
import { judgeMailDomain } from "../src/checks/judge-mail-domain.ts";
import type { MailDomainPlan } from "../src/checks/mail-domain-facts.ts";
import { textOf } from "../src/dns/dns-texts.ts";
import { readZone, type ZoneOutcome } from "../src/dns/read-zone.ts";
import { writeZone } from "../src/dns/write-zone.ts";
import { unionSource } from "../src/dns/zone-source.ts";
import { packageRoot } from "../src/package-root.ts";
import { zoneMutants } from "./zones.ts";

const domain = "email.meridale.example";
const file = `${domain}.zone`;
const shipped = await readFile(path.join(packageRoot, "examples", "init", file), "utf8");
const handedOver = readZone(shipped, { file }).zone.records.filter(({ content }) =>
  ["TXT", "MX"].includes(content.type),
);
const published = handedOver.find(({ owner }) => owner.startsWith("meridale1._domainkey"));
const usual: MailDomainPlan = {
  publicKeys: { meridale1: (published && parseDkimKey(textOf(published)).value) ?? "" },
  domain,
  selectors: ["meridale1"],
  senderAddresses: ["192.0.2.25"],
  strangerAddress: "203.0.113.99",
  requiredRecords: handedOver,
};

async function judge({ zone, faults }: ZoneOutcome, plan: MailDomainPlan, ...others: readonly string[]) {
  const zones = others.map((source) => readZone(source, { file: "other.zone" }).zone);
  const facts = await examineMailDomain(unionSource([zone, ...zones]), plan);
  return judgeMailDomain(facts, { zone, faults }).filter(({ result }) => result !== "PASS");
}

const accusations = (findings: readonly Finding[]) =>
  [...new Set(findings.map(({ requirement }) => requirement))].sort();

/** Takes out and puts in what the findings say, and nothing else. */
function corrected({ zone }: ZoneOutcome, corrections: readonly Correction[]): ZoneOutcome {
  const wrong = new Set(corrections.flatMap(({ remove }) => remove));
  const kept = writeZone(zone.records)
    .split("\n")
    .filter((line) => !wrong.has(line));
  const lines = new Set([...kept, ...corrections.flatMap(({ add }) => add)]);
  return readZone(`${[...lines].join("\n")}\n`, { file, origin: domain });
}

/** Nothing to paste mends these: the file itself, a host that is the issuer's to name, a record of another domain's. */
const withoutRecord = ["DZ-01", "DZ-20", "DZ-25", "DZ-27"];

describe("good zones are accused of nothing:", () => {
  const soa = `$ORIGIN ${domain}.\n$TTL 3600\n@ IN SOA ns.meridale.example. h.meridale.example. 1 7200 900 1209600 300\n@ IN NS ns.meridale.example.\n`;
  const mail = "@ IN MX 10 mx\nmx IN A 192.0.2.25\n";
  const [key = ""] = writeZone(handedOver)
    .split("\n")
    .filter((line) => line.includes("_domainkey"));
  const spf = '@ IN TXT "v=spf1 ip4:192.0.2.25 -all"\n';
  const dmarc = '_dmarc IN TXT "v=DMARC1; p=reject"\n';
  const plan: MailDomainPlan = { ...usual, requiredRecords: [] };
  const good = async (source: string, changes: Partial<MailDomainPlan> = {}, ...others: readonly string[]) =>
    expect(await judge(readZone(soa + mail + source, { file }), { ...plan, ...changes }, ...others)).toEqual([]);

  it("the one that init writes", async () => expect(await judge(readZone(shipped, { file }), usual)).toEqual([]));

  it("one with an alias for each selector, whose keys the sender publishes", async () => {
    const hosted = `$ORIGIN d1.example.\n${key.replace(domain, "d1.example").replace("meridale1._domainkey", "k1")}\n`;
    await good(`${spf + dmarc}meridale1._domainkey IN CNAME k1.d1.example.\n`, {}, hosted);
  });

  it("one whose SPF includes the sender's", async () => {
    const included = '$ORIGIN d1.example.\n_spf 3600 IN TXT "v=spf1 ip4:192.0.2.0/28 ip4:192.0.2.25 ~all"\n';
    await good(`@ IN TXT "v=spf1 include:_spf.d1.example ~all"\n${dmarc + key}\n`, {}, included);
  });

  it("one whose DMARC record stands at the domain above", async () => {
    const above = '$ORIGIN meridale.example.\n_dmarc 3600 IN TXT "v=DMARC1; p=reject; sp=quarantine"\n';
    await good(`${spf + key}\n`, {}, above);
  });

  it("one with an Ed25519 key beside the RSA key", async () => {
    const second = 'ed1._domainkey IN TXT "v=DKIM1; k=ed25519; p=JpXs0/9rFbmbepuKLyNiTpqaWNrERwYmoSL+PiX6if8="\n';
    await good(`${spf + dmarc + second + key}\n`, { selectors: ["meridale1", "ed1"] });
  });

  it("a big one, with much that is not mail, a wildcard that sends nothing, and other TXT records", async () => {
    const hosts = Array.from({ length: 2000 }, (_, at) => `h${at} IN A 192.0.2.${at % 250}\n`).join("");
    await good(`${hosts}@ IN TXT "site-verification=abc"\n* IN TXT "v=spf1 -all"\n${spf + dmarc + key}\n`);
  });
});

describe("wrong zones", () => {
  it("are at least 40, each with a name of its own", () => {
    expect(zoneMutants.length).toBeGreaterThanOrEqual(40);
    expect(new Set(zoneMutants.map(({ id }) => id)).size).toBe(zoneMutants.length);
  });

  it.each(zoneMutants)(
    "$id: $caughtBy catches it, nothing else is accused, and what it says to paste mends it",
    async (mutant) => {
      const outcome = readZone(mutant.edit(shipped), { file });
      const { caughtBy, alsoBreaks = [], mailFrom = domain } = mutant;
      const plan = { ...usual, mailFromDomain: mailFrom };
      const findings = await judge(outcome, plan);
      expect(accusations(findings)).toEqual([caughtBy, ...alsoBreaks].sort());
      for (const { hint } of findings) expect(hint).toMatch(/\w.*\.$/);
      if (withoutRecord.includes(caughtBy) && alsoBreaks.length === 0) return;
      const corrections = findings.flatMap(({ correction }) => (correction ? [correction] : []));
      expect(corrections).not.toEqual([]);
      expect(await judge(corrected(outcome, corrections), plan)).toEqual([]);
    },
  );
});
