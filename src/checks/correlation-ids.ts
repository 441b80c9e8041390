import { hash } from "node:crypto";
import type { Exchange } from "../evidence/journal.ts";
import type { Secret, SecretKind } from "../evidence/secrets.ts";
import { type Check, untestable } from "./finding.ts";
import { conclude } from "./issuer-answer.ts";
import { remembered } from "./remembered.ts";
import { findSpellings } from "./secrets-in-text.ts";

/**
 * SE-05: no `x-correlation-id` of a call to the issuer is made from a contact, PAN or OTP: it holds none of them, nor a
 * telling piece, as it is, in hexadecimal or in base64, and is no common hash of one. A key that is mixed in cannot be
 * seen. Source: (2), the header is logged in clear.
 */
export const checkCorrelationIds: Check<readonly Exchange[], readonly Secret[]> = (exchanges, secrets) => {
  const ids = exchanges.flatMap(({ id, leg, request }) => {
    const correlationId = leg === "d1-issuer" ? correlationIdOf(request.headers) : undefined;
    return correlationId === undefined ? [] : [{ origin: id, correlationId }];
  });
  const expected = "x-correlation-ids that come from nothing personal";
  const hint = "Draw x-correlation-id at random for each use case: it stands in every log on its way.";
  const personal = secrets.filter(({ kind }) => kind in words);
  if (ids.length === 0 || personal.length === 0) {
    const actual = ids.length === 0 ? "no call bore an x-correlation-id" : "nothing personal is known";
    return untestable("SE-05", { expected, actual, hint: "Let D1 call the issuer for somebody.", evidence: [] });
  }
  const traits = personal.flatMap(traitsOf).map(toKnownTrait);
  const faulty = ids.flatMap(({ origin, correlationId }) =>
    traits
      .filter((trait) => isMadeFrom(correlationId, trait))
      .map(({ kind }) => ({ origin, fault: words[kind] ?? "" })),
  );
  return conclude("SE-05", {
    expected,
    hint,
    faults: faulty.map(({ fault }) => `an id made from ${fault}`),
    actual: `${ids.length} ids compared with ${personal.length} personal values, none is made from one`,
    evidence: [...new Set((faulty.length > 0 ? faulty : ids).map(({ origin }) => origin))],
  });
};

/** A hash is often cut, a prefix is often put before it, and a UUID made of one changes its thirteenth digit. */
const TELLING_LENGTH = 12;
/** More than a scenario has. */
const MOST_VALUES = 256;

const words: { readonly [Kind in SecretKind]?: string } = {
  otp: "the OTP",
  pan: "the card number",
  phone: "the phone",
  email: "the e-mail address",
};

function correlationIdOf(headers: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === "x-correlation-id")?.[1];
}

/** One way in which a personal value is known to whoever makes ids. */
interface Trait {
  readonly kind: SecretKind;
  /** Searched for as it is and encoded. */
  readonly searched: string;
  /** Of these, any hash counts. */
  readonly hashed: readonly string[];
}

/** The last eight digits of a number give it away as much as all of it, and so does the mailbox of an address. */
function traitsOf({ kind, value }: Secret): readonly Trait[] {
  if (kind === "phone")
    return [{ kind, searched: value.slice(-8), hashed: [value, value.slice(1), `00${value.slice(1)}`] }];
  if (kind === "pan") return pansTraits(value);
  if (kind === "email") {
    const [mailbox = ""] = value.split("@");
    return [{ kind, searched: mailbox, hashed: [value, value.toLowerCase(), value.toUpperCase()] }];
  }
  return [{ kind, searched: value, hashed: [value] }];
}

const pansTraits = (pan: string): readonly Trait[] =>
  [pan.slice(-8), pan.slice(0, 8)].map((searched) => ({ kind: "pan", searched, hashed: [pan] }));

interface KnownTrait extends Trait {
  /** Letters and digits of what is searched for, in lower case. */
  readonly core: string;
  readonly digests: readonly Digest[];
}

const toKnownTrait = (trait: Trait): KnownTrait => ({
  ...trait,
  core: plain(trait.searched).toLowerCase(),
  digests: [...new Set(trait.hashed)].flatMap(digestsOf),
});

function isMadeFrom(correlationId: string, { searched, core, digests }: KnownTrait): boolean {
  if (findSpellings(correlationId, searched).length > 0) return true;
  const compact = plain(correlationId);
  const lowered = compact.toLowerCase();
  if (core.length >= SHORTEST_CORE && lowered.includes(core)) return true;
  return digests.some((digest) => resembles(digest.isHexadecimal ? lowered : compact, digest));
}

const plain = remembered((text) => text.replace(/[^A-Za-z0-9]/g, ""));
/** Shorter ones chance makes, too. */
const SHORTEST_CORE = 8;

const algorithms = ["md5", "sha1", "sha256", "sha512"] as const;

/** Letters and digits alone. */
interface Digest {
  readonly text: string;
  readonly isHexadecimal: boolean;
  readonly edges: readonly string[];
}

/** Of a value, in hexadecimal and base64; a card number is hashed for each of its traits. */
const digestsOf = remembered((value: string): readonly Digest[] => {
  return algorithms.flatMap((algorithm) => {
    const hexadecimal = hash(algorithm, value, "hex");
    return [hexadecimal, plain(Buffer.from(hexadecimal, "hex").toString("base64"))].map(toDigest);
  });
}, MOST_VALUES);

const toDigest = (text: string): Digest => ({
  text,
  isHexadecimal: /^[0-9a-f]+$/.test(text),
  edges: [text.slice(0, TELLING_LENGTH), text.slice(-TELLING_LENGTH)],
});

function resembles(id: string, { text, edges }: Digest): boolean {
  return edges.some((edge) => id.includes(edge)) || (id.length >= TELLING_LENGTH && text.includes(id));
}
