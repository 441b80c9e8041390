import type { DnsAnswer, DnsSource } from "../dns/dns-source.ts";
import { textOf, textRecordsOf } from "../dns/dns-texts.ts";
import type { DnsRecord } from "../dns/record.ts";
import { type DmarcRecord, isDmarc, parseDmarc } from "./dmarc-record.ts";

/** One query of a walk. */
export interface DmarcStep {
  readonly domain: string;
  /** What was asked for: `_dmarc.` and the domain. */
  readonly name: string;
  readonly answer: DnsAnswer;
  /** Those that begin as DMARC does; receivers take none of several. */
  readonly records: readonly DnsRecord[];
}

/** What the DNS tree walk from one domain found. */
export interface DmarcWalk {
  readonly steps: readonly DmarcStep[];
  /** The organizational domain; undefined where a query on the way had no answer. */
  readonly organization: string | undefined;
  /** The record that applies to mail from the domain: its own, its organization's, or that of whoever registers it. */
  readonly applied?: { readonly step: DmarcStep; readonly record: DmarcRecord };
}

/** Queries of one walk. RFC 9989 section 4.10. */
const mostSteps = 8;

/** Walks from a domain towards the root, until a record says by `psd` that it stands at a border. Source: RFC 9989 §4.10. */
export async function walkDmarc(source: DnsSource, domain: string): Promise<DmarcWalk> {
  const steps: DmarcStep[] = [];
  for (const target of walkNames(domain)) {
    const name = `_dmarc.${target}`;
    const answer = await source.lookup(name, "TXT");
    const records = textRecordsOf(answer).filter((record) => isDmarc(textOf(record)));
    const step = { domain: target, name, answer, records };
    steps.push(step);
    if (isUnanswered(step) || isBorder(step)) break;
  }
  return conclude(domain, steps);
}

/** The domain, then its parents; one with eight labels or more goes on with its last seven. RFC 9989 section 4.10. */
export function walkNames(domain: string): readonly string[] {
  const labels = domain.split(".");
  const above = labels.length >= mostSteps ? labels.slice(1 - mostSteps) : labels.slice(1);
  return [domain, ...above.map((_, index) => above.slice(index).join("."))];
}

/** Whether nobody could say: the walk ends there, lest a record above be taken for one in between. */
export const isUnanswered = ({ answer: { status } }: DmarcStep): boolean =>
  status !== "NOERROR" && status !== "NXDOMAIN";

const isBorder = (step: DmarcStep): boolean => ["y", "n"].includes(recordOf(step)?.psd ?? "");

function recordOf({ records: [record, second] }: DmarcStep): DmarcRecord | undefined {
  return record && !second ? parseDmarc(textOf(record)) : undefined;
}

function conclude(domain: string, steps: readonly DmarcStep[]): DmarcWalk {
  const found = steps.flatMap((step) => {
    const record = recordOf(step);
    return record ? [{ step, record }] : [];
  });
  const isWhole = !steps.some(isUnanswered);
  const organization = isWhole ? organizationOf(domain, found) : undefined;
  const own = found.find(({ step }) => step.domain === domain);
  const inherited = isWhole ? (found.find(({ step }) => step.domain === organization) ?? found.at(-1)) : undefined;
  const applied = own ?? inherited;
  return { steps, organization, ...(applied && { applied }) };
}

/**
 * Where `psd=n` stands; else a label below where `psd=y` does, unless the walk began there; else the uppermost domain
 * with a record; else the domain itself. Source: RFC 9989 §4.10.2.
 */
function organizationOf(domain: string, found: readonly Required<DmarcWalk>["applied"][]): string {
  const last = found.at(-1);
  if (!last) return domain;
  const { step, record } = last;
  const registers = record.psd === "y" && step.domain !== domain;
  return registers
    ? domain
        .split(".")
        .slice(-step.domain.split(".").length - 1)
        .join(".")
    : step.domain;
}
