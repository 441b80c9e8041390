import { describe, expect, it } from "vitest";
import { createChance } from "../../src/chance.ts";
import { ManualClock } from "../../src/clock.ts";
import { makeCode } from "./otp-code.ts";
import { decideResend, type Otp, validateOtp } from "./otp-rules.ts";
import { type CodeAnswer, OtpVault } from "./otp-vault.ts";
import type { OtpParts } from "./parts.ts";
import { defaultPolicies, type OtpPolicy } from "./policies.ts";

const MINUTE_MS = 60_000;
const base = defaultPolicies.mastercard;

const parts: OtpParts = {
  makeCode,
  decideResend,
  validateOtp,
  recallOtp: (codes, tokenUniqueReference) => codes.get(tokenUniqueReference),
  killOtp: (otp) => ({ ...otp, spent: true }),
};

function openVault(changes: Partial<OtpPolicy> = {}, remembers?: number) {
  const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
  const vault = new OtpVault({ clock, chance: createChance("vault"), parts, remembers });
  const policy: OtpPolicy = { ...base, ...changes };
  const request = (tokenUniqueReference = "TOKEN") =>
    vault.request({ tokenUniqueReference, policy, pan: "4539148803436467" });
  const issue = (tokenUniqueReference?: string) => otpOf(request(tokenUniqueReference));
  const type = (typed: string, tokenUniqueReference = "TOKEN") => vault.validate(tokenUniqueReference, typed)?.result;
  return { clock, vault, request, issue, type };
}

function otpOf(answer: CodeAnswer): Otp {
  if ("refused" in answer) throw new Error(`no code: ${answer.refused}`);
  return answer.otp;
}

/** Another code of the same length. */
const wrong = ({ value }: Otp): string => value.replace(/^./, (first) => (first === "0" ? "1" : "0"));

it("keeps of very many codes those that were issued last", () => {
  const { issue, vault } = openVault({}, 2);
  for (const token of ["a", "b", "c"]) issue(token);
  expect(["a", "b", "c"].filter((token) => vault.current(token))).toEqual(["b", "c"]);
});

describe("a code", () => {
  it("is accepted once (LC-03)", () => {
    const { issue, type } = openVault();
    const { value } = issue();
    expect(type(value)).toBe("SUCCESS");
    expect(type(value)).toBe("EXPIRED_CODE");
  });

  it("is good until the millisecond before its expiry (LC-04)", () => {
    const { clock, issue, type } = openVault();
    const { value } = issue();
    clock.advance(30 * MINUTE_MS - 1);
    expect(type(value)).toBe("SUCCESS");
  });

  it("is expired at the very instant of its expiry, and costs no attempt any more (LC-04)", () => {
    const { clock, issue, type, vault } = openVault();
    const { value } = issue();
    clock.advance(30 * MINUTE_MS);
    expect(type(value)).toBe("EXPIRED_CODE");
    expect(vault.current("TOKEN")?.attemptsLeft).toBe(3);
  });

  it("expires on a whole second, never later than the policy says", () => {
    const { clock, issue } = openVault();
    clock.advance(789);
    const { issuedAt, expiresAt } = issue();
    expect(expiresAt % 1_000).toBe(0);
    expect(expiresAt - issuedAt).toBe(30 * MINUTE_MS - 789);
  });

  it("loses an attempt for each wrong try, and still opens (LC-05)", () => {
    const { issue, type, vault } = openVault();
    const otp = issue();
    expect(type(wrong(otp))).toBe("INCORRECT_CODE");
    expect(vault.current("TOKEN")?.attemptsLeft).toBe(2);
    expect(type(otp.value)).toBe("SUCCESS");
  });

  it("is closed by the last wrong try, for the right code too (LC-06)", () => {
    const { issue, type } = openVault();
    const otp = issue();
    const tries = [wrong(otp), wrong(otp), wrong(otp), otp.value].map((typed) => type(typed));
    expect(tries).toEqual([
      "INCORRECT_CODE",
      "INCORRECT_CODE",
      "INCORRECT_CODE_RETRIES_EXCEEDED",
      "INCORRECT_CODE_RETRIES_EXCEEDED",
    ]);
  });

  it("works for its own token only (LC-09)", () => {
    const { issue, type } = openVault();
    const [mine, yours] = [issue("MINE"), issue("YOURS")];
    expect(type(yours.value, "MINE")).toBe("INCORRECT_CODE");
    expect(type(mine.value, "YOURS")).toBe("INCORRECT_CODE");
    expect(type(mine.value, "MINE")).toBe("SUCCESS");
  });

  it("is compared character by character: no blanks, no other case", () => {
    const { issue, type } = openVault({ alphabet: "abcdef" });
    const { value } = issue();
    expect(type(` ${value}`)).toBe("INCORRECT_CODE");
    expect(type(value.toUpperCase())).toBe("INCORRECT_CODE");
    expect(type(value)).toBe("SUCCESS");
  });

  it("is dead once the digitization was cancelled (LC-11)", () => {
    const { issue, type, vault } = openVault();
    const { value } = issue();
    vault.kill("TOKEN");
    expect(type(value)).toBe("EXPIRED_CODE");
  });

  it("that nobody asked for cannot be judged", () => {
    expect(openVault().vault.validate("TOKEN", "123456")).toBeUndefined();
  });
});

