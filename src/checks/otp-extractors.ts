import type { CapturedMessage } from "../messages/captured-message.ts";
import type { OtpExpectation } from "./expectation.ts";
import { type Check, notApplicable, pass, warn } from "./finding.ts";

/** What a phone would offer to fill in; undefined when it finds nothing. */
export interface OtpExtractor {
  readonly name: string;
  readonly extract: (text: string) => string | undefined;
}

interface Candidate {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const keywords =
  /\b(?:code|otp|passcode|password|pin|verification|activation|c[oó]digo|codice|kod|kodunuz|wachtwoord|passwort)\b|(?<!\p{L})(?:код|пароль|κωδικός)(?!\p{L})|验证码|校验码|認証コード|確認コード|인증번호|رمز|קוד|कोड|รหัส/giu;

/**
 * The default rule of a widely installed Android extractor, its idea only: among what lies wholly within 30 characters
 * of a keyword, six digits win over four, four over other digits, digits over mixed. Source: message-rules.md section 6.
 */
const digitPriority: OtpExtractor = {
  name: "digit priority near a keyword",
  extract: (text) => {
    const all = candidatesIn(text, /(?<![0-9A-Za-z])(?=[0-9A-Za-z]*[0-9])[0-9A-Za-z]{4,10}(?![0-9A-Za-z])/g);
    const near = all.filter((candidate) => distanceToKeyword(text, candidate) <= 30);
    const pool = near.length > 0 ? near : all;
    return [...pool].sort((a, b) => rank(a.value) - rank(b.value))[0]?.value;
  },
};

/** The first five to eight digits, as a macOS-side rule takes them. Source: message-rules.md section 6. */
const firstLongNumber: OtpExtractor = {
  name: "first 5-8 digits",
  extract: (text) => /(?<!\d)\d{5,8}(?!\d)/.exec(text)?.[0],
};

const day = "(?:0?[1-9]|[12]\\d|3[01])";
const month = "(?:0?[1-9]|1[0-2])";
/** Dates, the year first or last, and phone numbers of ten digits, the area code in brackets or not. */
const notCodes = new RegExp(
  [
    `(?<!\\d)(?:19|20)\\d{2}(?:[-./]${month}[-./]${day}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))(?!\\d)`,
    `(?<!\\d)(?:${day}[-./]${month}|${month}[-./]${day})[-./](?:\\d{4}|\\d{2})(?!\\d)`,
    "(?<!\\d)\\(?\\d{3}(?:\\) ?|[ .-])\\d{3}[ .-]\\d{4}(?!\\d)",
  ].join("|"),
  "g",
);

/**
 * The shapes of Android's own detector: 5-8 letters and digits, exactly four digits, or "123 456", with a context word
 * within 50 characters; dates and ten-digit phone numbers are none. Source: message-rules.md section 6.
 */
const contextWord: OtpExtractor = {
  name: "context word within 50 characters",
  extract: (text) => {
    const start = /(?:^|(?<!\d) |[>("'=[\p{scx=Han}]|\p{L}[:-] ?)/u.source;
    const shape = "(\\d{3} \\d{3}|\\d{4}|(?=[A-Za-z-]*\\d)[0-9A-Za-z](?:-?[0-9A-Za-z]){4,7})(?![0-9A-Za-z-])";
    const others = candidatesIn(text, notCodes);
    return candidatesIn(text, new RegExp(`(?<=${start})${shape}`, "gmu"))
      .filter((candidate) => !others.some((other) => overlap(candidate, other)))
      .find((candidate) => distanceToKeyword(text, candidate) <= 50)
      ?.value.replace(/[ -]/g, "");
  },
};

export const otpExtractors: readonly OtpExtractor[] = [digitPriority, firstLongNumber, contextWord];

/** OC-07: a phone's code extractor returns the OTP, not the suffix. Advisory: named extractors, a WARN at worst. Source: [A]. */
export const checkOtpExtracted: Check<CapturedMessage, OtpExpectation> = (message, { otp }) => {
  const evidence = [message.id];
  const expected = "phones that fill in codes find the OTP";
  if (message.kind !== "sms")
    return notApplicable("OC-07", { expected, actual: "an e-mail", hint: "SMS only.", evidence });
  const readings = otpExtractors.map(({ name, extract }) => ({ name, value: extract(message.text) }));
  const wrong = readings.filter(({ value }) => value !== undefined && value !== otp).map(({ name }) => name);
  const right = readings.filter(({ value }) => value === otp).map(({ name }) => name);
  const actual = `right: ${right.join(", ") || "none"}; wrong: ${wrong.join(", ") || "none"}`;
  if (wrong.length === 0 && right.length > 0) return pass("OC-07", { expected, actual, evidence });
  const hint = "Put the word for code right beside the placeholder, and the card suffix more than 30 characters away.";
  return warn("OC-07", { expected, actual, hint, attribution: "CONFIGURATION", evidence });
};

function candidatesIn(text: string, shape: RegExp): readonly Candidate[] {
  return [...text.matchAll(shape)].map((match) => ({
    value: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Characters from the keyword's edge to the candidate's far end: how much of a window the whole candidate needs. */
function distanceToKeyword(text: string, { start, end }: Candidate): number {
  const distances = [...text.matchAll(keywords)].map((keyword) => {
    const keywordEnd = keyword.index + keyword[0].length;
    return start >= keywordEnd ? end - keywordEnd : keyword.index - start;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...distances.filter((distance) => distance >= 0));
}

const overlap = (one: Candidate, other: Candidate): boolean => one.start < other.end && other.start < one.end;

function rank(value: string): number {
  if (/^\d{6}$/.test(value)) return 0;
  if (/^\d{4}$/.test(value)) return 1;
  return /^\d+$/.test(value) ? 2 : 3;
}
