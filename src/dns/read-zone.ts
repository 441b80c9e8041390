import type { Zone, ZoneRecord } from "./record.ts";
import { toError, toWarning, type ZoneFault, ZoneRefusal } from "./zone-fault.ts";
import { isWithin } from "./zone-name.ts";
import { type IncludeReader, ZoneReading } from "./zone-reading.ts";

export interface ReadZoneOptions {
  /** How faults and places name the file. */
  readonly file: string;
  /** What relative names are relative to before any $ORIGIN: the zone's name. With or without its last dot. */
  readonly origin?: string;
  /** Default: no file can be included. */
  readonly include?: IncludeReader;
}

export interface ZoneOutcome {
  /** What could be read, also of a zone with errors. */
  readonly zone: Zone;
  /** In the order of the file. */
  readonly faults: readonly ZoneFault[];
}

/**
 * Reads a master file (RFC 1035 section 5) as BIND does, and says of every line that is wrong where and why; the
 * record is left out. Two errors keep their record, so that others can judge it: a string over 255 octets, which is
 * split, and a missing time to live, which is taken as an hour.
 *
 * What a name server makes of the records together is judged elsewhere: a CNAME beside other data (DZ-17), a zone
 * without SOA or NS, which a fragment is. Only a second SOA, and one below the zone's name, are errors here.
 * At most 10 MB and 1,000,000 records: ZONE_TOO_LARGE.
 */
export function readZone(
  source: string | Uint8Array,
  { file, origin, include = () => undefined }: ReadZoneOptions,
): ZoneOutcome {
  const reading = new ZoneReading(origin === undefined ? undefined : toOrigin(origin), include);
  reading.read({ file, source });
  const { records, firstOrigin = "" } = reading;
  const soas = records.filter(({ content }) => content.type === "SOA");
  const apex = (soas.find(({ owner }) => owner === firstOrigin) ?? soas[0])?.owner ?? firstOrigin;
  for (const record of records) if (!isWithin(record.owner, apex)) reading.note(outOfZone(record, apex));
  for (const fault of judgeSoas(soas, apex)) reading.note(fault);
  if (records.length === 0 && reading.faults.length === 0) reading.note(noRecord(file));
  return { zone: { origin: apex, records }, faults: reading.faults };
}

/** Like {@link readZone}, for a zone that has to be right. Throws ZONE_INVALID or ZONE_TOO_LARGE for its first error. */
export const parseZone = (source: string | Uint8Array, options: ReadZoneOptions): Zone =>
  refuseErrors(readZone(source, options));

/** The zone, if nothing in it is an error. Throws ZONE_INVALID or ZONE_TOO_LARGE for the first that is one. */
export function refuseErrors({ zone, faults }: ZoneOutcome): Zone {
  const error = faults.find(({ severity }) => severity === "error");
  if (error) throw new ZoneRefusal(error);
  return zone;
}

const toOrigin = (origin: string): string => origin.toLowerCase().replace(/\.$/, "");

function judgeSoas(soas: readonly ZoneRecord[], apex: string): readonly ZoneFault[] {
  const elsewhere = soas.filter(({ owner }) => owner !== apex);
  return [
    ...elsewhere.map(soaBelow),
    ...soas
      .filter(({ owner }) => owner === apex)
      .slice(1)
      .map(soaAgain),
  ];
}

const outOfZone = ({ owner, place }: ZoneRecord, apex: string): ZoneFault =>
  toWarning({
    code: "OUT_OF_ZONE",
    place,
    token: owner,
    message: `${owner || "the root"} is not in the zone ${apex}: a name server leaves the record out`,
    hint: "Move the record to the zone that it belongs to, or look for a dot that is too many at the end of its name.",
  });

const soaAgain = ({ owner, place }: ZoneRecord): ZoneFault =>
  toError({
    code: "SOA_TWICE",
    place,
    token: owner,
    message: "the zone has a second SOA record",
    hint: "Leave one SOA record, the zone's own.",
  });

const soaBelow = ({ owner, place }: ZoneRecord): ZoneFault =>
  toError({
    code: "SOA_NOT_AT_APEX",
    place,
    token: owner,
    message: "an SOA record stands at a name that is not the zone's",
    hint: "Leave one SOA record, the zone's own; another zone goes into a file of its own.",
  });

const noRecord = (file: string): ZoneFault =>
  toError({
    code: "RECORD_NONE",
    place: { file, line: 1, column: 1 },
    message: "there is no record",
    hint: "Write the zone's records into the file; stepproof dns records prints them.",
  });
