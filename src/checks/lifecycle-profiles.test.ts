import { expect, it } from "vitest";
import { checkBlockedAfterFailures, checkGuessing, checkRefusalsAlike } from "./lifecycle-profiles.ts";

const TEN_MINUTES_MS = 600_000;
const good = { validityMs: TEN_MINUTES_MS, possibleCodes: 10 ** 8, failuresUntilBlocked: 100 };

it("LC-13 wants ten minutes, 20 bits, and guesses counted below 64 bits", () => {
  const result = (changes: Partial<Parameters<typeof checkGuessing>[0]>) =>
    checkGuessing({ ...good, ...changes }).result;
  expect(result({})).toBe("PASS");
  expect(result({ validityMs: TEN_MINUTES_MS + 1 })).toBe("FAIL");
  expect(result({ possibleCodes: 10 ** 4 })).toBe("FAIL");
  // Six digits are 19.93 bits.
  expect(result({ possibleCodes: 10 ** 6 })).toBe("FAIL");
  expect(result({ possibleCodes: 2 ** 20 })).toBe("PASS");
  expect(result({ failuresUntilBlocked: 101 })).toBe("FAIL");
  expect(result({ failuresUntilBlocked: undefined })).toBe("FAIL");
  expect(result({ failuresUntilBlocked: undefined, possibleCodes: 36 ** 13 })).toBe("PASS");
});

it("LC-14 wants a block after at most five failures, for the right code too", () => {
  expect(checkBlockedAfterFailures({ failures: 5, rightCodeOpens: false }).result).toBe("PASS");
  expect(checkBlockedAfterFailures({ failures: 6, rightCodeOpens: false }).result).toBe("FAIL");
  expect(checkBlockedAfterFailures({ failures: 3, rightCodeOpens: true }).result).toBe("FAIL");
});

it("LC-14 wants one answer for every refusal", () => {
  const wrong = { result: "INCORRECT_CODE", attemptsLeft: 2 } as const;
  expect(checkRefusalsAlike({ wrongCode: wrong, expiredCode: wrong }).result).toBe("PASS");
  expect(checkRefusalsAlike({ wrongCode: wrong, expiredCode: { ...wrong, attemptsLeft: 3 } }).result).toBe("FAIL");
  expect(checkRefusalsAlike({ wrongCode: wrong, expiredCode: { ...wrong, result: "EXPIRED_CODE" } }).result).toBe(
    "FAIL",
  );
});
