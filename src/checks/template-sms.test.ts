import { describe, expect, it } from "vitest";
import { complaintsIn, expectationFor, folderOf } from "./template-folder.fixture.ts";
import { checkOnePart, checkSender, checkTypography, smsFootprints } from "./template-sms.ts";

const shape = (alphabet: string, length: number) => ({ network: "visa", alphabet, length, validityMinutes: 30 });
const footprint = (sms: string, ...codes: readonly ReturnType<typeof shape>[]) => {
  const [found] = smsFootprints(folderOf({ "en/sms.txt": sms }), { codes });
  return found && [found.encoding, found.units, found.parts];
};

describe("the worst code of all that the networks may issue (SM-03)", () => {
  const text = `{{otp}}${"a".repeat(150)}`;

  it.each([
    ["six digits", [shape("0123456789", 6)], ["gsm7", 156, 1]],
    ["the longest of several", [shape("0123456789", 6), shape("0123456789", 12)], ["gsm7", 162, 2]],
    ["one that may be all euro signs", [shape("0123€", 6)], ["gsm7", 162, 2]],
    ["one that may hold a letter that GSM has not", [shape("0123я", 6)], ["ucs2", 156, 3]],
    ["one that may hold a sign of two units", [shape("01я😀", 6)], ["ucs2", 162, 3]],
  ])("is %s", (_, codes, expected) => {
    expect(footprint(text, ...codes)).toEqual(expected);
  });

  it("makes one part of exactly 160 septets or 70 units, and two of one more", () => {
    const parts = (sms: string) => footprint(sms, shape("0123456789", 6))?.[2];
    expect([153, 154, 155].map((count) => parts(`{{otp}}${"a".repeat(count)}`))).toEqual([1, 1, 2]);
    expect([63, 64, 65].map((count) => parts(`{{otp}}${"я".repeat(count)}`))).toEqual([1, 1, 2]);
  });

  it("counts the card's four digits, and says where it is too long", () => {
    const folder = folderOf({ "en/sms.txt": `{{otp}}${"a".repeat(151)}{{panSuffix}}` });
    expect(complaintsIn(checkOnePart(folder, expectationFor()))).toEqual(["en/sms.txt SM-03 WARN"]);
  });
});

describe("typography that alone turns an SMS into UCS-2 (SM-07)", () => {
  const judge = (sms: string) => checkTypography(folderOf({ "en/sms.txt": sms })).filter(({ place }) => place);

  it("is named sign by sign, each with its place and what to write", () => {
    expect(judge("Don’t … {{otp}}\u00A0–").map(({ place, actual, hint }) => [place, actual.slice(0, 6), hint])).toEqual(
      [
        ["en/sms.txt:1:4", "U+2019", "Write ' instead."],
        ["en/sms.txt:1:7", "U+2026", "Write ... instead."],
        ["en/sms.txt:1:16", "U+00A0", "Write a plain blank instead."],
        ["en/sms.txt:1:17", "U+2013", "Write - instead."],
      ],
    );
  });

  it.each(["Don't {{otp}}", "Ваш код – {{otp}}", "código ’ {{otp}}", "{{otp}} für 1 €"])(
    "is no matter of: %s",
    (sms) => {
      expect(judge(sms)).toEqual([]);
    },
  );
});

it.each([
  ["Meridale", []],
  ["+4917604069012", []],
  ["72345", []],
  ["Meridale Bank", ["sms.sender SM-08 FAIL"]],
  ["Mérid", ["sms.sender SM-08 FAIL"]],
  ["M&S", ["sms.sender SM-08 FAIL"]],
])("a sender %s (SM-08)", (smsSender, expected) => {
  expect(complaintsIn(checkSender(folderOf({}), expectationFor({ smsSender })))).toEqual(expected);
});
