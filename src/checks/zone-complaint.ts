import type { DnsRecord, ZoneRecord } from "../dns/record.ts";
import { writeRecord } from "../dns/write-zone.ts";
import { printPlace } from "../dns/zone-fault.ts";
import { type Correction, type Finding, fail, pass, untestable, warn } from "./finding.ts";
import type { Unanswered } from "./spf-walk.ts";

/** One thing that is wrong with published records. */
export interface ZoneComplaint {
  readonly actual: string;
  /** What a receiver does, and what to change. */
  readonly hint: string;
  /** The records that are wrong; the first gives the place. */
  readonly records?: readonly DnsRecord[];
  readonly place?: string;
  readonly correction?: Correction | undefined;
}

/** A rule on a zone, and what it promises. */
export interface ZoneRule {
  readonly requirement: string;
  readonly keyword: "MUST" | "SHOULD";
  readonly expected: string;
}

/** One finding for each complaint, or a pass. */
export function concludeZone(rule: ZoneRule, complaints: readonly ZoneComplaint[], found: string): readonly Finding[] {
  const { requirement, keyword, expected } = rule;
  if (complaints.length === 0) return [pass(requirement, { expected, actual: found, evidence: [] })];
  const accuse = keyword === "MUST" ? fail : warn;
  return complaints.map(({ actual, hint, records = [], place = placeOf(records), correction }) =>
    accuse(requirement, {
      expected,
      actual,
      hint,
      evidence: [],
      ...(place !== undefined && { place }),
      ...(correction !== undefined && { correction }),
    }),
  );
}

/** Nobody could say: the resolver's doing, and not the issuer's. */
export const unansweredZone = (
  { requirement, expected }: ZoneRule,
  [first = { name: "the name", type: "TXT", status: "TIMEOUT" } as const]: readonly Unanswered[],
): Finding =>
  untestable(requirement, {
    expected,
    actual: `the query for ${first.type} of ${first.name} ended with ${first.status}`,
    hint:
      first.status === "REFUSED"
        ? "Name a resolver as well that knows this name: the zone does not."
        : "Look at the resolver, then run again: it gave no answer that could be judged.",
    attribution: "ENVIRONMENT",
    evidence: [],
  });

/** `file:line:column` of the first record that a zone file holds. */
export const placeOf = (records: readonly DnsRecord[]): string | undefined => {
  const [first] = records.filter(isPlaced);
  return first && printPlace(first.place);
};

const isPlaced = (record: DnsRecord): record is ZoneRecord => "place" in record;

/** Records to take out, and others to put in. */
export const toCorrection = (remove: readonly DnsRecord[], add: readonly DnsRecord[]): Correction => ({
  remove: remove.map(writeRecord),
  add: add.map(writeRecord),
});
