import type { CapturedMessage } from "../messages/captured-message.ts";
import { foldDigits } from "./digit-folding.ts";
import type { CardExpectation, OtpAndCardExpectation } from "./expectation.ts";
import type { Check } from "./finding.ts";
import { wordViews } from "./message-views.ts";
import { cutOtp } from "./pan-detector.ts";
import { forbidInViews } from "./view-judgement.ts";

/** Between a label and its value lie up to 16 characters of the same sentence, or a colon and a line break. Leaders end no sentence. */
const GAP = "(?:[\\s:=(]{0,4}|(?:(?!(?:[!?。！？]|(?<!\\.)\\.)\\s|[\\r\\n])[^0-9]){0,16})";
const securityCodeLabel = "(?<![A-Za-z])(?:CV[VC]2?|CSC|CID|security code|card verification(?: value| code)?)";
const expiryLabel =
  "(?<!\\p{L})(?:exp(?:iry|ires?|iration)?|valid (?:thru|until|to|through)|gültig bis|scad(?:e|enza)|validade|caduca|vencimiento|срок|有效期|有効期限)\\.?";
/** What makes `11.29` a time of day or a day of the year: a unit, a time zone, a word for the day, a time behind it. */
const TIME_AFTER =
  "\\s?(?:h|hrs?|hours?|uhr|heures?|uur|ore|horas?|o'clock|[ap]\\.?m|utc|gmt|ces?t|today|tonight|heute|hoy|oggi|hoje)(?![\\p{L}0-9])|,?\\s(?:at|um|à|a las|alle|às)\\s[0-9]";

// Most messages name neither: they need no pattern with the card's own digits.
const namesSecurityCode = new RegExp(securityCodeLabel, "iu");
const namesExpiry = new RegExp(expiryLabel, "iu");

/** PM-06: no CVV, CVC, PIN or expiry of the card. Source: PCI DSS 3.3.1 (36); the expiry is [A]. */
export const checkNoCardSecrets: Check<CapturedMessage, OtpAndCardExpectation> = (message, { otp, card }) =>
  forbidInViews(
    message,
    wordViews(message),
    {
      requirement: "PM-06",
      expected: "no security code, PIN or expiry date of the card",
      hint: "Remove the label and its value from the template: only the OTP and the last four digits belong there.",
    },
    ({ text }) => cardSecretIn(cutOtp(foldDigits(text), foldDigits(otp)), card),
  );

function cardSecretIn(text: string, card: CardExpectation): string | undefined {
  if (hasSecurityCode(text, card)) return "a card security code beside its label";
  if (hasPin(text, card)) return "digits beside the label PIN";
  return hasExpiry(text, card) ? "the card's expiry beside its label" : undefined;
}

/** The card's own code near a label, or any three or four digits but the suffix right behind one. */
function hasSecurityCode(text: string, { securityCode, panSuffix }: CardExpectation): boolean {
  if (!namesSecurityCode.test(text)) return false;
  const behindLabel = new RegExp(`${securityCodeLabel}(?: is)?[ \\t:=#(]{0,3}([0-9]{3,4})(?![0-9])`, "giu");
  if ([...text.matchAll(behindLabel)].some(([, digits]) => digits !== panSuffix)) return true;
  if (securityCode === undefined) return false;
  const own = `(?<![0-9])${securityCode}(?![0-9])`;
  return new RegExp(`${securityCodeLabel}${GAP}${own}|${own}[\\s(]{0,3}${securityCodeLabel}`, "iu").test(text);
}

function hasPin(text: string, { panSuffix }: CardExpectation): boolean {
  const pins = text.matchAll(/(?<![A-Za-z])PIN(?: code| is)*[ \t:=#(]{0,3}([0-9]{4,12})(?![0-9])/giu);
  return [...pins].some(([, digits]) => digits !== panSuffix);
}

function hasExpiry(text: string, { expiryMonth, expiryYear }: CardExpectation): boolean {
  if (!namesExpiry.test(text)) return false;
  const year = `(?:20)?${expiryYear}`;
  const spellings = `${expiryMonth} ?[/.\\-]? ?${year}|20${expiryYear} ?[/.\\-] ?${expiryMonth}`;
  const own = `(?<![0-9])(?<![0-9][/.\\-])(?:${spellings})(?![0-9])(?![/.\\-][0-9])(?!${TIME_AFTER})`;
  return new RegExp(`${expiryLabel}${GAP}${own}`, "iu").test(text);
}
