import { expect, it } from "vitest";
import { checkAcceptedOnce, checkCeiling, checkExpiry, checkWrongTry, type Try } from "./lifecycle-tries.ts";

const made = (result: Try["result"], attemptsBefore = 3, attemptsAfter = 3): Try => ({
  result,
  attemptsBefore,
  attemptsAfter,
});

const closed = made("INCORRECT_CODE_RETRIES_EXCEEDED");

it("LC-03 wants the right code accepted once, and to have seen it typed twice", () => {
  const [yes, no] = [made("SUCCESS"), made("EXPIRED_CODE")];
  expect(checkAcceptedOnce([yes, no, no]).result).toBe("PASS");
  expect(checkAcceptedOnce([yes, yes]).result).toBe("FAIL");
  expect(checkAcceptedOnce([no, no]).result).toBe("FAIL");
  expect(checkAcceptedOnce([yes]).result).toBe("UNTESTABLE");
});

it.each([
  ["SUCCESS", 999, "PASS"],
  ["EXPIRED_CODE", 999, "FAIL"],
  ["EXPIRED_CODE", 1000, "PASS"],
  ["SUCCESS", 1000, "FAIL"],
  ["INCORRECT_CODE", 1001, "FAIL"],
] as const)("LC-04 calls %s at %d ms of 1000 a %s", (result, typedAt, verdict) => {
  expect(checkExpiry(made(result), { expiresAt: 1000, typedAt }).result).toBe(verdict);
});

it("LC-04 wants an expired code to cost nothing", () => {
  expect(checkExpiry(made("EXPIRED_CODE", 3, 2), { expiresAt: 1000, typedAt: 1000 }).result).toBe("FAIL");
});

it("LC-05 wants a wrong code to cost one attempt, and the last one to say that none is left", () => {
  expect(checkWrongTry(made("INCORRECT_CODE", 3, 2)).result).toBe("PASS");
  expect(checkWrongTry(made("INCORRECT_CODE_RETRIES_EXCEEDED", 1, 0)).result).toBe("PASS");
  for (const wrong of [
    made("INCORRECT_CODE", 3, 3),
    made("INCORRECT_CODE", 3, 1),
    made("INCORRECT_CODE", 1, 0),
    made("INCORRECT_CODE_RETRIES_EXCEEDED", 3, 2),
    made("EXPIRED_CODE", 3, 2),
    made("SUCCESS", 3, 2),
  ]) {
    expect(checkWrongTry(wrong).result).toBe("FAIL");
  }
});

it("LC-06 wants a code closed by the policy's last try, for the right value too", () => {
  const open = made("INCORRECT_CODE");
  const result = (tries: readonly Try[], rightCode: Try["result"]) =>
    checkCeiling(tries, { attempts: 2, rightCode }).result;
  expect(result([open, closed], closed.result)).toBe("PASS");
  expect(result([open, closed], "SUCCESS")).toBe("FAIL");
  expect(result([open, closed], "INCORRECT_CODE")).toBe("FAIL");
  expect(result([closed], closed.result)).toBe("FAIL");
  expect(result([open, open, closed], closed.result)).toBe("FAIL");
  expect(result([open, open, open], closed.result)).toBe("FAIL");
});
