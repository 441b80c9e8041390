import { causeCode, StepproofError } from "../errors.ts";
import { connectionTroubles } from "./connection-troubles.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { KnownTrouble } from "./known-trouble.ts";
import { tlsTroubles } from "./tls-troubles.ts";

type Trouble = Pick<Diagnosis, "actual" | "code" | "hint" | "attribution">;

const known: readonly KnownTrouble[] = [...connectionTroubles, ...tlsTroubles];

/** What an error means, who must act on it and how: by the system's own code, else in the error's own words. */
export function toTrouble(error: unknown): Trouble {
  const code = systemCode(error);
  const trouble = known.find(({ codes }) => codes.test(code));
  if (trouble) {
    const { actual, hint, attribution } = trouble;
    return { actual: `${actual} (${code})`, code, hint, attribution };
  }
  if (error instanceof StepproofError) return inOwnWords(error);
  return {
    actual: `it failed in a way that Stepproof does not know (${code})`,
    code,
    hint: "Look the code up, and report it with the reports of this run.",
    attribution: "HARNESS",
  };
}

/** The HTTP client says what kind of call failed; the reason lies in its cause. A time-out's cause only says "aborted". */
export function systemCode(error: unknown): string {
  if (error instanceof StepproofError) {
    const isWrapped = error.code === "HTTP_TLS" || error.code === "HTTP_UNREACHABLE";
    return (isWrapped ? causeCode(error.cause) : undefined) ?? error.code;
  }
  return causeCode(error) ?? "UNKNOWN";
}

const inOwnWords = ({ message, code, hint, attribution }: StepproofError): Trouble => ({
  actual: message,
  code,
  hint,
  attribution,
});
