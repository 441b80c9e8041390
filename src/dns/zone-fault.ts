import { StepproofError } from "../errors.ts";
import type { Place } from "./record.ts";

/** What a zone file may be accused of. RFC 1035 section 5, unless the fault's text names another. */
export type ZoneFaultCode =
  | "ADDRESS_INVALID"
  | "BYTE_ORDER_MARK"
  | "CLASS_REFUSED"
  | "COMMENT_IN_WORD"
  | "DIRECTIVE_INCOMPLETE"
  | "DIRECTIVE_UNKNOWN"
  | "ESCAPE_INVALID"
  | "FAULTS_TOO_MANY"
  | "GENERATE_REFUSED"
  | "INCLUDE_LOOP"
  | "INCLUDE_TOO_DEEP"
  | "INCLUDE_UNREADABLE"
  | "LABEL_EMPTY"
  | "LABEL_TOO_LONG"
  | "MAILBOX_WITH_AT"
  | "NAME_NOT_ASCII"
  | "NAME_TOO_LONG"
  | "NAME_WITHOUT_DOT"
  | "NUMBER_INVALID"
  | "ORIGIN_UNKNOWN"
  | "OUT_OF_ZONE"
  | "OWNER_MISSING"
  | "PARENTHESIS_NOT_CLOSED"
  | "PARENTHESIS_NOT_OPENED"
  | "QUOTE_NOT_CLOSED"
  | "QUOTES_MISPLACED"
  | "QUOTES_TYPOGRAPHIC"
  | "RDATA_EXTRA"
  | "RDATA_INVALID"
  | "RDATA_MISSING"
  | "RDATA_TOO_LONG"
  | "RECORD_NONE"
  | "SOA_NOT_AT_APEX"
  | "SOA_TWICE"
  | "STRING_TOO_LONG"
  | "STRINGS_UNQUOTED"
  | "TARGET_IS_ADDRESS"
  | "TTL_INVALID"
  | "TTL_MISSING"
  | "TYPE_META"
  | "TYPE_MISSING"
  | "TYPE_UNKNOWN"
  | "ZONE_TOO_LARGE";

export interface ZoneFault {
  readonly code: ZoneFaultCode;
  /** A name server refuses the zone for an error; it loads one with warnings, which then says something unintended. */
  readonly severity: "error" | "warning";
  readonly place: Place;
  /** The word that is wrong, cut to 60 characters; empty where one is missing. */
  readonly token: string;
  /** What is wrong, without the place. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly hint: string;
}

/** A fault's first four facts, as its finder knows them. */
interface Accusation {
  readonly code: ZoneFaultCode;
  readonly place: Place;
  readonly token?: string;
  readonly message: string;
  readonly hint: string;
}

export const toError = (accusation: Accusation): ZoneFault => toFault(accusation, "error");

export const toWarning = (accusation: Accusation): ZoneFault => toFault(accusation, "warning");

/** `file:line:column`, as editors open it. */
export const printPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** A zone that cannot be read, with the first reason: ZONE_TOO_LARGE, else ZONE_INVALID. */
export class ZoneRefusal extends StepproofError {
  readonly fault: ZoneFault;

  constructor(fault: ZoneFault) {
    const code = fault.code === "ZONE_TOO_LARGE" ? fault.code : "ZONE_INVALID";
    super(code, `${printPlace(fault.place)}: ${fault.message}`, { hint: fault.hint, attribution: "CONFIGURATION" });
    this.fault = fault;
  }
}

/** Says that an entry cannot be read on; whoever reads the entries catches it and goes on with the next. */
export const refuse = (accusation: Accusation): ZoneRefusal => new ZoneRefusal(toError(accusation));

const toFault = ({ token = "", ...accusation }: Accusation, severity: ZoneFault["severity"]): ZoneFault => ({
  ...accusation,
  severity,
  token: toText(token.length > 60 ? `${token.slice(0, 57)}...` : token),
});

/** The reader works on bytes; people read characters. */
const toText = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");
