import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ZoneFaultCode } from "./zone-fault.ts";

/** A zone file as one meets it, for email.meridale.example unless it says another origin. */
export interface CorpusZone {
  readonly title: string;
  readonly source: string;
  /** The files that it includes, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly origin?: string;
}

export interface GoodZone extends CorpusZone {
  /** As {@link toCanonical} prints them, in any order; those of the head are left out where the zone begins with it. */
  readonly records: readonly string[];
}

export interface BrokenZone extends CorpusZone {
  readonly code: ZoneFaultCode;
  /** `line:column` of the first fault, before it the file's name if it is another file. */
  readonly at: string;
}

export interface DifferentZone extends CorpusZone {
  /** What named-checkzone says; "hangs" is not tried. */
  readonly bind: "accepts" | "rejects" | "hangs";
  /** The reader's fault; where there is none, it takes the zone. */
  readonly code?: ZoneFaultCode;
  readonly why: string;
}

export const corpusOrigin = "email.meridale.example";

/** The three lines that most zones of the corpus begin with. */
export const head = `$TTL 1h
@ IN SOA ns1.provider.test. hostmaster 2026050101 1h 15m 1w 1h
@ IN NS ns1.provider.test.
`;

export const headRecords = [
  "email.meridale.example. 3600 IN NS ns1.provider.test.",
  "email.meridale.example. 3600 IN SOA ns1.provider.test. hostmaster.email.meridale.example. 2026050101 3600 900 604800 3600",
];

/** The head with these lines below it; backslashes are the zone's. */
export const belowHead = ({ raw: [below = ""] }: TemplateStringsArray): string => head + below;

/** The lines of a text that are not empty; backslashes are the text's. */
export const lines = ({ raw: [text = ""] }: TemplateStringsArray): readonly string[] =>
  text.split("\n").filter((line) => line !== "");

export interface BindVerdict {
  readonly accepted: boolean;
  readonly records: readonly string[];
}

const checker = "named-checkzone";

/** Whether named-checkzone is on this machine: Debian's bind9-utils. It is not on the build server. */
export const hasBind = canRun(checker, ["-v"]);

/** What named-checkzone makes of a zone, without its look at what the zone's hosts are. */
export function askBind({ source, files = {}, origin = corpusOrigin }: CorpusZone): BindVerdict {
  const folder = mkdtempSync(path.join(tmpdir(), "zone-"));
  try {
    for (const [name, text] of Object.entries({ ...files, zone: source })) writeFileSync(path.join(folder, name), text);
    const dump = execFileSync(checker, ["-i", "none", "-D", "-o", "-", origin, "zone"], {
      cwd: folder,
      encoding: "latin1",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    });
    return {
      accepted: true,
      records: dump
        .split("\n")
        .filter((line) => /\sIN\s/.test(line))
        .map(toCanonical),
    };
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 1) return { accepted: false, records: [] };
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One record a line, blanks and the case of names evened out, so that two dumps can be compared. */
export function toCanonical(line: string): string {
  const [owner = "", ttl, , type = "", ...data] = line.trim().split(/\s+/);
  return [owner.toLowerCase(), ttl, "IN", type, toCanonicalData(type, data)].join(" ");
}

function toCanonicalData(type: string, data: readonly string[]): string {
  if (/^(?:NS|CNAME|DNAME|PTR|MX|SOA|SRV|KX|RP)$/.test(type)) return data.join(" ").toLowerCase();
  const fixed = { TLSA: 3, SSHFP: 2 }[type];
  return fixed ? `${data.slice(0, fixed).join(" ")} ${data.slice(fixed).join("")}` : data.join(" ");
}

function canRun(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore", timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
