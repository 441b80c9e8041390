import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CapturedMail, CapturedSms } from "./captured-message.ts";
import { findCode, findCodes, findPanSuffix, readCode, visibleText } from "./reading.ts";

type Row = readonly [name: string, text: string, code: string | undefined, panSuffix: string | undefined];

/** The fixture texts of message-rules.md section 9, in their order. */
const fixtures: readonly Row[] = [
  [
    "1 en, code first",
    "123456 is your Meridale Bank code to add card **1234 to your wallet. It expires in 30 minutes. Never share it.",
    "123456",
    "1234",
  ],
  [
    "2 en, bullets",
    "123456 is your Meridale Bank code to add card •••• 1234 to your wallet. It expires in 30 minutes. Never share it.",
    "123456",
    "1234",
  ],
  [
    "3 en, leading zeros",
    "Meridale: Don’t share code 004217. It adds card ending in 1234 to a digital wallet on a new phone.",
    "004217",
    "1234",
  ],
  [
    "4 en, alphanumeric",
    "Meridale Bank: use A1B2C3D4 to add your card XX1234 to your wallet. Valid 30 min.",
    "A1B2C3D4",
    "1234",
  ],
  ["5 en, suffix first", "Card ending 9876: your activation code is 23649703", "23649703", "9876"],
  [
    "6 en, bare suffix, amount, date",
    "123456 is the OTP for INR 1234.00 on your Meridale Card 1234 on 04-07-2026. Valid for 15 mins.",
    "123456",
    "1234",
  ],
  [
    "7 en, two decoys",
    "OTP for a NEW PAYMENT of GBP 9.94 to 560027 & 27613445. Never tell it, not even to Meridale staff: 699486",
    "699486",
    undefined,
  ],
  ["8 en, no card", "032456 is your OTP for a transfer, valid for 8 minutes - Meridale", "032456", undefined],
  ["9 en, no code", "You have a request to add your card ending with 8025 to Veloria Wallet.", undefined, "8025"],
  ["10 en, dashed", "Your Meridale verification code is: 719-839.", "719839", undefined],
  ["11 en, prefixed", "M-315643 is your Meridale verification code", "315643", undefined],
  [
    "12 de",
    "123456 ist Ihr Code der Meridale Bank, um die Karte **1234 zu Ihrem Wallet hinzuzufügen. Geben Sie ihn nicht weiter.",
    "123456",
    "1234",
  ],
  [
    "13 fr",
    "123456 est votre code Banque Meridale pour ajouter la carte **1234 à votre portefeuille. Ne le communiquez à personne.",
    "123456",
    "1234",
  ],
  [
    "14 es",
    "123456 es su código de Banco Meridal para añadir la tarjeta **1234 a su billetera. No lo comparta.",
    "123456",
    "1234",
  ],
  [
    "15 pt",
    "123456 é o seu código Banco Meridal para adicionar o cartão **1234 à carteira. Não o partilhe.",
    "123456",
    "1234",
  ],
  [
    "16 it",
    "123456 è il codice Banca Meridale per aggiungere la carta **1234 al portafoglio. Non condividerlo.",
    "123456",
    "1234",
  ],
  ["17 pl", "123456 to kod Banku Meridale do dodania karty **1234 do portfela. Nie udostępniaj go.", "123456", "1234"],
  [
    "18 tr, suffix first",
    "Meridale Bank: **1234 kartınızı cüzdana eklemek için kodunuz 123456. Kimseyle paylaşmayın.",
    "123456",
    "1234",
  ],
  ["19 el", "Meridale: κωδικός 123456 για την κάρτα **1234. Μην τον δώσετε σε κανέναν.", "123456", "1234"],
  ["20 ru", "123456 - код Меридейл Банка: добавить карту *1234 в кошелёк. Никому не сообщайте.", "123456", "1234"],
  ["21 ar", "رمز التحقق من بنك ميريديل هو 123456 لإضافة بطاقة: **1234. لا تشاركه مع أحد.", "123456", "1234"],
  ["22 fa, five digits", "رمز یکبار مصرف بانک مریدیل: 54321 برای کارت ***1234", "54321", "1234"],
  ["23 he, suffix first", "הקוד של בנק מרידייל להוספת כרטיס **1234 הוא 123456. אין למסור אותו.", "123456", "1234"],
  ["24 hi", "123456 मेरिडेल बैंक का कोड है, कार्ड **1234 को वॉलेट में जोड़ने के लिए। किसी को न बताएं।", "123456", "1234"],
  ["25 th, no spaces", "123456 คือรหัสธนาคารเมริเดลเพื่อเพิ่มบัตร **1234 ห้ามบอกผู้อื่น", "123456", "1234"],
  [
    "26 zh, ideographs touch",
    "【明岭银行】验证码123456，用于将尾号1234的卡添加到钱包，10分钟内有效，请勿泄露。",
    "123456",
    "1234",
  ],
  [
    "27 ja, a 4 as decoy",
    "【明嶺銀行】認証コード:123456。カード(下4桁1234)の登録用です。他人に教えないでください。",
    "123456",
    "1234",
  ],
  ["28 ko", "[메리데일은행] 인증번호 123456. 카드(****1234) 월렛 등록용. 타인에게 알려주지 마세요.", "123456", "1234"],
];

