import { describe, expect, it } from "vitest";
import { StepproofError } from "../errors.ts";
import { fateOf, isTransient } from "./failure.ts";

const coded = (code: string) => new StepproofError(code, "it failed", { hint: "", attribution: "ENVIRONMENT" });

describe("the fate of a message whose hand-over failed", () => {
  it.each([
    ["SMS_REFUSED", "refused", false],
    ["SMS_TOO_LONG", "refused", false],
    ["EGRESS_BLOCKED", "refused", false],
    ["SMS_DEFERRED", "try-again", true],
    ["SMS_UNREACHABLE", "try-again", true],
    ["SMS_UNANSWERED", "unknown", false],
    ["MAIL_REFUSED", "refused", false],
    ["MAIL_HEADER_INJECTION", "refused", false],
    ["MAIL_DEFERRED", "try-again", true],
    ["MAIL_UNREACHABLE", "try-again", true],
    ["MAIL_UNANSWERED", "unknown", false],
  ] as const)("after %s is: %s", (code, fate, transient) => {
    expect(fateOf(coded(code))).toBe(fate);
    expect(isTransient(coded(code))).toBe(transient);
  });

  it("is not known after an error that no carrier throws", () => {
    expect(fateOf(new TypeError("undefined is not a function"))).toBe("unknown");
    expect(isTransient(new TypeError("undefined is not a function"))).toBe(false);
  });
});
