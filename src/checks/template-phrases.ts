import type { Phrases } from "./template-expectation.ts";

const wallets = ["wallet", "apple pay", "google pay", "samsung pay"];

/** A deed and a wallet in one sentence, whichever comes first: a payment by wallet is another purpose. */
const into = (deeds: readonly string[], ownWords: readonly string[] = []): readonly string[] =>
  deeds.flatMap((deed) => [...ownWords, ...wallets].flatMap((wallet) => [`${deed}*${wallet}`, `${wallet}*${deed}`]));

/**
 * How templates say that a card goes into a wallet, and that the code is nobody else's: stems, of which one has to stand
 * in the text; `*` is anything within the sentence. [A], and a setting of the run file: wordings are the issuer's.
 */
export const purposePhrases: Phrases = {
  ar: into(["إضاف", "تضيف", "تسجيل"], ["محفظ"]),
  de: into(["hinzu", "aufnehmen", "hinterleg", "aktivier"], ["geldbörse", "brieftasche"]),
  el: into(["προσθ", "νέα κάρτα", "ενεργοπο"], ["πορτοφόλι"]),
  en: into(["add ", "adds", "adding", "added", "activat", "register", "enrol", "set up"]),
  es: into(["añad", "agreg", "incorpor", "vincul", "activ"], ["cartera", "billetera", "monedero"]),
  fr: into(["ajout", "enregistr", "activ"], ["portefeuille"]),
  he: into(["הוס", "צירוף", "לצרף"], ["ארנק"]),
  hi: into(["जोड़", "सक्रिय"], ["वॉलेट", "वालेट"]),
  it: into(["aggiung", "aggiunt", "inseri", "attiv"], ["portafoglio"]),
  ja: into(["追加", "登録", "設定"], ["ウォレット"]),
  ko: into(["추가", "등록"], ["월렛", "지갑"]),
  nl: into(["toevoeg", "toe te voegen", "voeg", "activeren"], ["portemonnee"]),
  pl: into(["doda", "aktyw"], ["portfel"]),
  pt: [...into(["adicion", "acrescent", "associar", "ativ"], ["carteira"]), "cartão*para a carteira"],
  ru: into(["добав", "привяз", "подключ"], ["кошел"]),
  th: into(["เพิ่มบัตร", "เพิ่ม", "ผูกบัตร"], ["วอลเล็ต", "กระเป๋า"]),
  tr: into(["ekle"], ["cüzdan"]),
  zh: into(["添加", "加入", "绑定", "綁定", "新增"], ["钱包", "錢包"]),
};

/** "Nobody will ask for it" is no request to keep it: the words for nobody count as an object only. */
export const secrecyPhrases: Phrases = {
  ar: ["لا تشارك", "لا تفصح", "لا تعط", "لا تخبر", "لا تطلع", "عدم مشاركة"],
  de: ["an niemanden", "niemandem", "mit niemand", "nicht weiter", "nicht an dritte", "geheim", "vertraulich"],
  el: ["μην τον", "μη τον", "μην*μοιρ", "μην*κοινοποι", "μην*αποκαλ", "σε κανέναν", "με κανέναν"],
  en: [
    "not share",
    "n't share",
    "n’t share",
    "never share",
    "not tell",
    "n't tell",
    "never tell",
    "not give",
    "never give",
    "not disclose",
    "never disclose",
    "keep*secret",
    "to nobody",
    "with nobody",
    "to no one",
    "with no one",
  ],
  es: ["no la comparta", "no lo comparta", "no*compart", "no*revel", "no*facilit", "con nadie", "a nadie"],
  fr: ["ne*communiqu", "ne*partag", "ne*divulgu", "ne*transmett", "à personne", "avec personne"],
  he: ["אין למסור", "אל תמסר", "אין לשתף", "אל תשתפ", "אין לגלות"],
  hi: ["किसी को न", "साझा न", "शेयर न"],
  it: ["non condivid", "non lo condivid", "non comunic", "non lo comunic", "a nessuno", "con nessuno"],
  ja: ["教えない", "知らせない", "伝えない", "共有しない"],
  ko: ["알려주지", "공유하지", "알리지"],
  nl: ["deel*niet", "niet*delen", "nooit*delen", "deel*nooit", "met niemand", "aan niemand", "geef*niet"],
  pl: ["nie podawaj", "nie udostępniaj", "nie przekazuj", "nikomu"],
  pt: ["não*partilh", "não*compartilh", "não*revel", "não*divulg", "com ninguém", "a ninguém"],
  ru: ["не сообщайте", "не передавайте", "не называйте", "никому"],
  th: ["ห้ามบอก", "อย่าบอก", "ห้ามเปิดเผย", "อย่าเปิดเผย", "ห้ามแชร์", "ห้ามแจ้ง"],
  tr: ["paylaşmayın", "kimseyle", "kimseye"],
  zh: ["勿*告", "勿*泄", "勿*洩", "勿*透露", "勿*转发", "勿*轉發", "勿*提供", "不要告", "切勿"],
};

/** "minutes", after the number, in the languages above. */
export const MINUTE_WORD =
  "(?:min(?:s|ut\\p{L}{0,4})?(?!\\p{L})|мин\\p{L}*|λεπτ\\p{L}*|دقيق\\p{L}*|دقائق|דקות|דקה|मिनट|นาที|分钟|分鐘|分間?|분|dakika)";
