import type { OtpPolicy } from "../simulators/tsp/policies.ts";

const DIGITS = "0123456789";
const LETTERS_AND_DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

type CodeKind = Pick<OtpPolicy, "alphabet" | "length"> & Pick<Partial<OtpPolicy>, "shape">;

/** The kinds of code that the features speak of: any of 1-32 digits or letters, and those that parsers spoil. */
const codeKinds: Readonly<Record<string, CodeKind>> = {
  "a single digit": { alphabet: DIGITS, length: 1 },
  "4 digits": { alphabet: DIGITS, length: 4 },
  "6 digits": { alphabet: DIGITS, length: 6 },
  "8 digits": { alphabet: DIGITS, length: 8 },
  "8 letters and digits": { alphabet: LETTERS_AND_DIGITS, length: 8 },
  "32 letters and digits": { alphabet: LETTERS_AND_DIGITS, length: 32 },
  "6 digits, three leading zeros": { alphabet: DIGITS, length: 6, shape: "000###" },
  "nothing but zeros": { alphabet: "0", length: 8 },
  "a number in scientific notation": { alphabet: DIGITS, length: 6, shape: "#E####" },
};

export const codeKindNames = Object.keys(codeKinds);

/** Throws for a kind that no feature knows. */
export function codeKind(name: string): CodeKind {
  const kind = codeKinds[name];
  if (!kind) throw new Error(`no kind of code is called "${name}"; known: ${codeKindNames.join("; ")}`);
  return kind;
}
