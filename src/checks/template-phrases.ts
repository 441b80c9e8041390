import type { Phrases } from "./template-expectation.ts";

/**
 * How templates say that a card goes into a wallet, and that the code is nobody else's: stems, in lower case, of which
 * one has to stand in the text. [A], and a setting of the run file: wordings are the issuer's.
 */
export const purposePhrases: Phrases = {
  ar: ["محفظ"],
  de: ["wallet", "geldbörse", "brieftasche"],
  el: ["πορτοφόλι"],
  en: ["wallet"],
  es: ["cartera", "billetera", "monedero", "wallet"],
  fr: ["portefeuille", "wallet"],
  he: ["ארנק"],
  hi: ["वॉलेट", "वालेट"],
  it: ["portafoglio", "wallet"],
  ja: ["ウォレット"],
  ko: ["월렛", "지갑"],
  nl: ["wallet", "portemonnee"],
  pl: ["portfel"],
  pt: ["carteira", "wallet"],
  ru: ["кошел"],
  th: ["วอลเล็ต", "กระเป๋า"],
  tr: ["cüzdan"],
  zh: ["钱包", "錢包"],
};

export const secrecyPhrases: Phrases = {
  ar: ["لا تشارك", "لا تفصح", "لا تعط", "لا تخبر"],
  de: ["niemand", "nicht weiter", "geheim"],
  el: ["μην τον", "μη τον", "μην κοινοποι", "κανέναν"],
  en: [
    "not share",
    "n't share",
    "n’t share",
    "never share",
    "not tell",
    "never tell",
    "not give",
    "not disclose",
    "secret",
    "to nobody",
    "with nobody",
  ],
  es: ["no la comparta", "no lo comparta", "no comparta", "no la revele", "con nadie", "a nadie"],
  fr: ["ne le communiquez", "ne le partagez", "ne communiquez", "ne partagez", "à personne"],
  he: ["אין למסור", "אל תמסר", "אין לשתף", "אל תשתפ"],
  hi: ["किसी को न", "साझा न", "किसी को नहीं"],
  it: ["non condivid", "non comunic", "a nessuno", "con nessuno"],
  ja: ["教えない", "知らせない", "伝えない"],
  ko: ["알려주지", "공유하지"],
  nl: ["niet met", "deel hem niet", "deel deze code niet", "nooit"],
  pl: ["nie podawaj", "nie udostępniaj", "nikomu"],
  pt: ["não partilh", "não compartilh", "não o partilh", "ninguém"],
  ru: ["не сообщайте", "никому"],
  th: ["ห้ามบอก", "อย่าบอก", "ห้ามเปิดเผย", "ห้ามแชร์"],
  tr: ["paylaşmayın", "kimseyle"],
  zh: ["请勿", "請勿", "不要告", "切勿"],
};

/** "minutes", after the number, in the languages above. */
export const MINUTE_WORD =
  "(?:min(?:s|ut\\p{L}{0,4})?(?!\\p{L})|мин\\p{L}*|λεπτ\\p{L}*|دقيق\\p{L}*|دقائق|דקות|דקה|मिनट|นาที|分钟|分鐘|分間?|분|dakika)";
