import { describe, expect, it } from "vitest";
import { complaintsIn, expectationFor, folderOf } from "./template-folder.fixture.ts";
import { checkSamples } from "./template-samples.ts";

const shape = (alphabet: string, length: number) => ({ network: "visa", alphabet, length, validityMinutes: 30 });
const judge = (files: Readonly<Record<string, string>>, codes = expectationFor().codes) =>
  complaintsIn(checkSamples(folderOf(files), expectationFor({ codes })));

const digits = "0123456789";
const mixed = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

describe("what a phone would fill in (OC-07), for every kind of code that a network issues", () => {
  // Vectors of message-rules.md section 6.
  it.each([
    ["{{otp}} is your code to add card ending {{panSuffix}} to Apple Pay.", 6, []],
    ["{{otp}} is your code to add card ending {{panSuffix}} to Apple Pay.", 8, ["OC-07"]],
    ["Your code is {{otp}} for card ending {{panSuffix}}.", 8, []],
    ["Card ending {{panSuffix}}: your activation code is {{otp}}", 8, ["OC-07"]],
    ["Код {{otp}} для карты *{{panSuffix}}", 8, ["OC-07"]],
  ])("%s with %i digits", (sms, length, broken) => {
    expect(judge({ "en/sms.txt": sms }, [shape(digits, length)])).toEqual(
      broken.map((id) => expect.stringMatching(new RegExp(`^en/sms\\.txt:1:\\d+ ${id} WARN$`))),
    );
  });

  it("is told once, where one network's codes are fine and another's are not", () => {
    const sms = "{{otp}} is your code to add card ending {{panSuffix}} to Apple Pay.";
    expect(judge({ "en/sms.txt": sms }, [shape(digits, 6), shape(digits, 8), shape(digits, 8)])).toHaveLength(1);
  });

  it("takes the card's digits for a code of four", () => {
    expect(judge({ "en/sms.txt": "Code {{otp}} for card {{panSuffix}}." }, [shape(digits, 4)])).toContain(
      "en/sms.txt:1:6 OC-04 WARN",
    );
  });
});

describe("what touches the code (OC-03)", () => {
  it.each(["M{{otp}} is it", "M-{{otp}} is it", "{{otp}}{{panSuffix}}", "code\u200B{{otp}}", "{{otp}}th"])(
    "is found: %j",
    (sms) => {
      const codes = [shape(mixed, 8)];
      expect(judge({ "en/sms.txt": sms }, codes).filter((complaint) => complaint.includes("OC-03"))).toHaveLength(1);
    },
  );

  it.each([
    "验证码{{otp}}，卡{{panSuffix}}",
    "인증번호 {{otp}}입니다",
    "รหัส{{otp}}คือ",
    "(code {{otp}})",
    "code: {{otp}}.",
  ])("may stand there: %s", (sms) => {
    expect(judge({ "en/sms.txt": sms }).filter((complaint) => complaint.includes("OC-03"))).toEqual([]);
  });
});

describe("what an HTML part hides (EM-09)", () => {
  const html = (style: string, sheet = "") =>
    `<html><head><style>${sheet}</style></head><body><p ${style}>{{otp}}</p><p>**{{panSuffix}}</p></body></html>`;

  it("is for a person to look at where it hangs on a rule that cannot be resolved, and no failure", () => {
    const sheet = "@media (max-width: 600px) { .wide { display: none } }";
    expect(judge({ "en/email.html": html('class="wide"', sheet) })).toEqual([
      expect.stringMatching(/^en\/email\.html:1:\d+ EM-09 REVIEW$/),
    ]);
  });

  it("is a failure where it is certain", () => {
    expect(judge({ "en/email.html": html('style="display:none"') })).toEqual([
      expect.stringMatching(/^en\/email\.html:1:\d+ EM-09 FAIL$/),
    ]);
  });

  it("is nothing in a plain mail", () => {
    expect(judge({ "en/email.html": html('style="color: #333"') })).toEqual([]);
  });
});

it("an origin-bound last line is right with the issuer's host, and wrong with another's (OC-08)", () => {
  const sms = (host: string) => `{{otp}} is your code for card {{panSuffix}}.\n@${host} #{{otp}}`;
  expect(judge({ "en/sms.txt": sms("meridale.example") })).toEqual([]);
  expect(judge({ "en/sms.txt": sms("evil.example") })).toEqual(["en/sms.txt:1:1 OC-08 FAIL"]);
});
