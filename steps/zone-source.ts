import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Mutant } from "../mutants/mutant.ts";
import { parseDkimKey } from "../src/checks/dkim-key-record.ts";
import type { MailDomainPlan, ZoneFacts } from "../src/checks/mail-domain-facts.ts";
import type { DnsSource } from "../src/dns/dns-source.ts";
import { textOf } from "../src/dns/dns-texts.ts";
import { readZone } from "../src/dns/read-zone.ts";
import { unionSource } from "../src/dns/zone-source.ts";
import { packageRoot } from "../src/package-root.ts";
import type { RunFile } from "../src/run-file/run-file.ts";
import { mailDomainOptionsOf, openMailDomain } from "../src/testbed/mail-domain.ts";

/** Where the records of the issuer's mail domain are, and what they are judged for. */
export interface ZoneSource {
  readonly source: DnsSource;
  /** As it was read, where there is a file. */
  readonly zone?: ZoneFacts;
  readonly plan: MailDomainPlan;
  /** The shipped zone file's text, where it is that one. */
  readonly text?: string;
  close(): void;
}

/** The run file's zone or resolver; without one the shipped zone, spoilt where it is to be a mutant's. Throws ZONE_…. */
export async function openZoneSource(runFile: RunFile | undefined, mutant: Mutant | undefined): Promise<ZoneSource> {
  const named = runFile?.mail.zone ?? runFile?.mail.resolver;
  if (runFile && named !== undefined) return openMailDomain(await mailDomainOptionsOf(runFile));
  return openShipped(mutant);
}

export const shippedDomain = "email.meridale.example";
const file = `${shippedDomain}.zone`;

async function openShipped(mutant: Mutant | undefined): Promise<ZoneSource> {
  const good = await readFile(path.join(packageRoot, "examples", "init", file), "utf8");
  const text = mutant?.zone?.(good) ?? good;
  const zone = readZone(text, { file });
  const plan = planFor(good, mutant?.mailFrom ?? shippedDomain);
  return { source: unionSource([zone.zone]), zone, plan, text, close: () => undefined };
}

/** The records of the good zone are what D1 handed over, and its key is the one that signs. */
function planFor(good: string, mailFromDomain: string): MailDomainPlan {
  const { records } = readZone(good, { file }).zone;
  const key = records.find(({ owner }) => owner === `meridale1._domainkey.${shippedDomain}`);
  return {
    domain: shippedDomain,
    mailFromDomain,
    selectors: ["meridale1"],
    senderAddresses: ["192.0.2.25"],
    strangerAddress: "203.0.113.99",
    requiredRecords: records.filter(({ content }) => ["TXT", "MX"].includes(content.type)),
    publicKeys: { meridale1: (key && parseDkimKey(textOf(key)).value) ?? "" },
  };
}
