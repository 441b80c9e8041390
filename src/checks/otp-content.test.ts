import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkAnyOtpShape,
  checkOtpDirection,
  checkOtpPresent,
  checkOtpUnbroken,
  checkOtpUntouched,
} from "./otp-content.ts";
import { checkOtpUnambiguous } from "./otp-lookalikes.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const form = [checkOtpPresent, checkOtpUnbroken, checkOtpUntouched, checkOtpDirection];
const complaintsAbout = (text: string, otp = "123456"): readonly string[] =>
  form
    .map((check) => check(sampleSms(text), { otp }))
    .filter(({ result }) => result === "FAIL")
    .map(({ requirement }) => requirement);

describe("OTP content accuses none of the fixture texts", () => {
  it.each([
    ["123456 is your Meridale Bank code to add card **1234 to your wallet. It expires in 30 minutes. Never share it."],
    ["Meridale: Don’t share code 004217. It adds card ending in 1234 to a digital wallet.", "004217"],
    ["Meridale Bank: use A1B2C3D4 to add your card XX1234 to your wallet. Valid 30 min.", "A1B2C3D4"],
    ["Card ending 9876: your activation code is 23649703", "23649703"],
    ["OTP for a NEW PAYMENT of GBP 9.94 to 560027 & 27613445. Never tell it: 699486", "699486"],
    ["123456 - код Меридейл Банка: добавить карту *1234 в кошелёк."],
    ["رمز التحقق من بنك ميريديل هو 123456 لإضافة بطاقة: **1234. لا تشاركه مع أحد."],
    ["رمز یکبار مصرف بانک مریدیل: 54321 برای کارت ***1234", "54321"],
    ["הקוד של בנק מרידייל להוספת כרטיס **1234 הוא \u2068123456\u2069. אין למסור אותו."],
    ["123456 मेरिडेल बैंक का कोड है, कार्ड **1234 को वॉलेट में जोड़ने के लिए।"],
    ["123456คือรหัสธนาคารเมริเดลเพื่อเพิ่มบัตร **1234 ห้ามบอกผู้อื่น"],
    ["【明岭银行】验证码123456，用于将尾号1234的卡添加到钱包，10分钟内有效，请勿泄露。"],
    ["【明嶺銀行】認証コード:123456。カード(下4桁1234)の登録用です。"],
    ["【明嶺銀行】認証コード123456です。"],
    ["[메리데일은행] 인증번호는 123456입니다. 카드(****1234)"],
    ["ລະຫັດ123456ຂອງທ່ານ"],
  ])("%s", (text, otp = "123456") => {
    expect(complaintsAbout(text, otp)).toEqual([]);
  });
});

