import { describe, expect, it } from "vitest";
import { complaintsIn, expectationFor, folderOf, shippedTemplates } from "./template-folder.fixture.ts";
import { checkPurpose, checkSecrecy, checkStatedValidity } from "./template-wording.ts";

const purposeOf = (sms: string, language = "en") =>
  complaintsIn(checkPurpose(folderOf({ [`${language}/sms.txt`]: sms }), expectationFor()));
const secrecyOf = (sms: string, language = "en") =>
  complaintsIn(checkSecrecy(folderOf({ [`${language}/sms.txt`]: sms }), expectationFor()));

describe("what the code is for (TP-07)", () => {
  it.each([
    ["en", "{{otp}} is your code. Type it in your wallet app to add card {{panSuffix}}."],
    ["en", "{{otp}} activates card {{panSuffix}} in Google Pay."],
    ["de", "{{otp}}: Karte {{panSuffix}} in Ihr Wallet aufnehmen."],
    ["fr-CA", "Pour l’ajout de la carte {{panSuffix}} à votre portefeuille : {{otp}}"],
    ["zh", "验证码{{otp}}，用于将尾号{{panSuffix}}的卡绑定到钱包。"],
    ["ko", "인증번호 {{otp}}. 카드(****{{panSuffix}}) 월렛 등록용."],
    ["tr", "**{{panSuffix}} kartınızı cüzdana eklemek için kodunuz {{otp}}."],
  ])("is said in %s: %s", (language, sms) => {
    expect(purposeOf(sms, language)).toEqual([]);
  });

  it.each([
    ["en", "{{otp}} is your code to pay with your digital wallet."],
    ["en", "Add it up: {{otp}}. Your wallet will thank you."],
    ["de", "{{otp}} bestätigt Ihre Zahlung mit dem Wallet."],
    ["ja", "ウォレットのお支払いの認証コードは {{otp}} です。"],
  ])("is not said in %s: %s", (language, sms) => {
    expect(purposeOf(sms, language)).toEqual([`${language}/sms.txt TP-07 WARN`]);
  });

  it("is a matter of the issuer's own words where it names them", () => {
    const purpose = { sw: ["kadi*pochi"] };
    const folder = folderOf({ "sw/sms.txt": "{{otp}}: weka kadi {{panSuffix}} kwenye pochi yako." });
    expect(complaintsIn(checkPurpose(folder, expectationFor({ purpose })))).toEqual([]);
    expect(checkPurpose(folder, expectationFor({ purpose: { en: ["x"] } }))).toContainEqual(
      expect.objectContaining({ result: "NOT_APPLICABLE", actual: expect.stringContaining('"sw"') }),
    );
  });
});

/** The sentence of each shipped mail that asks for it; the next one mostly says that nobody will ask, which is not the same. */
const requests: Readonly<Record<string, string>> = {
  ar: "لا تشارك هذا الرمز مع أحد.",
  de: "Geben Sie den Code an niemanden weiter.",
  el: "Μην μοιραστείτε αυτόν τον κωδικό με κανέναν.",
  en: "Do not share this code with anyone.",
  es: "No comparta este código con nadie.",
  fr: "Ne communiquez ce code à personne.",
  he: "אין למסור את הקוד לאיש.",
  hi: "यह कोड किसी को न बताएं।",
  ja: "このコードは誰にも教えないでください。",
  ko: "이 코드를 다른 사람에게 알려주지 마세요.",
  pl: "Nie udostępniaj tego kodu nikomu.",
  pt: "Não partilhe este código com ninguém.",
  ru: "Никому не сообщайте этот код.",
  th: "ห้ามบอกรหัสนี้แก่ผู้ใด",
  zh: "请勿将验证码告知任何人。",
};
const languages = [...new Set(Object.keys(shippedTemplates).map((name) => name.split("/")[0] ?? ""))];

describe("the request to keep the code secret (TP-08)", () => {
  it.each(languages)("is missed in %s where its sentence is taken out, in either part", (language) => {
    const request = requests[language] ?? "no such sentence";
    const without = (file: string) => {
      const source = shippedTemplates[`${language}/${file}`] ?? "";
      expect(source).toContain(request);
      return source.replace(request, "");
    };
    const folder = folderOf({
      [`${language}/email.txt`]: without("email.txt"),
      [`${language}/email.html`]: without("email.html"),
    });
    expect(complaintsIn(checkSecrecy(folder, expectationFor()))).toEqual([
      `${language}/email.txt TP-08 WARN`,
      `${language}/email.html TP-08 WARN`,
    ]);
  });

  it.each([
    ["en", "{{otp}}. Never tell it, not even to Meridale staff."],
    ["en", "{{otp}}. Keep this code secret."],
    ["en", "{{otp}}. Don’t share it."],
    ["it", "{{otp}} è il codice. Non condividerlo."],
    ["ko", "인증번호 {{otp}}. 타인에게 알려주지 마세요."],
  ])("is heard in %s: %s", (language, sms) => {
    expect(secrecyOf(sms, language)).toEqual([]);
  });

  it.each([
    ["en", "{{otp}} is your code. Ask the secretary."],
    ["zh", "验证码{{otp}}，请勿回复。"],
    ["nl", "{{otp}} is uw code. Wij bellen u nooit."],
    ["pt", "O código é {{otp}}. Ninguém lho pedirá."],
  ])("is not heard in %s: %s", (language, sms) => {
    expect(secrecyOf(sms, language)).toEqual([`${language}/sms.txt TP-08 WARN`]);
  });
});

describe("a validity in minutes (TP-09)", () => {
  const validityOf = (sms: string) =>
    complaintsIn(checkStatedValidity(folderOf({ "en/sms.txt": sms }), expectationFor()));

  it.each([
    "{{otp}}, valid 30 min.",
    "{{otp}}, valid for 30 minutes",
    "{{otp}} (30-minute code)",
    "{{otp}} gilt ٣٠ دقيقة",
    "{{otp}} expires today at 10:30",
    "{{otp}} from 10 minor banks",
  ])("is the networks': %s", (sms) => {
    expect(validityOf(sms)).toEqual([]);
  });

  it.each([
    ["{{otp}}, valid 10 min.", 16],
    ["{{otp}} صالح لمدة ١٠ دقائق", 19],
    ["{{otp}}，１０分钟内有效", 9],
    ["{{otp}} 15분", 9],
  ])("is not the networks', and its place is told: %s", (sms, column) => {
    expect(validityOf(sms)).toEqual([`en/sms.txt:1:${column} TP-09 WARN`]);
  });

  it("cannot be right for two networks that disagree", () => {
    const folder = folderOf({ "en/sms.txt": "{{otp}}, valid 30 min." });
    const [usual] = expectationFor().codes;
    const codes = usual ? [usual, { ...usual, network: "visa", validityMinutes: 10 }] : [];
    expect(complaintsIn(checkStatedValidity(folder, expectationFor({ codes })))).toHaveLength(1);
  });
});
