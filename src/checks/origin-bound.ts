import { domainToASCII } from "node:url";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { type Check, fail, notApplicable, pass } from "./finding.ts";

/** The machine-readable line that ties a code to a web page. */
export interface OriginBoundCode {
  readonly host: string;
  readonly code: string;
  /** The host of the frame that the page embeds; null when there is none or it does not parse. */
  readonly embeddedHost: string | null;
}

export interface OriginBoundExpectation {
  readonly otp: string;
  /** The issuer's host, without a scheme. */
  readonly host: string;
  /** "demanded" under the profile origin-bound; the base profile allows the line. */
  readonly line: "allowed" | "demanded";
}

const grammar = /^@(\S+) #(\S+)(?: @(\S+))?/u;
const chromium = /(?:^|\s)@([a-zA-Z0-9.-]+) #([^#\s]+)(?: @([a-zA-Z0-9.-]+))?/;
/** What was meant as such a line, whether or not it came out right. */
const attempt = /^\s*@\S+\s.*#/u;

/** OC-08: an origin-bound last line may stand; then both parsers read the OTP and the issuer's host. Source: (40)(41). */
export const checkOriginBoundLine: Check<CapturedMessage, OriginBoundExpectation> = (message, expectation) => {
  const evidence = [message.id];
  const expected = `a last line @${expectation.host} # and the code, or none`;
  const hint =
    "End the SMS with one line @host #code: your own host, one blank, the code unchanged, no line break after.";
  if (message.kind !== "sms")
    return notApplicable("OC-08", { expected, actual: "an e-mail", hint: "SMS only.", evidence });
  if (!hasAttempt(message.text)) {
    const absent = { expected, actual: "no such line", hint, evidence };
    return expectation.line === "demanded" ? fail("OC-08", absent) : notApplicable("OC-08", absent);
  }
  const faults = faultsOf(message.text, expectation);
  if (faults.length > 0) return fail("OC-08", { expected, actual: faults.join("; "), hint, evidence });
  return pass("OC-08", { expected, actual: "both parsers read the code and the host", evidence });
};

/** Reads the last line as the draft's grammar does; null when it is not such a line. Source: (40), message-rules.md section 4. */
export function parseOriginBoundCode(text: string): OriginBoundCode | null {
  const found = grammar.exec(linesOf(text).at(-1) ?? "");
  const [, host = "", code = "", embedded] = found ?? [];
  if (found === null || !isHost(host)) return null;
  return { host, code, embeddedHost: embedded !== undefined && isHost(embedded) ? embedded : null };
}

/** Reads the first match anywhere, as Chromium's laxer parser does; null when there is none. Source: message-rules.md section 4. */
export function parseAsChromium(text: string): OriginBoundCode | null {
  const found = chromium.exec(text);
  const [, host = "", code = "", embedded] = found ?? [];
  return found === null ? null : { host, code, embeddedHost: embedded ?? null };
}

/** The text a person reads: without an origin-bound last line, if something is left then. */
export function withoutOriginBoundLine(text: string): string {
  if (parseOriginBoundCode(text) === null) return text;
  const rest = linesOf(text).slice(0, -1).join("\n");
  return rest.trim() === "" ? text : rest;
}

function faultsOf(text: string, { otp, host }: OriginBoundExpectation): readonly string[] {
  const readings = [
    ["the draft's grammar", parseOriginBoundCode(text)],
    ["Chromium's parser", parseAsChromium(text)],
  ] as const;
  return readings.flatMap(([parser, reading]) => {
    if (reading === null) return [`${parser} does not read the line`];
    return [
      ...(reading.code === otp ? [] : [`${parser} reads another code`]),
      ...(sameHost(reading.host, host) ? [] : [`${parser} reads a host that is not the issuer's`]),
    ];
  });
}

function hasAttempt(text: string): boolean {
  const lastWritten = linesOf(text).findLast((line) => line.trim() !== "") ?? "";
  return attempt.test(lastWritten) || parseAsChromium(text) !== null;
}

const linesOf = (text: string): readonly string[] => text.replace(/\r\n?/g, "\n").split("\n");

const isHost = (host: string): boolean => domainToASCII(host) !== "";

const sameHost = (one: string, other: string): boolean =>
  domainToASCII(one).toLowerCase() === domainToASCII(other).toLowerCase();
