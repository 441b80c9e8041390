import type { Chance } from "../chance.ts";
import { systemClock } from "../clock.ts";
import type { CapturedMail, CapturedMessage } from "../messages/captured-message.ts";
import { Inbox } from "../messages/inbox.ts";
import { createInboxMailSender } from "../sending/inbox-mail-sender.ts";
import type { OutgoingMail } from "../sending/sender.ts";
import { luhnCheckDigit } from "../testbed/people.ts";
import type { OtpAndCardExpectation } from "./expectation.ts";
import { innocentNumbers } from "./innocent-numbers.fixture.ts";
import { sampleCard, sampleSms } from "./sample-messages.fixture.ts";

/** A message in which nothing is wrong, and what is expected of it. */
export interface InnocentMessage {
  readonly message: CapturedMessage;
  readonly expectation: OtpAndCardExpectation;
}

/** Texts of message-rules.md section 9: `O` stands for the code, `S` for the suffix. */
const texts = [
  "⟨O⟩ is your Meridale Bank code to add card **⟨S⟩ to your wallet. It expires in 30 minutes. Never share it.",
  "⟨O⟩ is your Meridale Bank code to add card •••• ⟨S⟩ to your wallet. Never share it.",
  "Meridale: Don’t share code ⟨O⟩. It adds card ending in ⟨S⟩ to a digital wallet on a new phone.",
  "Meridale Bank: use ⟨O⟩ to add your card XX⟨S⟩ to your wallet. Valid 30 min.",
  "Card ending ⟨S⟩: your activation code is ⟨O⟩",
  "⟨O⟩ is the OTP for your Meridale Card ⟨S⟩. Valid for 15 mins.",
  "⟨O⟩ ist Ihr Code der Meridale Bank, um die Karte **⟨S⟩ zu Ihrem Wallet hinzuzufügen. Geben Sie ihn nicht weiter.",
  "⟨O⟩ est votre code Banque Meridale pour ajouter la carte **⟨S⟩ à votre portefeuille. Ne le communiquez à personne.",
  "⟨O⟩ es su código de Banco Meridal para añadir la tarjeta **⟨S⟩ a su billetera. No lo comparta.",
  "⟨O⟩ é o seu código Banco Meridal para adicionar o cartão **⟨S⟩ à carteira. Não o partilhe.",
  "⟨O⟩ è il codice Banca Meridale per aggiungere la carta **⟨S⟩ al portafoglio. Non condividerlo.",
  "⟨O⟩ to kod Banku Meridale do dodania karty **⟨S⟩ do portfela. Nie udostępniaj go.",
  "Meridale Bank: **⟨S⟩ kartınızı cüzdana eklemek için kodunuz ⟨O⟩. Kimseyle paylaşmayın.",
  "Meridale: κωδικός ⟨O⟩ για την κάρτα **⟨S⟩. Μην τον δώσετε σε κανέναν.",
  "⟨O⟩ - код Меридейл Банка: добавить карту *⟨S⟩ в кошелёк. Никому не сообщайте.",
  "رمز التحقق من بنك ميريديل هو ⟨O⟩ لإضافة بطاقة: **⟨S⟩. لا تشاركه مع أحد.",
  "رمز یکبار مصرف بانک مریدیل: ⟨O⟩ برای کارت ***⟨S⟩",
  "הקוד של בנק מרידייל להוספת כרטיס **⟨S⟩ הוא ⟨O⟩. אין למסור אותו.",
  "⟨O⟩ मेरिडेल बैंक का कोड है, कार्ड **⟨S⟩ को वॉलेट में जोड़ने के लिए। किसी को न बताएं।",
  "⟨O⟩ คือรหัสธนาคารเมริเดลเพื่อเพิ่มบัตร **⟨S⟩ ห้ามบอกผู้อื่น",
  "【明岭银行】验证码⟨O⟩，用于将尾号⟨S⟩的卡添加到钱包，10分钟内有效，请勿泄露。",
  "【明嶺銀行】認証コード:⟨O⟩。カード(下4桁⟨S⟩)の登録用です。他人に教えないでください。",
  "[메리데일은행] 인증번호 ⟨O⟩. 카드(****⟨S⟩) 월렛 등록용. 타인에게 알려주지 마세요.",
] as const;
/** Mask styles of the same section. */
const masks =
  "card ending ⟨S⟩|ending in ⟨S⟩|XXXX⟨S⟩|XX⟨S⟩|X⟨S⟩|*⟨S⟩|***⟨S⟩|****⟨S⟩|XX**⟨S⟩|#⟨S⟩|###⟨S⟩|...⟨S⟩|Card ⟨S⟩|尾号⟨S⟩|بطاقة: **⟨S⟩".split(
    "|",
  );

