import { CARD_WORD, UNIT_AFTER } from "../messages/message-words.ts";
import { findShownSuffixes, type ShownSuffix } from "../messages/pan-suffix.ts";
import { foldDigits } from "./digit-folding.ts";
import { withoutOriginBoundLine } from "./origin-bound.ts";
import { cutOtp } from "./pan-detector.ts";

/**
 * Whether the suffix is shown as the card's, to whoever reads: it stands alone, and what is masked or announced as the
 * end of a card is no other number. A code equal to it must not be taken for it. Source: PM-01.
 */
export function showsSuffix(text: string, otp: string, panSuffix: string): boolean {
  return standsAsSuffix(text, otp, panSuffix) && isShownAsCards(readable(text, otp, panSuffix), panSuffix);
}

/** Whether four digits stand alone: beside no letter, and neither before nor behind a decimal point. */
export function standsAsSuffix(text: string, otp: string, suffix: string): boolean {
  const searched = readable(text, otp, suffix);
  const places = [...searched.matchAll(new RegExp(`(?<![0-9])${suffix}(?![0-9])`, "g"))].map(({ index }) => index);
  const found = places.filter((start) => isAlone(searched, start, start + suffix.length));
  return found.length > (otp === suffix ? 1 : 0);
}

/** Without the line for browsers and, unless it is the suffix, the code; a full-width comma parts what it stands between. */
function readable(text: string, otp: string, suffix: string): string {
  const folded = foldDigits(withoutOriginBoundLine(text).replaceAll("，", ", "));
  return otp === suffix ? folded : cutOtp(folded, foldDigits(otp));
}

/** Only cased letters make another word of it; an x masks, and `№` comes as "No". */
const fitsBefore = /(?:^|[xX]|(?:^|[^\p{L}])[nN][oOrR]|[^\p{Lu}\p{Ll}])$/u;
const fraction = new RegExp(`^[.,][0-9]{1,3}(?![0-9]|${UNIT_AFTER})`, "iu");

function isAlone(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 3), start), text.slice(end, end + 24)];
  if (!fitsBefore.test(before) || /[0-9][.,]$/.test(before)) return false;
  return !/^[\p{Lu}\p{Ll}]/u.test(after) && !fraction.test(after);
}

const cardBefore = new RegExp(`${CARD_WORD}[^0-9.!?。！？\\n]{0,24}$`, "iu");
/** Between the word for card and the digits these say that the digits are something else's. */
const otherThing = /phone|mobile|handy|telef|télé|account|acct|konto|compte|cuenta|conto/i;

function isShownAsCards(text: string, panSuffix: string): boolean {
  const shown = findShownSuffixes(text).filter((suffix) => isEnding(text, suffix));
  const clear = shown.filter(({ evidence }) => evidence === "clear");
  const told = clear.length > 0 ? clear : shown;
  const cards = told.filter((suffix) => isCards(text, suffix));
  if (cards.length > 0) return cards.every(({ digits }) => digits === panSuffix);
  return clear.length === 0 || clear.some(({ digits }) => digits === panSuffix);
}

/** What a mask or another group follows begins a number: PM-04 judges it. */
function isEnding(text: string, { digits, end, evidence }: ShownSuffix): boolean {
  const after = text.slice(end, end + 3);
  if (evidence === "weak" && /^[ \u00A0.-]?[0-9]/.test(after)) return false;
  return digits.length >= 3 && !/^(?:[*•●·∙][*•●·∙0-9]|[xX]{2}|-[0-9xX*])/.test(after);
}

function isCards(text: string, { start }: ShownSuffix): boolean {
  const [between] = cardBefore.exec(text.slice(Math.max(0, start - 60), start)) ?? [];
  return between !== undefined && !otherThing.test(between);
}
