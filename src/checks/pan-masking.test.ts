import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { luhnCheckDigit } from "../testbed/people.ts";
import type { CardExpectation } from "./expectation.ts";
import { passesLuhn } from "./other-cards.ts";
import { cutOtp } from "./pan-detector.ts";
import {
  checkNoBin,
  checkNoFullPan,
  checkNoOtherPan,
  checkPanSuffix,
  checkPanTail,
  checkSuffixCut,
  checkSuffixIsNotTokens,
} from "./pan-masking.ts";
import { sampleCard, sampleExpectation, sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const allChecks = [checkPanSuffix, checkPanTail, checkNoFullPan, checkNoBin, checkNoOtherPan];

const complaintsAbout = (text: string, otp = "123456", card: CardExpectation = sampleCard): readonly string[] =>
  allChecks
    .map((check) => check(sampleSms(text), { otp, card }))
    .filter(({ result }) => result !== "PASS")
    .map(({ requirement }) => requirement);

const zeroWidth = "\u200B";
const fullWidth = (digits: string): string => digits.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
const arabicIndic = (digits: string): string => digits.replace(/\d/g, (d) => String.fromCodePoint(0x660 + Number(d)));

describe("PAN masking, the rows of message-rules.md section 5", () => {
  it.each([
    ["123456 code, card **6467", []],
    ["123456 card 36467", ["PM-01", "PM-02"]],
    ["123456 card 4539 1488 0343 6467", ["PM-03"]],
    [`123456 card 4539-1488-${zeroWidth}0343-6467`, ["PM-03"]],
    [`123456 card ${fullWidth("4539148803436467")} *6467`, ["PM-03"]],
    [`123456 card ${arabicIndic("4539148803436467")} *6467`, ["PM-03"]],
    ["123456 card 453914******6467", ["PM-04"]],
    ["123456 card 4539***6467", ["PM-04"]],
    ["123456 card *7646", ["PM-01"]],
    ["123456 card *6467 order 4111111111111111", ["PM-05"]],
  ])("judges %j", (text, complaints) => {
    expect(complaintsAbout(text)).toEqual(complaints);
  });

  it("forgives a code that ends like the card, in a script without spaces too", () => {
    expect(complaintsAbout("436467 code, card **6467", "436467")).toEqual([]);
    expect(complaintsAbout("验证码436467，尾号6467的卡", "436467")).toEqual([]);
  });
});

describe("PAN masking accuses no right message", () => {
  it.each([
    ["an amount and a date", "123456 is the OTP for INR 1234.00 on card **6467 on 04-07-2026. Valid for 15 mins."],
    ["a year beside the suffix that continues the PAN", "123456, 04.07.2023 6467 is your card"],
    ["an amount before the suffix", "123456 for 10.23 6467"],
    ["a phone number", "123456 card *6467, questions? +44 7700 900123 or 07700 900 123"],
    ["a first four at the end of a sentence", "123456 card *6467. Order no. 4539. Thanks"],
    ["a decimal point after the first four", "123456 card *6467, EUR 4539.50"],
    ["a word that begins with x", "123456 card *6467, gate 4539 xylophone"],
    ["a reference", "123456 card *6467, ref 900-12-77"],
  ])("%s", (_, text) => {
    expect(complaintsAbout(text)).toEqual([]);
  });

  it.each([
    "card ending 6467",
    "ending in 6467",
    "XXXX6467",
    "XX6467",
    "X6467",
    "*6467",
    "***6467",
    "****6467",
    "XX**6467",
    "#6467",
    "###6467",
    "...6467",
    "•••• 6467",
    "Card 6467",
    "尾号6467",
    "بطاقة: **6467",
    "(下4桁6467)",
    "카드(****6467)",
  ])("the mask style %j", (suffix) => {
    expect(complaintsAbout(`123456 ${suffix}`)).toEqual([]);
  });

  it("an eight-digit code next to the suffix, and a one-character code", () => {
    expect(complaintsAbout("23649703 6467", "23649703")).toEqual([]);
    expect(complaintsAbout("Code 7, card *6467", "7")).toEqual([]);
  });

  it("a code equal to the suffix, when both are shown", () => {
    expect(complaintsAbout("6467 is your code for card **6467", "6467")).toEqual([]);
    expect(complaintsAbout("6467 is your code", "6467")).toEqual(["PM-01"]);
  });

  it("a card that ends as it begins, behind a mask", () => {
    const card = { ...sampleCard, pan: "4539148803434539", panSuffix: "4539" };
    expect(complaintsAbout("123456 card **4539 * never share", "123456", card)).toEqual([]);
    expect(complaintsAbout("123456 card 4539***4539", "123456", card)).toEqual(["PM-04"]);
  });

  it("whatever numbers stand around, in groups or not, as long as none is the card's", () => {
    const number = fc.integer({ min: 10_000, max: 999_999 }).map(String);
    const innocent = number.filter((digits) => !digits.includes("36467") && !digits.startsWith("45391"));
    const words = fc.array(fc.oneof(innocent, fc.constantFrom("EUR", "on", "valid", "min.", "№")), { maxLength: 8 });
    fc.assert(
      fc.property(words, fc.constantFrom(" ", "-", "/", ".", ", "), (around, separator) => {
        const complaints = complaintsAbout(`123456 is your code, card **6467 ${around.join(separator)}`);
        expect(complaints.filter((id) => id !== "PM-05")).toEqual([]);
      }),
    );
  });
});

const drawnCard = fc.stringMatching(/^4[0-9]{14}$/).map((digits): CardExpectation => {
  const pan = digits + luhnCheckDigit(digits);
  return { ...sampleCard, pan, panSuffix: pan.slice(-4) };
});
const hidings = [
  (pan: string) => pan,
  fullWidth,
  arabicIndic,
  (pan: string) => [...pan].join(zeroWidth),
  (pan: string) => [...pan].join("-"),
  (pan: string) => pan.replace(/(\d{4})(?=\d)/g, "$1\u00A0"),
  (pan: string) => pan.replace(/(\d{3})(?=\d)/g, `$1${zeroWidth}.`),
  (pan: string) => fullWidth(pan).replace(/(.{5})/g, "$1 "),
];

describe("PAN masking finds what is hidden", () => {
  it("the whole PAN, however it is written", () => {
    fc.assert(
      fc.property(drawnCard, fc.constantFrom(...hidings), (card, hide) => {
        expect(complaintsAbout(`Code abc. ${hide(card.pan)} !`, "abc", card)).toContain("PM-03");
      }),
    );
  });

  it("any tail of five digits or more, unbroken or in groups", () => {
    fc.assert(
      fc.property(drawnCard, fc.integer({ min: 5, max: 15 }), fc.constantFrom(...hidings), (card, length, hide) => {
        const text = `Code abc. Card ${hide(card.pan.slice(-length))}!`;
        expect(complaintsAbout(text, "abc", card)).toContain("PM-02");
      }),
    );
  });

  it("a tail inside a longer number", () => {
    expect(complaintsAbout("123456 card *6467, ref 90036467")).toEqual(["PM-02"]);
  });

  it("the BIN, alone or masked", () => {
    for (const shown of ["453914", "4539-14", "4539 XXXX XXXX 6467", "4539…6467", "4539•6467", "4539 14xx 6467"]) {
      expect(complaintsAbout(`123456 card ${shown}`)).toContain("PM-04");
    }
  });

  it("a PAN in a header, an attribute, a comment, a link, base64 or a part of a mail", () => {
    const otpAndCard = { otp: "123456", card: sampleCard };
    const text = "123456, card **6467";
    const leaks = [
      { text, headers: [["Message-ID", "<4539148803436467@x.example>"] as const] },
      { text, headers: [["X-Ref", "=?utf-8?Q?4539=31488_0343_6467?="] as const] },
      { text, html: `<p>${text}</p><img alt="4539 1488 0343 6467">` },
      { text, html: `<p>${text}</p><!-- 4539148803436467 -->` },
      { text, html: `<a href="https://x.example/%345%33%39148803436467">${text}</a>` },
      {
        text,
        html: `<a href="https://x.example/?c=${Buffer.from("c=4539148803436467").toString("base64")}">${text}</a>`,
      },
      { text, raw: Buffer.from(`Content-Transfer-Encoding: quoted-printable\r\n\r\n${text} 45391488=\r\n03436467`) },
    ];
    for (const leak of leaks) {
      expect(checkNoFullPan(sampleMail(leak), otpAndCard).result, JSON.stringify(leak)).toBe("FAIL");
    }
    expect(checkNoFullPan(sampleMail({ text, html: `<p>${text}</p>` }), otpAndCard).result).toBe("PASS");
  });
});

describe("PM-07 and PM-08", () => {
  it("sees a longer suffix that was not cut", () => {
    const expectation = { ...sampleExpectation, sentSuffix: "03436467" };
    expect(checkSuffixCut(sampleSms("123456 card *6467"), expectation).result).toBe("PASS");
    expect(checkSuffixCut(sampleSms("123456 card *03436467"), expectation).result).toBe("FAIL");
    expect(checkSuffixCut(sampleSms("123456 card *0343"), expectation).result).toBe("FAIL");
    expect(checkSuffixCut(sampleSms("123456 card *6467"), { ...expectation, sentSuffix: "6467" }).result).toBe(
      "UNTESTABLE",
    );
  });

  it("sees the token's suffix in place of the PAN's", () => {
    const expectation = { ...sampleExpectation, tokenSuffix: "9911" };
    expect(checkSuffixIsNotTokens(sampleSms("123456 card *6467"), expectation).result).toBe("PASS");
    expect(checkSuffixIsNotTokens(sampleSms("123456 card *9911"), expectation).result).toBe("FAIL");
    expect(checkSuffixIsNotTokens(sampleSms("123456"), expectation).result).toBe("FAIL");
  });

  it("never passes a message without text", () => {
    for (const check of allChecks) expect(check(sampleSms(" "), sampleExpectation).result).not.toBe("PASS");
  });
});

describe("the pan detector", () => {
  it("cuts a one-character code where it stands alone, and eats nothing else", () => {
    expect(cutOtp("Code 7, 17 July, 7a", "7")).toBe("Code \uFFFC, 17 July, 7a");
  });

  it("never lets a code of single digits hide a dashed PAN", () => {
    expect(complaintsAbout(`4 is your code **6467 ${[...sampleCard.pan].join("-")}`, "4")).toContain("PM-03");
  });

  it("agrees with the check digit's definition", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{12,18}$/), fc.integer({ min: 1, max: 9 }), (digits, shift) => {
        const check = luhnCheckDigit(digits);
        expect(passesLuhn(digits + check)).toBe(true);
        expect(passesLuhn(digits + String((Number(check) + shift) % 10))).toBe(false);
      }),
    );
  });
});
