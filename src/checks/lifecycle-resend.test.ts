import { describe, expect, it } from "vitest";
import { checkResend } from "./lifecycle-resend.ts";

const VALIDITY_MS = 1_800_000;
const earlier = { value: "111222", issuedAt: 0, expiresAt: VALIDITY_MS };
const replaced = { value: "333444", issuedAt: 60_500, expiresAt: 60_000 + VALIDITY_MS };

const answers = {
  "the same code": earlier,
  "the same code that lives longer": { ...earlier, expiresAt: earlier.expiresAt + 60_000 },
  "a new code": replaced,
  "a new code with the old expiry": { ...replaced, expiresAt: earlier.expiresAt },
  "a new code that lives longer than agreed": { ...replaced, expiresAt: replaced.expiresAt + 60_000 },
  nothing: undefined,
};

const right = [
  ["new-code", true, "a new code"],
  ["new-code", false, "a new code"],
  ["same-code", true, "the same code"],
  ["same-code", false, "nothing"],
  ["same-while-valid", true, "the same code"],
  ["same-while-valid", false, "a new code"],
] as const;

describe("LC-07", () => {
  it.each(right)("under %s, the code alive: %s, wants %s and takes nothing else", (resend, wasAlive, wanted) => {
    for (const [name, latest] of Object.entries(answers)) {
      const { result } = checkResend({ earlier, latest }, { resend, validityMs: VALIDITY_MS, wasAlive });
      expect([name, result]).toEqual([name, name === wanted ? "PASS" : "FAIL"]);
    }
  });
});
