import { StepproofError } from "../errors.ts";

/** Types that a sender's zone may hold; another one is most likely a slip of the pen ("TEXT"). */
const recordType =
  /^(A|AAAA|CAA|CNAME|DKIM|DNAME|DS|DNSKEY|HINFO|LOC|MX|NAPTR|NS|NSEC|NSEC3|NSEC3PARAM|PTR|RP|RRSIG|SOA|SPF|SRV|SSHFP|SVCB|HTTPS|TLSA|TXT|TYPE\d+)$/i;
const directive = /^\$(ORIGIN|TTL|INCLUDE|GENERATE)$/i;

interface Entry {
  readonly line: number;
  readonly tokens: readonly string[];
}

/**
 * How many records a master file holds, as far as quotes, parentheses and types tell (RFC 1035 section 5).
 * Throws ZONE_INVALID with file:line.
 */
export function parseZoneRoughly(source: string, file: string): number {
  const entries = toEntries(source, file).filter(({ tokens }) => !directive.test(tokens[0] ?? ""));
  const strange = entries.find(({ tokens }) => !tokens.some((token) => recordType.test(token)));
  if (strange) throw invalid(file, strange.line, "no record type that is known stands there");
  if (entries.length === 0) throw invalid(file, 1, "there is no record");
  return entries.length;
}

/** A string, a parenthesis, a line's end, or a run of anything else; comments are left out. An open quote stays one. */
const lexeme = /;[^\n]*|"(?:\\.|[^"\\])*"|"|[()\n]|(?:\\.|[^\s;"()])+/g;

function toEntries(source: string, file: string): readonly Entry[] {
  const entries: Entry[] = [];
  let tokens: string[] = [];
  let line = 1;
  let depth = 0;
  let openedAt = 1;
  for (const [token] of `${source}\n`.matchAll(lexeme)) {
    if (token === '"' || (token.startsWith('"') && token.includes("\n")))
      throw invalid(file, line, "a quote is not closed");
    if (token === "(" && depth++ === 0) openedAt = line;
    if (token === ")" && depth-- === 0) throw invalid(file, line, "a parenthesis is closed that was not open");
    if (token === "\n" && depth === 0 && tokens.length > 0) {
      entries.push({ line, tokens });
      tokens = [];
    }
    if (token === "\n") line += 1;
    if (!/^[;()\n]/.test(token)) tokens.push(token);
  }
  if (depth > 0) throw invalid(file, openedAt, "a parenthesis is not closed");
  return entries;
}

const invalid = (file: string, line: number, what: string): StepproofError =>
  new StepproofError("ZONE_INVALID", `${file}:${line}: ${what}`, {
    hint: "Correct this line; named-checkzone says more about it.",
    attribution: "CONFIGURATION",
  });