describe("findCode and findPanSuffix", () => {
  it.each(fixtures)("read text %s as a person would", (_name, text, code, panSuffix) => {
    expect({ code: findCode(text), panSuffix: findPanSuffix(text) }).toEqual({ code, panSuffix });
  });

  it.each([
    ["card ending 1234"],
    ["card ending in 1234"],
    ["card XXXX1234"],
    ["card XX1234"],
    ["card X1234"],
    ["card *1234"],
    ["card ***1234"],
    ["card ****1234"],
    ["card XX**1234"],
    ["card #1234"],
    ["card ###1234"],
    ["card ...1234"],
    ["Card 1234"],
    ["尾号1234"],
    ["下4桁1234"],
    ["끝자리 1234"],
    ["بطاقة: **1234"],
    ["Karte mit den Endziffern 1234"],
    ["carte se terminant par 1234"],
    ["tarjeta terminada en 1234"],
    ["karta (**** 1234)"],
    ["карты, оканчивающейся на 1234"],
    ["כרטיס המסתיים ב-1234"],
    ["1234 ile biten kartınız"],
  ])("knows the mask style %s, and that it is no code", (shown) => {
    expect(findPanSuffix(`Meridale: ${shown} - 567890`)).toBe("1234");
    expect(findCode(`Meridale: ${shown} - code 567890`)).toBe("567890");
    expect(findCode(`Meridale: ${shown}.`)).toBeUndefined();
  });
});

describe("findCode", () => {
  it.each([
    ["a blank inside", "Your code is 123 456 for card ending 9876", "123456"],
    ["a date before", "20260704: card ending 9876, code A1B2C3D4", "A1B2C3D4"],
    ["a link", "Code 4821, see https://meridale.example/123456 or ask help555555@meridale.example", "4821"],
    ["a phone number", "Questions? +44 7700 900123 or 020 7946 0000. Code: 482193", "482193"],
    ["a time of day", "At 10:30 on 4 July 2026 you asked for the code 482193", "482193"],
    ["a currency without decimals", "482193 INR 5000 at Meridale", "482193"],
    ["minutes glued with a comma", "验证码123456,10分钟内有效", "123456"],
    ["full-width digits", "验证码１２３４５６，尾号1234", "123456"],
    ["Arabic-Indic digits", "رمز ١٢٣٤٥٦ بطاقة **1234", "123456"],
    ["invisible characters inside", "code 123\u200b4\u00ad56 for **1234", "123456"],
    ["bidi isolates around", "رمز \u2066123456\u2069 بطاقة **1234", "123456"],
    ["a mutilated mask", "482193 is your code for card **36467", "482193"],
    ["a whole card number", "482193 card 4539 1488 0343 6467", "482193"],
    ["the first digits shown", "482193 code, card 453914******6467", "482193"],
    ["an origin-bound line", "482193 is your code.\n\n@meridale.example #482193", "482193"],
    ["an origin-bound line of a stranger", "482193 is your code.\n@evil.example #999999", "482193"],
    ["an origin-bound line alone", "@meridale.example #4821", "4821"],
    ["a code dressed like a suffix", "Code #4821 for card **1234", "4821"],
    [
      "a stranger's origin-bound line beside the word",
      "Use 482193 to add the card. Your code\n@evil.example #999999",
      "482193",
    ],
    ["a number before the colon", "Code for order 4711: 482193 and nothing else", "482193"],
    ["a number nearer to the word than the code that comes first", "482193 for order 4711, code of Meridale", "482193"],
    ["a short number as near", "Tap 2 code 482193 now", "482193"],
    ["letters only", "ABCDEFGH is your Meridale Bank code to add card **1234. It expires in 30 minutes.", "ABCDEFGH"],
    ["letters only after the bank's name", "MERIDALE BANK: your code is QWERTZUI. Card **1234", "QWERTZUI"],
    ["thirty-two characters", `Use ${"A1b2".repeat(8)} to add card **1234`, "A1b2".repeat(8)],
  ])("is not misled by %s", (_decoy, text, code) => {
    expect(findCode(text)).toBe(code);
  });

  it("finds nothing in a text without a code", () => {
    expect(findCode("")).toBeUndefined();
    expect(
      findCode("Your card **1234 was added to Veloria Wallet on 04-07-2026 at 10:30. Paid: $ 12.00"),
    ).toBeUndefined();
  });

  it("says where the code stands in the text as it was sent", () => {
    const text = "\u200e😀 code １２３４５６";
    expect(findCodes(text)).toEqual([{ value: "123456", offset: text.indexOf("１") }]);
  });

  it("lists the less likely ones after the best", () => {
    const text = "OTP for a payment to 560027: 699486";
    expect(findCodes(text).map(({ value }) => value)).toEqual(["699486", "560027"]);
  });

  it("survives any text, in time", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => findCodes(text).length >= 0));
    const limitMs = 500;
    for (const filler of ["a", "1", "1 ", "*", "x", "123,", "a1-", "@", "card ", "#"]) {
      const started = performance.now();
      findCodes(filler.repeat(500_000 / filler.length));
      expect(performance.now() - started).toBeLessThan(limitMs);
    }
  });
});