const codeAlphabets = [
  "0123456789",
  "0123456789",
  "ABCDEFGHJKLMNPQRSTUVWXYZ23456789",
  "abcdefghijklmnopqrstuvwxyz0123456789",
];
const starts = [
  "4",
  "51",
  "55",
  "2221",
  "2720",
  "34",
  "37",
  "6011",
  "36",
  "3528",
  "62",
  "6304",
  "2200",
  "400000",
  "555555",
  "999999",
];

/** Draws a card, a code and an SMS about them with up to four other numbers in it. */
export function drawInnocentSms(chance: Chance): InnocentMessage {
  const { text, expectation } = drawInnocentText(chance);
  return { message: sampleSms(text), expectation };
}

/** The same as mails, each composed and encoded as our own sender does. */
export async function sendInnocentMails(chance: Chance, count: number): Promise<readonly InnocentMessage[]> {
  const inbox = new Inbox<CapturedMail>(systemClock);
  const sender = createInboxMailSender(inbox, "innocent sender");
  const drawn = Array.from({ length: count }, () => drawInnocentText(chance));
  for (const { text } of drawn) await sender.send(toMail(chance, text));
  const mails = inbox.list();
  return drawn.flatMap(({ expectation }, index) => {
    const message = mails[index];
    return message ? [{ message, expectation }] : [];
  });
}

function drawInnocentText(chance: Chance) {
  const pan = drawPan(chance);
  const card = { ...sampleCard, pan, panSuffix: pan.slice(-4) };
  const otp = drawOtp(chance, card.panSuffix);
  const says = drawWording(chance).replaceAll("⟨O⟩", otp).replaceAll("⟨S⟩", card.panSuffix);
  const text = drawNumbers(chance, pan).reduce((all, number) => `${all}${chance.pick(joints)}${number}`, says);
  return { text, expectation: { otp, card } };
}

function drawWording(chance: Chance): string {
  return chance.integer(3) === 0 ? `${chance.pick(masks)}, code ⟨O⟩` : chance.pick(texts);
}

function drawPan(chance: Chance): string {
  const start = chance.pick(starts);
  const length = start.startsWith("34") || start.startsWith("37") ? 15 : chance.pick([16, 16, 16, 19]);
  const body = start + chance.text("0123456789", length - 1 - start.length);
  return body + luhnCheckDigit(body);
}

/** As the TSP does, no code that contains the suffix; letters in it, or it would be another code's digits. */
function drawOtp(chance: Chance, panSuffix: string): string {
  const code = chance.text(chance.pick(codeAlphabets), chance.pick([4, 5, 6, 6, 6, 7, 8, 8, 10]));
  return code.includes(panSuffix) ? drawOtp(chance, panSuffix) : code;
}

function drawNumbers(chance: Chance, pan: string): readonly string[] {
  const makers = Object.values(innocentNumbers);
  const count = chance.integer(5);
  return Array.from({ length: count }, () => drawUnlike(pan, () => chance.pick(makers)(chance)));
}

/**
 * Draws until the number shares neither the PAN's last five digits nor its first six: about one in 20,000 does by accident,
 * and nobody could tell it from a leak.
 */
export function drawUnlike(pan: string, draw: () => string): string {
  const drawn = draw();
  const digits = drawn.normalize("NFKC").replace(/[^0-9]/g, "");
  return digits.includes(pan.slice(-5)) || digits.includes(pan.slice(0, 6)) ? drawUnlike(pan, draw) : drawn;
}

const joints = [". ", ", ", "\n", "; ", " - ", " (", " | "];

/** With the markup, style sheets and ids that mails are full of. */
function toMail(chance: Chance, text: string): OutgoingMail {
  const id = innocentNumbers.UUID?.(chance) ?? "";
  const [ink, paper] = ["0123", "cdef"].map((half) => `#${chance.text(half, 6)}`);
  const shown = text.replaceAll("\n", "<br>");
  return {
    from: "Meridale Bank <card@email.meridale.example>",
    to: "nadia.haddad@mail.example",
    subject: "Your card and your wallet",
    date: new Date(1_783_159_200_000),
    text,
    html: `<style>.c{color:${ink};width:600px}</style><table id="t-${id}" bgcolor="${paper}"><tr><td class="c">${shown}</td></tr></table><img src="cid:${id}" width="600" alt="">`,
  };
}