describe("OTP content catches what is wrong", () => {
  it.each([
    ["another code", "654321 is your code", ["OC-01"]],
    ["a lost leading zero", "4217 is your code", ["OC-01"], "004217"],
    ["a further digit", "Code 1234567", ["OC-01"]],
    ["another case", "Code a1b2c3d4", ["OC-01"], "A1B2C3D4"],
    ["a homoglyph", "Code А1B2C3D4", ["OC-01"], "A1B2C3D4"],
    ["a dashed code", "Your Meridale verification code is: 719-839.", ["OC-01", "OC-02"], "719839"],
    ["a spaced code", "Code 123 456", ["OC-01", "OC-02"]],
    ["Arabic-Indic digits", "Code ١٢٣٤٥٦", ["OC-01", "OC-02"]],
    ["Persian digits", "Code ۱۲۳۴۵۶", ["OC-01", "OC-02"]],
    ["full-width digits", "Code １２３４５６", ["OC-01", "OC-02"]],
    ["a zero-width space inside", "Code 123\u200B456", ["OC-01", "OC-03"]],
    ["a soft hyphen inside", "Code 123\u00AD456", ["OC-01", "OC-03"]],
    ["a word joiner before", "Code \u2060123456", ["OC-03"]],
    ["a prefix", "M-315643 is your Meridale verification code", ["OC-03"], "315643"],
    ["a touching letter", "Code123456", ["OC-03"]],
    ["a Hangul syllable before", "번호123456", ["OC-03"]],
    ["a letter beyond an isolate", "x\u2068123456\u2069", ["OC-03"]],
    ["an override", "Code \u202E123456\u202C", ["OC-03", "OC-06"]],
    ["a reversed code in Arabic", "الرمز هو 654321 فقط", ["OC-01", "OC-06"]],
    ["no text", "", ["OC-01"]],
  ])("%s", (_, text, complaints, otp = "123456") => {
    expect(complaintsAbout(text, otp)).toEqual(complaints);
  });

  it("never passes the form of a code that is not there", () => {
    for (const check of form) expect(check(sampleSms(""), { otp: "123456" }).result).not.toBe("PASS");
    expect(checkOtpUnbroken(sampleSms("hello"), { otp: "123456" }).result).toBe("UNTESTABLE");
    expect(checkOtpUntouched(sampleSms("hello"), { otp: "123456" }).result).toBe("UNTESTABLE");
  });

  it("any code hidden by separators, other digits or invisible characters", () => {
    const otp = fc.stringMatching(/^[1-9][0-9]{5}$/);
    const hidings = [
      (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`,
      (code: string) => [...code].join(" "),
      (code: string) => [...code].join("\u200D"),
      (code: string) => code.replace(/\d/g, (d) => String.fromCodePoint(0x966 + Number(d))),
      (code: string) => code.replace(/\d/g, (d) => String.fromCodePoint(0x1d7ce + Number(d))),
    ];
    fc.assert(
      fc.property(otp, fc.constantFrom(...hidings), (code, hide) => {
        const complaints = complaintsAbout(`Your code: ${hide(code)}.`, code);
        expect(complaints).toContain("OC-01");
        expect(complaints.some((id) => id === "OC-02" || id === "OC-03")).toBe(true);
      }),
    );
  });

  it("no code of 1-32 characters that is shown as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z]{1,32}$/), (otp) => {
        expect(complaintsAbout(`Ihr Kode: ${otp}.`, otp)).toEqual([]);
      }),
    );
  });
});

describe("OTP content of a mail", () => {
  it("is judged in each part", () => {
    const right = { text: "Code 123456", html: "<p>Code <b>123456</b></p>" };
    expect(checkOtpPresent(sampleMail(right), { otp: "123456" }).result).toBe("PASS");
    const wrong = checkOtpPresent(sampleMail({ ...right, html: "<p>Code 654321</p>" }), { otp: "123456" });
    expect(wrong).toMatchObject({ result: "FAIL", evidence: ["m2"] });
    expect(wrong.actual).toContain("HTML part");
  });

  it("does not count what the HTML hides", () => {
    for (const html of ['<p style="display:none">123456</p>', "<p hidden>123456</p>", "<!-- 123456 -->"]) {
      expect(checkOtpPresent(sampleMail({ html: `<p>Hello</p>${html}` }), { otp: "123456" }).result).toBe("FAIL");
    }
  });

  it("fails when there is no readable part", () => {
    expect(checkOtpPresent(sampleMail(), { otp: "123456" }).result).toBe("FAIL");
  });

  it("finds markup that overrides the direction", () => {
    const html = '<p>Code <bdo dir="rtl">123456</bdo></p>';
    expect(checkOtpDirection(sampleMail({ html }), { otp: "123456" }).result).toBe("FAIL");
  });
});

describe("OC-04", () => {
  const result = (text: string, otp = "123456") => checkOtpUnambiguous(sampleSms(text), { otp, panSuffix: "1234" });

  it("accepts one code among numbers of other lengths", () => {
    expect(result("123456 is the OTP for INR 1234.00 on your Card 1234 on 04-07-2026. Valid for 15 mins.").result).toBe(
      "PASS",
    );
    expect(result("123456 is your code\n@meridale.example #123456").result).toBe("PASS");
    expect(result("A1B2C3D4, card XX1234, ABCDEFGH 12345678", "A1B2C3D4").result).toBe("PASS");
  });

  it("warns of a lookalike and says what it is", () => {
    expect(result("OTP for GBP 9.94 to 560027: 123456")).toMatchObject({ result: "WARN", requirement: "OC-04" });
    expect(result("9876 for card *1234", "9876").actual).toContain("the card suffix");
    expect(result("23649703 on 20260704", "23649703").actual).toContain("a date");
    expect(result("123456 for EUR 654321.00").actual).toContain("an amount");
    expect(result("123456, again: 123456").actual).toContain("2 times");
  });

  it("does not judge a message without the code", () => {
    expect(result("hello").result).toBe("UNTESTABLE");
  });
});

describe("OC-05", () => {
  it("names the lengths that did not arrive", () => {
    const deliver = (otp: string, shown = otp) => ({ otp, message: sampleSms(`Code ${shown}`) });
    const right = ["000123", "032456", "1E5000", "00000000", "7", "Ab3".repeat(10)].map((otp) => deliver(otp));
    expect(checkAnyOtpShape(right).result).toBe("PASS");
    expect(checkAnyOtpShape([...right, deliver("0042", "42")])).toMatchObject({ result: "FAIL" });
    expect(checkAnyOtpShape([]).result).toBe("UNTESTABLE");
  });
});
