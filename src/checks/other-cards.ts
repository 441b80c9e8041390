/** Where issuers' numbers begin, and how long they then are. Source: ISO/IEC 7812 as the networks publish their ranges. */
const ranges: readonly (readonly [start: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]], // Visa
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]], // Mastercard
  [/^3[47]/, [15]], // American Express
  [/^(?:30[0-5]|3095|36|3[89])/, [14, 16, 19]], // Diners Club
  [/^(?:6011|64[4-9]|65)/, [16, 19]], // Discover
  [/^35(?:2[89]|[3-8])/, [16, 19]], // JCB
  [/^(?:62|81)/, [16, 17, 18, 19]], // UnionPay
  [/^(?:50|5[6-8]|6[0-9])/, [13, 15, 16, 17, 18, 19]], // Maestro and domestic schemes
  [/^220[0-4]/, [16, 17, 18, 19]], // Mir
  [/^9792/, [16]], // Troy
];

/** How cards are written: no other grouping reads as one number of a card. */
const cardGroups = new Set([
  ...["4-4-4-4", "4-4-4-4-1", "4-4-4-4-2", "4-4-4-4-3", "4-6-5", "4-6-4", "4-4-4-1", "4-3-3-3", "8-8", "6-13"],
  ...[13, 14, 15, 16, 17, 18, 19].flatMap((length) => [String(length), Array(length).fill(1).join("-")]),
]);

/** Digits in groups of one separator; no letter, digit, plus or longer number touches them. */
const number =
  /(?<![\p{L}\p{N}+]|[0-9][.,:/ -]|[\p{L}\p{N}][-_/])[0-9]+(?:([ ./_-])[0-9]+(?:\1[0-9]+)*)?(?![\p{L}\p{N}]|[ .,:/_-][0-9]|[-_/]\p{L})/gu;

/** What says that a number is something else's; an order may be a card's, a number of an order is none. */
const label =
  /(?:\bref|réf|\btracking|\bparcel|\bshipment|\binvoice|\bcustomer|\bcontract|\baccount|\bacc?t|\bticket|\bimei|\bsim|\biccid|\bserial|\btransaction|\btxn|\btrace|\brrn|\bsendung|\brechnung|\bvorgang|\bvertrag|\bsuivi|\bfacture|\bfactura|\bfattura|\bseguimiento|\brif|отслеживани|квитанци|单号|編號|参考|番号|運單|رقم|מספר|संदर्भ|\b(?:order|booking|bestellung|commande|pedido|ordine)[ -]?(?:no|nr|num|number|id|#|№))[\p{L}\p{M}]{0,12}\.?[ ]?(?:no|nr|num|number|numéro|numero|nummer|id|code)?\.?[ ]?[:#=№]{0,2}[ ]?$/iu;
const LONGEST_LABEL = 40;

/** Whether a text, folded and without the card's own numbers, holds what reads as a card number. Source: PM-05 [A]. */
export function holdsCardNumber(text: string): boolean {
  return [...text.matchAll(number)].some(({ 0: found, index }) => {
    const groups = found.split(/[^0-9]/);
    if (!cardGroups.has(groups.map(({ length }) => length).join("-"))) return false;
    const isCards = isIssued(groups.join("")) && passesLuhn(groups.join(""));
    return isCards && !(groups.length === 1 && label.test(text.slice(Math.max(0, index - LONGEST_LABEL), index)));
  });
}

const isIssued = (digits: string): boolean =>
  ranges.some(([start, lengths]) => lengths.includes(digits.length) && start.test(digits));

/** ISO/IEC 7812-1 annex B. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