/** Wordings as issuers ship them: `{c}` is the code, `{s}` the card's last four. */
const wordings = [
  "{c} is your Meridale Bank code to add card **{s} to your wallet. It expires in 30 minutes. Never share it.",
  "Meridale: Don’t share code {c}. It adds card ending in {s} to a digital wallet on a new phone.",
  "Card ending {s}: your activation code is {c}",
  "Meridale Bank: **{s} kartınızı cüzdana eklemek için kodunuz {c}. Kimseyle paylaşmayın.",
  "رمز التحقق من بنك ميريديل هو {c} لإضافة بطاقة: **{s}. لا تشاركه مع أحد.",
  "הקוד של בנק מרידייל להוספת כרטיס **{s} הוא {c}. אין למסור אותו.",
  "【明岭银行】验证码{c}，用于将尾号{s}的卡添加到钱包，10分钟内有效，请勿泄露。",
  "【明嶺銀行】認証コード:{c}。カード(下4桁{s})の登録用です。他人に教えないでください。",
  "[메리데일은행] 인증번호 {c}. 카드(****{s}) 월렛 등록용. 타인에게 알려주지 마세요.",
  "{c} คือรหัสธนาคารเมริเดลเพื่อเพิ่มบัตร **{s} ห้ามบอกผู้อื่น",
] as const;

const DIGITS = "0123456789";
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const textOf = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const otp = fc.oneof(
  textOf(DIGITS, 1, 32),
  textOf(CAPITALS + DIGITS, 1, 32).filter((code) => /\d/.test(code)),
  textOf(CAPITALS + CAPITALS.toLowerCase() + DIGITS, 8, 32).filter((code) => /\d/.test(code)),
);

describe("readCode", () => {
  it("finds a code of any shape in every wording, whatever the card", () => {
    fc.assert(
      fc.property(fc.constantFrom(...wordings), otp, textOf(DIGITS, 4, 4), (wording, code, ownPanSuffix) => {
        const text = wording.replace("{c}", code).replace("{s}", ownPanSuffix);
        expect(readCode(text, { ownPanSuffix })).toBe(code);
        expect(findPanSuffix(text)).toBe(ownPanSuffix);
      }),
      { numRuns: 1_000 },
    );
  });

  it("prefers another number to the own card's ending, however that is shown", () => {
    expect(readCode("Code for 1234 is 5678", { ownPanSuffix: "1234" })).toBe("5678");
    expect(readCode("1234 code for 5678", { ownPanSuffix: "1234" })).toBe("5678");
  });

  it("takes a code that ends or equals the own card's digits", () => {
    expect(readCode("1234 is your code for card **1234", { ownPanSuffix: "1234" })).toBe("1234");
    expect(readCode("991234 is your code for card **1234", { ownPanSuffix: "1234" })).toBe("991234");
  });

  it("tells a code dressed like a suffix from the own one", () => {
    const text = "Meridale Bank: use XX5678 to add your card XX1234 to your wallet. Valid 30 min.";
    expect(readCode(text, { ownPanSuffix: "1234" })).toBe("XX5678");
  });

  it("reads no code where only another card's ending is shown", () => {
    expect(readCode("You have a request to add card ending with 8025.", { ownPanSuffix: "1234" })).toBeUndefined();
  });
});

describe("visibleText", () => {
  const mail = (bodies: Pick<CapturedMail, "text" | "html">) => ({ kind: "email", ...bodies }) as CapturedMail;

  it("is the text of an SMS", () => {
    expect(visibleText({ kind: "sms", text: "code 123456" } as CapturedSms)).toBe("code 123456");
  });

  it("is a mail's text part, and only without one the words of its HTML", () => {
    expect(visibleText(mail({ text: "code 123456", html: "<p>code 654321</p>" }))).toBe("code 123456");
    expect(visibleText(mail({ text: " \r\n", html: "<p>code 654321</p>" }))).toBe("code 654321");
    expect(visibleText(mail({}))).toBe("");
  });
});
