import { z } from "zod";
import { type Result, results } from "../checks/finding.ts";
import type { Waiver } from "../verdict/waivers.ts";
import type { PackageFile } from "./package-files.ts";

/** in-toto Statement v1: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** Ours; `.example` because Stepproof owns no domain. docs/certificate.md describes its members. */
export const PREDICATE_TYPE = "https://stepproof.example/conformance/v1";
export const PAYLOAD_TYPE = "application/vnd.in-toto+json";

const text = z.string();
const instant = z.iso.datetime();

const predicate = z.looseObject({
  /** A certificate vouches for a whole, conformant run; a report only for what was found. */
  kind: z.enum(["certificate", "report"]),
  issuer: z.looseObject({ id: text, name: text }).nullable(),
  runFile: z.looseObject({ sha256: text }).nullable(),
  versions: z.looseObject({ stepproof: text, node: text }),
  plan: z.enum(["full", "filtered"]),
  seed: text,
  startedAt: instant,
  finishedAt: instant,
  signedAt: instant,
  expiresAt: instant,
  verdict: text,
  requirements: z.array(
    z.looseObject({ id: text, keyword: text, result: z.enum(results), scenarios: z.number(), findings: z.number() }),
  ),
  notJudged: z.array(text),
  waivers: z.array(z.looseObject({ requirement: text, owner: text, reason: text, until: text })),
  flaky: z.array(text),
  untestable: z.array(text),
  unreadClauses: z.array(text).optional(),
  notTested: z.array(text).optional(),
  /** How many deliberately wrong systems were caught; null where nobody handed in a kill matrix. */
  kills: z.looseObject({ killed: z.number(), total: z.number() }).nullable(),
  /** Of the files that are read line by line. */
  lines: z.record(text, text),
  sizes: z.record(text, z.number()),
});

const statement = z.looseObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(z.looseObject({ name: text, digest: z.looseObject({ sha256: text }) })),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate,
});

export type Statement = Readonly<z.infer<typeof statement>>;

/** What a certificate says of a run, before it is known which files there are. Times are ISO 8601, UTC. */
export interface Conclusions {
  readonly kind: "certificate" | "report";
  readonly issuer: { readonly id: string; readonly name: string } | null;
  readonly runFile: { readonly sha256: string } | null;
  readonly versions: { readonly stepproof: string; readonly node: string };
  readonly plan: "full" | "filtered";
  readonly seed: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly signedAt: string;
  readonly expiresAt: string;
  readonly verdict: string;
  /** Each with its denominator: how many scenarios judged it, and how often. */
  readonly requirements: readonly RequirementConclusion[];
  readonly notJudged: readonly string[];
  readonly waivers: readonly Waiver[];
  readonly flaky: readonly string[];
  readonly untestable: readonly string[];
  /** Requirements of the run that name a clause whose text was not read: the certificate does not vouch for the citation. */
  readonly unreadClauses: readonly string[];
  /** Requirements that nothing of Stepproof decides. */
  readonly notTested: readonly string[];
  readonly kills: { readonly killed: number; readonly total: number } | null;
}

interface RequirementConclusion {
  readonly id: string;
  readonly keyword: string;
  readonly result: Result;
  readonly scenarios: number;
  readonly findings: number;
}

export function toStatement(files: readonly PackageFile[], conclusions: Conclusions): object {
  const withLines = files.flatMap(({ name, lines }) => (lines === undefined ? [] : [[name, lines] as const]));
  return {
    _type: STATEMENT_TYPE,
    subject: files.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      ...conclusions,
      lines: Object.fromEntries(withLines),
      sizes: Object.fromEntries(files.map(({ name, size }) => [name, size])),
    },
  };
}

/** The statement of a signed payload, or which member is not what it should be. */
export function parseStatement(payload: Buffer): { readonly statement: Statement } | { readonly fault: string } {
  const parsed = statement.safeParse(toJson(payload));
  if (parsed.success) return { statement: parsed.data };
  return { fault: parsed.error.issues[0]?.path.join(".") || "the whole" };
}

function toJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
