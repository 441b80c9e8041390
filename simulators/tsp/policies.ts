import { z } from "zod";
import { StepproofError } from "../../src/errors.ts";

export const networks = ["mastercard", "visa", "domestic"] as const;
export type Network = (typeof networks)[number];

const MINUTE_MS = 60_000;

/**
 * How one network makes, resends and validates its codes. Nothing of it is public as a rule (contract.md sections 11
 * and 16), so all of it is a setting.
 */
const otpPolicy = z
  .strictObject({
    alphabet: z.string().min(1).max(64).refine(hasNoRepeats, "alphabet names a character twice"),
    /** Characters of a code; a `shape` brings its own length. */
    length: z.number().int().min(1).max(32),
    /** Literal characters, with `#` drawn from the alphabet: "000###". */
    shape: z.string().min(1).max(32).optional(),
    /** From issue to expiry, ms; expiry falls on a whole second. */
    validityMs: z.number().int().min(1_000),
    /** Tries a code is good for; the last wrong one closes it. */
    attempts: z.number().int().min(1).max(100),
    /** How often the End User may ask for a code, resends included. */
    maxRequests: z.number().int().min(1).max(100),
    resend: z.enum(["same-code", "new-code", "same-while-valid"]),
    /** Wrong tries in a row, over all codes of a token, that block it for good; without it only `attempts` counts. */
    maxFailures: z.number().int().min(1).max(100).optional(),
    /** Whether a refused try is told why; "alike" answers a dead code as it answers a wrong one. Default "told". */
    refusals: z.enum(["told", "alike"]).optional(),
  })
  .readonly();
export type OtpPolicy = z.infer<typeof otpPolicy>;
type OtpPolicyChanges = z.infer<typeof policyChanges>;

const policyChanges = otpPolicy.unwrap().partial().readonly();

/** A range of card numbers and how its network treats it. */
const cardRange = z
  .strictObject({
    /** The longest matching prefix wins, up to the whole PAN. */
    prefix: z.string().regex(/^[0-9]{0,19}$/, "prefix has 0-19 digits"),
    network: z.enum(networks),
    /** What differs from the network's policy. */
    policy: policyChanges.optional(),
    /** Digits of `accountPanSuffix` that the network gives away; 4 unless told. */
    suffixLength: z.literal([4, 5, 6, 7, 8]).optional(),
  })
  .readonly();
export type CardRange = z.infer<typeof cardRange>;

const sixDigits: Omit<OtpPolicy, "resend"> = {
  alphabet: "0123456789",
  length: 6,
  validityMs: 30 * MINUTE_MS,
  attempts: 3,
  maxRequests: 3,
};

/**
 * All [A], after the suggestions of contract.md section 16: six digits (29)(31), 30 minutes (33), 3 attempts (21),
 * 3 requests (34). One processor (31) speaks of eight digits for Mastercard: override it per range. Public texts
 * disagree on resends (section 11), so the domestic network shows the second way, that of (23).
 */
export const defaultPolicies: Readonly<Record<Network, OtpPolicy>> = {
  mastercard: { ...sixDigits, resend: "new-code" },
  visa: { ...sixDigits, resend: "new-code" },
  domestic: { ...sixDigits, resend: "same-while-valid" },
};

/** First digits by ISO/IEC 7812. */
export const defaultRanges: readonly CardRange[] = [
  { prefix: "2", network: "mastercard" },
  { prefix: "4", network: "visa" },
  { prefix: "5", network: "mastercard" },
];

/** Whatever no network claims is domestic. */
export const unclaimed: CardRange = { prefix: "", network: "domestic" };

/** Throws TSP_SETTING_INVALID, naming the member. */
export const parseCardRange = (range: CardRange): CardRange => parseSetting(cardRange, range, "card range");

/** A policy with changes laid over it. Throws TSP_SETTING_INVALID, naming the member. */
export const withChanges = (policy: OtpPolicy, changes: OtpPolicyChanges = {}): OtpPolicy =>
  parseSetting(otpPolicy, { ...policy, ...changes }, "OTP policy");

function parseSetting<Setting>(shape: z.ZodType<Setting>, setting: unknown, name: string): Setting {
  const parsed = shape.safeParse(setting);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new StepproofError("TSP_SETTING_INVALID", `TSP ${name}: ${faults.join("; ")}`, {
    hint: "Correct the member named; contract.md section 16 lists what may be set.",
    attribution: "CONFIGURATION",
  });
}

function hasNoRepeats(alphabet: string): boolean {
  return new Set(alphabet).size === alphabet.length;
}
