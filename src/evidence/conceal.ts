import type { Secret } from "./secrets.ts";

export interface Concealing {
  readonly known: readonly Secret[];
  readonly redact: (text: string) => string;
}

/** Beyond the keeper's spellings: a code that a wrong system spread out or padded. Every other digit becomes a zero. */
export function conceal(text: string, { known, redact }: Concealing): string {
  const plain = redact(text);
  // A pattern with classes of letters takes V8 milliseconds to make: hardly any is needed.
  const closedUp = plain.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
  const codes = known.filter(({ kind, value }) => kind === "otp" && closedUp.includes(value.toLowerCase()));
  const whole = codes.reduce((left, { value }) => left.replace(spreadOut(value), "[otp]"), plain);
  return whole.replace(/\p{Nd}/gu, "0");
}

/** A code of one character would be found in every word. */
const spreadOut = (code: string): RegExp =>
  code.length < 3 ? /$^/ : new RegExp([...code].map(literal).join("[^\\p{L}\\p{N}]{0,3}"), "giu");

const literal = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
