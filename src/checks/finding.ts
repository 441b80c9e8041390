import type { Attribution } from "../errors.ts";

/** From best to worst; a requirement's result can only move to the right. Source: design.md section 5. */
export const results = [
  "PASS",
  "NOT_APPLICABLE",
  "WARN",
  "WAIVED",
  "FLAKY",
  "REVIEW",
  "UNTESTABLE",
  "FAIL",
  "ERROR",
] as const;
export type Result = (typeof results)[number];

/** Lines of a zone file, each a record with its absolute name: the ones to take out, and the ones to put in. */
export interface Correction {
  readonly remove: readonly string[];
  readonly add: readonly string[];
}

/** What one check says of one subject. `expected` and `actual` may quote secrets: redact before they leave memory. */
export interface Finding {
  /** The requirement's id, e.g. "OC-01". */
  readonly requirement: string;
  readonly result: Result;
  readonly expected: string;
  readonly actual: string;
  /** What to change, in one sentence; on every result but PASS. */
  readonly hint?: string;
  readonly attribution?: Attribution;
  /** Where it stands in a file of the issuer's: `file`, `file:line` or `file:line:column`. */
  readonly place?: string;
  /** What to paste, where what is wrong is a record of a zone. */
  readonly correction?: Correction;
  /** Ids of the messages and exchanges looked at. */
  readonly evidence: readonly string[];
}

/** A pure judgement: the same subject and expectation give the same finding. */
export type Check<Subject, Expectation = void> = (subject: Subject, expectation: Expectation) => Finding;

interface Verdict {
  readonly expected: string;
  readonly actual: string;
  readonly evidence: readonly string[];
}

interface Complaint extends Verdict {
  readonly hint: string;
  /** Default IMPLEMENTATION: the system under test does it wrong. */
  readonly attribution?: Attribution;
  readonly place?: string;
  readonly correction?: Correction;
}

export const pass = (requirement: string, verdict: Verdict): Finding => ({ requirement, result: "PASS", ...verdict });

/** A MUST is broken. */
export const fail = (requirement: string, complaint: Complaint): Finding => ({
  requirement,
  result: "FAIL",
  attribution: "IMPLEMENTATION",
  ...complaint,
});

/** A SHOULD is broken. */
export const warn = (requirement: string, complaint: Complaint): Finding => ({
  requirement,
  result: "WARN",
  attribution: "IMPLEMENTATION",
  ...complaint,
});

/** A program cannot tell: a person must look. */
export const review = (requirement: string, complaint: Complaint): Finding => ({
  requirement,
  result: "REVIEW",
  attribution: "IMPLEMENTATION",
  ...complaint,
});

/** It should have been judged and could not be: red, because silence never reads as green. */
export const untestable = (requirement: string, complaint: Complaint): Finding => ({
  requirement,
  result: "UNTESTABLE",
  attribution: "HARNESS",
  ...complaint,
});

/** The rule has no subject here (an SMS rule and an e-mail, say); `hint` keeps the reason. */
export const notApplicable = (requirement: string, complaint: Omit<Complaint, "attribution">): Finding => ({
  requirement,
  result: "NOT_APPLICABLE",
  ...complaint,
});

/** How a step reports what it found, already redacted: a JSON attachment of this media type, an array of findings. */
export const findingsMediaType = "application/vnd.stepproof.findings+json";

/** The same with a single finding and no array: what steps of one's own may attach, and messages of earlier versions hold. */
export const findingMediaType = "application/vnd.stepproof.finding+json";

/** How a step reports what the scenario worked with (network, channel, pictures …): JSON of any shape. */
export const factsMediaType = "application/vnd.stepproof.scenario+json";