describe("asking again", () => {
  it("under new-code brings a new code and expiry, and kills the old one (LC-07)", () => {
    const { clock, issue, type } = openVault({ resend: "new-code" });
    const first = issue();
    clock.advance(MINUTE_MS);
    const second = issue();
    expect(second.expiresAt - first.expiresAt).toBe(MINUTE_MS);
    expect(type(first.value)).toBe("INCORRECT_CODE");
    expect(type(second.value)).toBe("SUCCESS");
  });

  it("under same-code brings the same code with its old expiry and attempts (LC-07)", () => {
    const { clock, issue, type } = openVault({ resend: "same-code" });
    const first = issue();
    type(wrong(first));
    clock.advance(MINUTE_MS);
    expect(issue()).toMatchObject({ value: first.value, expiresAt: first.expiresAt, attemptsLeft: 2 });
    expect(type(first.value)).toBe("SUCCESS");
  });

  it("under same-code is refused once the activation period is over", () => {
    const { clock, issue, request } = openVault({ resend: "same-code" });
    issue();
    clock.advance(30 * MINUTE_MS);
    expect(request()).toEqual({ refused: "EXPIRED_CODE" });
  });

  it("under same-code is refused once the tries are used up", () => {
    const { issue, request, type } = openVault({ resend: "same-code", attempts: 1 });
    type(wrong(issue()));
    expect(request()).toEqual({ refused: "INCORRECT_CODE_RETRIES_EXCEEDED" });
  });

  it("under same-while-valid brings the same code while it is valid, then a new one (LC-07)", () => {
    const { clock, issue } = openVault({ resend: "same-while-valid" });
    const first = issue();
    expect(issue().value).toBe(first.value);
    clock.advance(30 * MINUTE_MS);
    expect(issue()).toMatchObject({ issuedAt: clock.now(), attemptsLeft: 3 });
  });

  it("under same-while-valid brings a new code after too many errors", () => {
    const { issue, type } = openVault({ resend: "same-while-valid", attempts: 1 });
    const first = issue();
    type(wrong(first));
    const second = issue();
    expect(second.value).not.toBe(first.value);
    expect(type(second.value)).toBe("SUCCESS");
  });

  it.each(["same-code", "new-code", "same-while-valid"] as const)("under %s ends at the request limit", (resend) => {
    const { issue, request, vault } = openVault({ resend, maxRequests: 2 });
    issue();
    expect(vault.canRequest("TOKEN")).toBe(true);
    const last = issue();
    expect(vault.canRequest("TOKEN")).toBe(false);
    expect(request()).toEqual({ refused: "CODE_REQUEST_LIMIT_REACHED" });
    expect(vault.validate("TOKEN", last.value)?.result).toBe("SUCCESS");
  });

  it("after success is refused", () => {
    const { issue, request, type } = openVault();
    type(issue().value);
    expect(request()).toEqual({ refused: "EXPIRED_CODE" });
  });
});

it("never brings a code that replaces one and is the same (LC-07)", () => {
  const { issue } = openVault({ resend: "new-code", length: 1, maxRequests: 100 });
  const codes = Array.from({ length: 100 }, () => issue().value);
  expect(codes.filter((code, index) => code === codes[index - 1])).toEqual([]);
});

it("brings the only code that there is again and again", () => {
  const { issue } = openVault({ resend: "new-code", alphabet: "0", length: 8 });
  expect([issue().value, issue().value]).toEqual(["00000000", "00000000"]);
});

describe("a network that counts failures over all codes (LC-14)", () => {
  it("blocks after the last one allowed, for new codes too", () => {
    const { issue, type } = openVault({ maxFailures: 5 });
    for (const _ of [1, 2]) {
      const code = issue();
      type(wrong(code));
      type(wrong(code));
    }
    const last = issue();
    expect(type(wrong(last))).toBe("INCORRECT_CODE_RETRIES_EXCEEDED");
    expect(type(last.value)).toBe("INCORRECT_CODE_RETRIES_EXCEEDED");
  });

  it("gives no further code once it has blocked", () => {
    const { issue, request, type } = openVault({ maxFailures: 1, resend: "same-while-valid" });
    type(wrong(issue()));
    expect(request()).toEqual({ refused: "INCORRECT_CODE_RETRIES_EXCEEDED" });
  });
});

it("answers a dead code and a wrong one alike where the network will not tell them apart (LC-14)", () => {
  const alike: Partial<OtpPolicy> = { refusals: "alike" };
  const [expired, mistyped, opened] = [openVault(alike), openVault(alike), openVault(alike)];
  const codes = [expired, mistyped].map(({ issue }) => issue());
  expired.clock.advance(30 * MINUTE_MS);
  for (const _ of [1, 2, 3, 4]) {
    const answers = [expired.type(codes[0]?.value ?? ""), mistyped.type(wrong(codes[1] ?? expired.issue()))];
    expect(answers[0]).toBe(answers[1]);
  }
  expect(expired.vault.current("TOKEN")?.attemptsLeft).toBe(0);
  expect(opened.type(opened.issue().value)).toBe("SUCCESS");
});

it("tells its listeners of every new code, not of repeats, until they stop", () => {
  const { issue, vault, clock } = openVault({ resend: "same-while-valid" });
  const heard: string[] = [];
  const stop = vault.onIssued(({ value }) => heard.push(value));
  const first = issue();
  issue();
  clock.advance(30 * MINUTE_MS);
  stop();
  issue();
  expect(heard).toEqual([first.value]);
});
