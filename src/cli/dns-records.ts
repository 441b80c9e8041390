import { isIP } from "node:net";
import path from "node:path";
import { type RecordSetting, requiredRecords, type SelectorKey } from "../dns/required-records.ts";
import { isWithin } from "../dns/zone-name.ts";
import { StepproofError } from "../errors.ts";
import { placeholderKey, readPublicKey, writeNewKey } from "./dns-key.ts";
import { type RecordSheet, renderRecordTable, renderRecordZone, zoneHead } from "./dns-record-lines.ts";
import type { Site } from "./site.ts";

export interface DnsRecordsOptions {
  readonly domain?: string;
  readonly selector?: readonly string[];
  /** Paths of PEM files, in the order of the selectors. */
  readonly key?: readonly string[];
  /** Path of the private key to write for the first selector that has none. */
  readonly newKey?: string;
  /** The domain that has the keys, each at the same selector. */
  readonly cname?: string;
  readonly sender?: readonly string[];
  readonly include?: string;
  readonly mailFrom?: string;
  /** Path of a run file. */
  readonly profile?: string;
  readonly format: "table" | "zone" | "json";
  /** With SOA and NS. */
  readonly whole?: true;
}

/** Prints the records that an issuer has to publish. Returns 0. Throws RUN_FILE_…, DNS_SETTING_INVALID and DKIM_KEY_…. */
export async function dnsRecords(given: DnsRecordsOptions, site: Site): Promise<number> {
  const options = given.profile === undefined ? given : { ...(await readProfile(given.profile, site)), ...given };
  const setting = await toSetting(options, site.cwd);
  const { domain } = setting;
  const sheet = { domain, records: requiredRecords(setting), notes: notesOn(options) };
  site.terminal.print(render(sheet, setting.ttl, options));
  return 0;
}

function render(sheet: RecordSheet, ttl: number, { format, whole }: DnsRecordsOptions): string {
  if (format === "json") return `${JSON.stringify(sheet, null, 2)}\n`;
  if (format === "table") return renderRecordTable(sheet);
  return renderRecordZone(sheet, whole ? zoneHead(sheet.domain, ttl) : []);
}

/** Of the block kept for documentation. RFC 5737. */
const placeholderAddress = "192.0.2.25";

async function toSetting(options: DnsRecordsOptions, cwd: string): Promise<RecordSetting> {
  const domain = toHostName(options.domain ?? "", "--domain");
  const mailFromDomain = options.mailFrom === undefined ? domain : toHostName(options.mailFrom, "--mail-from");
  if (!isWithin(mailFromDomain, domain)) throw invalid(`--mail-from ${mailFromDomain} is not within ${domain}`);
  const senders = (options.sender ?? []).map(toAddress);
  const include = options.include === undefined ? undefined : toHostName(options.include, "--include");
  const placeholders = include === undefined ? [placeholderAddress] : [];
  return {
    domain,
    selectors: await toSelectors(options, cwd),
    senderAddresses: senders.length > 0 ? senders : placeholders,
    ...(include !== undefined && { include }),
    mailFromDomain,
    exchange: `mx.${mailFromDomain}`,
    exchangeAddress: senders[0] ?? placeholderAddress,
    policy: "reject",
    reportsTo: `dmarc@${mailFromDomain}`,
    ttl: 3600,
  };
}

async function toSelectors(options: DnsRecordsOptions, cwd: string): Promise<readonly SelectorKey[]> {
  const { key: keys = [], newKey, cname } = options;
  const names = selectorsOf(options).map(toSelector);
  if (keys.length > names.length) throw invalid(`${keys.length} keys are too many for ${names.length} selectors`);
  if (cname !== undefined) {
    const host = toHostName(cname, "--cname");
    return names.map((name) => ({ name, target: `${name}._domainkey.${host}` }));
  }
  const selectors: SelectorKey[] = [];
  for (const [at, name] of names.entries()) {
    const file = keys[at];
    const fresh = at === keys.length && newKey !== undefined ? writeNewKey(path.resolve(cwd, newKey)) : undefined;
    const publicKey = await (file === undefined ? (fresh ?? placeholderKey()) : readPublicKey(path.resolve(cwd, file)));
    selectors.push({ name, publicKey });
  }
  return selectors;
}

const selectorsOf = ({ selector = ["stepproof1"] }: DnsRecordsOptions): readonly string[] => selector;

function notesOn(options: DnsRecordsOptions): readonly string[] {
  const { key = [], newKey, cname, sender, include } = options;
  const unkeyed = cname === undefined ? selectorsOf(options).slice(key.length + (newKey === undefined ? 0 : 1)) : [];
  return [
    "Thales's own record set is not public: this one is assumed. What you were handed over goes into the run file (dns.records).",
    ...unkeyed.map(
      (name) => `PLACEHOLDER: nobody has the private key of selector ${name}; give --key, --new-key or --cname.`,
    ),
    ...(sender === undefined && include === undefined
      ? [`PLACEHOLDER: ${placeholderAddress} sends nothing; give --sender or --include.`]
      : []),
  ];
}

async function readProfile(profile: string, { cwd, env }: Site): Promise<Partial<DnsRecordsOptions>> {
  // Loaded here: whoever has no run file does not wait for its code.
  const { loadRunFile } = await import("../run-file/run-file.ts");
  const { mail, dns } = await loadRunFile(path.resolve(cwd, profile), { env });
  const { selectors, senders, include, mailFrom } = dns;
  return {
    domain: mail.domain,
    ...(selectors.length > 0 && { selector: selectors }),
    ...(senders.length > 0 && { sender: senders }),
    ...(include !== undefined && { include }),
    ...(mailFrom !== undefined && { mailFrom }),
  };
}

/** A host's name of at least two labels, in lower case. RFC 1123 section 2.1. */
function toHostName(given: string, option: string): string {
  const name = given.toLowerCase().replace(/\.$/, "");
  if (given === "") throw invalid(`${option} is missing`);
  const isHost = name.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/.test(name);
  if (!isHost) throw invalid(`${option} "${given}" is not the name of a host`);
  return name;
}

function toSelector(given: string): string {
  if (/^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/.test(given)) return given.toLowerCase();
  throw invalid(`the selector "${given}" is not one label of letters, digits and hyphens`);
}

function toAddress(given: string): string {
  if (isIP(given) !== 0) return given;
  throw invalid(`--sender "${given}" is not an IP address`);
}

const invalid = (message: string): StepproofError =>
  new StepproofError("DNS_SETTING_INVALID", message, {
    hint: "Write it like --domain email.bank.example --selector bank1 --sender 192.0.2.25.",
    attribution: "CONFIGURATION",
  });
