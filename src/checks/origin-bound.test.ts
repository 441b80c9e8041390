import { describe, expect, it } from "vitest";
import { checkAppHash } from "./app-hash.ts";
import { checkOriginBoundLine, parseAsChromium, parseOriginBoundCode } from "./origin-bound.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const read = (parsed: ReturnType<typeof parseAsChromium>) =>
  parsed ? [parsed.host, parsed.code, parsed.embeddedHost] : null;

describe("origin-bound codes, the rows of message-rules.md section 4", () => {
  const plain = ["example.com", "747723", null];
  it.each([
    ["@example.com #747723", plain, plain],
    ["Your code is 747723.\r\n\r\n@example.com #747723", plain, plain],
    [
      "@example.com #747723 @ecommerce.example",
      ["example.com", "747723", "ecommerce.example"],
      ["example.com", "747723", "ecommerce.example"],
    ],
    ["@example.com #747723 $future", plain, plain],
    ["@example.com #747723\n", null, plain],
    ["something @example.com #747723", null, plain],
    ["@example.com #747723#9", ["example.com", "747723#9", null], plain],
    ["@bücher.example #747723", ["bücher.example", "747723", null], null],
    ["@exa<mple #747723", null, null],
    ["@example.com code #747723", null, null],
    ["@example.com  #747723", null, null],
    ["@example.com\u00A0#747723", null, null],
    ["@example.com #", null, null],
    ["#747723 @ecommerce.example @example.com", null, null],
  ])("%j", (text, grammar, chromium) => {
    expect(read(parseOriginBoundCode(text))).toEqual(grammar);
    expect(read(parseAsChromium(text))).toEqual(chromium);
  });
});

describe("OC-08", () => {
  const result = (text: string, line: "allowed" | "demanded" = "allowed") =>
    checkOriginBoundLine(sampleSms(text), { otp: "747723", host: "meridale.example", line }).result;

  it("passes the issuer's line with the code", () => {
    expect(result("747723 is your code\n@meridale.example #747723")).toBe("PASS");
  });

  it("allows its absence, unless the profile demands it", () => {
    expect(result("747723 is your code")).toBe("NOT_APPLICABLE");
    expect(result("747723 is your code", "demanded")).toBe("FAIL");
    expect(checkOriginBoundLine(sampleMail(), { otp: "1", host: "x.example", line: "demanded" }).result).toBe(
      "NOT_APPLICABLE",
    );
  });

  it.each([
    "747723\n@evil.example #999999",
    "747723\n@meridale.example #999999",
    "747723\n@evil.example #747723",
    "747723\n@meridale.example #747723\n",
    "747723\n@meridale.example  #747723",
    "747723 @meridale.example #747723",
  ])("fails %j", (text) => {
    expect(result(text)).toBe("FAIL");
  });
});

describe("OC-09", () => {
  it("wants the hash and at most 140 bytes", () => {
    const result = (text: string) => checkAppHash(sampleSms(text), { appHash: "FA+9qCX9VSu" }).result;
    expect(result("Your code is 123456\n\nFA+9qCX9VSu")).toBe("PASS");
    expect(result("Your code is 123456")).toBe("FAIL");
    expect(result(`${"€".repeat(45)} FA+9qCX9VSu`)).toBe("FAIL");
  });
});
