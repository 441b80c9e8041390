import { isIP } from "node:net";

/** One term of an SPF record. */
export interface SpfTerm {
  /** As it is written. */
  readonly text: string;
  /** Where it begins in the record, from 1. */
  readonly column: number;
  /** In lower case: a mechanism (all, include, a, mx, ptr, ip4, ip6, exists) or a modifier's name. */
  readonly name: string;
  readonly qualifier: "+" | "-" | "~" | "?";
  /** What stands after the colon or the equals sign, without a prefix length. */
  readonly value?: string;
}

export interface SpfFault {
  readonly column: number;
  readonly token: string;
  readonly message: string;
}

export interface SpfRecord {
  readonly terms: readonly SpfTerm[];
  readonly faults: readonly SpfFault[];
}

/** Whether a receiver takes a TXT record for SPF. RFC 7208 section 4.5. */
export const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);

/** Whether a TXT record was meant as SPF, and no receiver takes it for that. */
export const isNearlySpf = (text: string): boolean =>
  !isSpf(text) && /spf/i.test(text) && /(^|[\s;"”])[-~?+]?(all|ip4|ip6|include|a|mx)\b/i.test(text);

/** Reads a record that {@link isSpf}; every fault is a permanent error to a receiver. RFC 7208 sections 4.6 and 12. */
export function parseSpf(text: string): SpfRecord {
  const words = [...text.matchAll(/[^ ]+/g)].slice(1);
  const readings = words.map((word) => readTerm(word[0], word.index + 1));
  const terms = readings.flatMap(({ term }) => (term ? [term] : []));
  return { terms, faults: [...readings.flatMap(({ fault }) => (fault ? [fault] : [])), ...repeated(terms)] };
}

interface Reading {
  readonly term?: SpfTerm;
  readonly fault?: SpfFault;
}

const mechanism = /^([-+~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:(?=$|\/)|:)(.*)$/i;
const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/i;

function readTerm(text: string, column: number): Reading {
  const fault = (message: string): Reading => ({ fault: { column, token: text, message } });
  if (/[^\x21-\x7e]/.test(text)) return fault("it holds characters that no SPF record may hold");
  const [, qualifier, name, rest = ""] = mechanism.exec(text) ?? [];
  if (name !== undefined)
    return readMechanism({ text, column, name: name.toLowerCase(), qualifier: toQualifier(qualifier) }, rest);
  const [, modifies, value = ""] = modifier.exec(text) ?? [];
  if (modifies === undefined) return fault("SPF knows no such mechanism");
  return readModifier({ text, column, name: modifies.toLowerCase(), qualifier: "+", value });
}

const toQualifier = (sign = ""): SpfTerm["qualifier"] => (sign === "-" || sign === "~" || sign === "?" ? sign : "+");

function readMechanism(bare: SpfTerm, rest: string): Reading {
  const [value = "", ...lengths] = rest.split("/");
  const term = value === "" ? bare : { ...bare, value };
  const wrong = wrongValue(term.name, value, text(bare)) ?? wrongLengths(term.name, lengths);
  return wrong === undefined ? { term } : { fault: { column: bare.column, token: bare.text, message: wrong } };
}

const text = ({ text: written }: SpfTerm): string => written;

function wrongValue(name: string, value: string, written: string): string | undefined {
  if (name === "ip4") return isIP(value) === 4 ? undefined : "what follows ip4: is no IPv4 address";
  if (name === "ip6") return isIP(value) === 6 ? undefined : "what follows ip6: is no IPv6 address";
  if (name === "all") return value === "" && !written.includes(":") ? undefined : "all takes no value";
  if (value === "")
    return name === "include" || name === "exists" || /:/.test(written)
      ? "a domain is missing after the colon"
      : undefined;
  return wrongDomain(value);
}

function wrongDomain(value: string): string | undefined {
  if (/%(?!\{[slodiphcrtv]\d*r?[-.+,/_=]*\}|[%_-])/i.test(value)) return "a percent sign begins no macro";
  if (value.includes("@") || value.includes(":")) return "what follows is no domain";
  return /[.%]/.test(value) ? undefined : "a whole domain is wanted, with its dots";
}

function wrongLengths(name: string, lengths: readonly string[]): string | undefined {
  if (lengths.length === 0) return undefined;
  if (!["a", "mx", "ip4", "ip6"].includes(name)) return "no prefix length may stand here";
  const most = name === "ip6" ? 128 : 32;
  const [first = "", , third] = lengths;
  const isDual = (name === "a" || name === "mx") && lengths.length === 3 && lengths[1] === "";
  if (isDual) return fits(third ?? "", 128) ? undefined : "the prefix length is wrong";
  return lengths.length === 1 && fits(first, most) ? undefined : "the prefix length is wrong";
}

const fits = (length: string, most: number): boolean => /^(0|[1-9]\d{0,2})$/.test(length) && Number(length) <= most;

/** Mechanisms with an equals sign are read as modifiers that nobody knows, and ignored. */
const mechanismNames = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];

function readModifier(term: SpfTerm): Reading {
  const fault = (message: string): Reading => ({ fault: { column: term.column, token: term.text, message } });
  if (mechanismNames.includes(term.name))
    return fault("with an equals sign it is no mechanism and receivers ignore it");
  if (term.name !== "redirect" && term.name !== "exp") return { term };
  const wrong = wrongDomain(term.value ?? "");
  return wrong === undefined ? { term } : fault(wrong);
}

const repeated = (terms: readonly SpfTerm[]): readonly SpfFault[] =>
  ["redirect", "exp"].flatMap((name) =>
    terms
      .filter((term) => term.name === name)
      .slice(1)
      .map(({ column, text: token }) => ({ column, token, message: `${name}= stands twice` })),
  );
