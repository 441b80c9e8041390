import type { ActivationMethod } from "../contract/tsp-d1.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { emailMaskFits, hasLetters, phoneMaskFits, showsAddress, showsPhone } from "./contact-masks.ts";
import { type Check, type Finding, fail, pass, untestable, warn } from "./finding.ts";
import { domainOf } from "./mail-addresses.ts";

type Methods = readonly ActivationMethod[];

/** What the issuer holds for the End User, in clear. */
export interface Contacts {
  /** E.164 with its plus. */
  readonly phone?: string;
  readonly email?: string;
}

/** Ids of the exchanges that carried the methods. */
interface Evidenced {
  readonly evidence: readonly string[];
}

export interface ContactsExpectation extends Evidenced {
  readonly contacts: Contacts;
}

const isSms = ({ type }: ActivationMethod): boolean => type === "TEXT_TO_CARDHOLDER_NUMBER";
const isEmail = ({ type }: ActivationMethod): boolean => type === "EMAIL_TO_CARDHOLDER_ADDRESS";
const isCustomerService = ({ type }: ActivationMethod): boolean =>
  type === "CARDHOLDER_TO_CALL_MANNED_NUMBER" || type === "CARDHOLDER_TO_CALL_AUTOMATED_NUMBER";

/** CS-05: only methods with a contact are offered. Source: (9); the rule is [A]. */
export const checkOfferedHaveContacts: Check<Methods, ContactsExpectation> = (methods, { contacts, evidence }) => {
  const faults = [
    ...(contacts.phone === undefined && methods.some(isSms) ? ["SMS offered without a phone"] : []),
    ...(contacts.email === undefined && methods.some(isEmail) ? ["e-mail offered without an address"] : []),
  ];
  const hint = "Build the list from the contacts that the issuer gave, and leave out what has none.";
  return conclude("CS-05", { expected: "only methods that have a contact", hint, faults, evidence }, typesOf(methods));
};

/** CS-06: offered phone and e-mail values are masked: no more than a hint of the contact shows in any of them. Source: (21). */
export const checkOfferedMasked: Check<Methods, ContactsExpectation> = (methods, { contacts, evidence }) => {
  const judged = methods.filter((method) => isSms(method) || isEmail(method));
  const faults = judged.flatMap((method) => [
    ...(showsContact(method.value, contacts) ? [`${method.type} in clear, or nearly so`] : []),
    ...(isSms(method) && hasLetters(method.value) ? [`letters in the ${method.type}`] : []),
  ]);
  const rule = {
    expected: "masked phone and e-mail values",
    hint: "Mask the contact before it is offered: the wallet needs no more than a hint of it.",
    faults,
    evidence,
  };
  return judged.length === 0 ? nothingOffered("CS-06", rule) : conclude("CS-06", rule, typesOf(judged));
};

/** CS-07: type and value have 1-64 characters; an e-mail value keeps its domain whole, or the method is left out. Source: (21). */
export const checkMethodLengths: Check<Methods, ContactsExpectation> = (methods, { contacts, evidence }) => {
  const domain = contacts.email === undefined ? undefined : domainOf(contacts.email);
  const faults = methods.flatMap((method) => [
    ...([method.type, method.value].every(hasMethodLength) ? [] : [`${method.type || "a method"} of a wrong length`]),
    ...(isEmail(method) && domain !== undefined && domainOf(method.value) !== domain ? ["the domain was cut"] : []),
  ]);
  const hint = "Shorten the masked local part; if the domain alone is too long for 64 characters, drop the method.";
  return conclude("CS-07", { expected: "1-64 characters, domains whole", hint, faults, evidence }, typesOf(methods));
};

export interface MaskExpectation extends ContactsExpectation {
  /** What may be shown: a phone's last digits; an e-mail's first characters before the domain. */
  readonly mask: { readonly phoneLastDigits: number; readonly emailFirstCharacters: number };
}

/** CS-08: the mask shows no more than the run file's mask rule. Source: (29). */
export const checkMaskRule: Check<Methods, MaskExpectation> = (methods, { contacts, mask, evidence }) => {
  const judged = methods.filter((method) => isSms(method) || isEmail(method));
  const fits = (method: ActivationMethod) =>
    isSms(method)
      ? phoneMaskFits(method.value, contacts.phone ?? "", mask.phoneLastDigits)
      : emailMaskFits(method.value, contacts.email ?? "", mask.emailFirstCharacters);
  const faults = judged.filter((method) => !fits(method)).map(({ type }) => `${type} shows more, or something else`);
  const rule = {
    expected: `at most the last ${mask.phoneLastDigits} digits, the first ${mask.emailFirstCharacters} characters`,
    hint: "Replace every other character of the contact by a mask character.",
    faults,
    evidence,
  };
  if (judged.length === 0) return nothingOffered("CS-08", rule);
  return faults.length === 0
    ? conclude("CS-08", rule, typesOf(judged))
    : warn("CS-08", { ...rule, actual: faults.join("; ") });
};

/** What D1 answered to a delivery by a method that it never offered, and what any inbox got. */
export interface RefusedDelivery extends Evidenced {
  readonly errorCode?: string;
  readonly messages: readonly CapturedMessage[];
}

/** CS-09: a method never offered is refused with an error, and nothing is sent. Source: [A]. */
export const checkUnofferedRefused: Check<RefusedDelivery> = ({ errorCode, messages, evidence }) => {
  const faults = [
    ...(errorCode ? [] : ["no errorCode in the answer"]),
    ...(messages.length === 0 ? [] : [`${messages.length} messages sent`]),
  ];
  const rule = {
    expected: "an errorCode, and no message",
    hint: "Compare the method with those offered for this correlation id, and refuse any other.",
    faults,
    evidence: [...evidence, ...idsOf(messages)],
  };
  return conclude("CS-09", rule, `refused with ${errorCode}, nothing sent`);
};

/** CS-10: without a contact, or after too many tries, customer service is offered. Source: (9). */
export const checkCustomerServiceOffered: Check<Methods, Evidenced> = (methods, { evidence }) => {
  const verdict = { expected: "customer service among the methods", actual: typesOf(methods), evidence };
  if (methods.some(isCustomerService)) return pass("CS-10", verdict);
  return warn("CS-10", { ...verdict, hint: "Offer the customer service number when no OTP method is left." });
};

/** CS-11: for an unknown PAN, a wrong expiry or a CVC2 mismatch no method is offered. Source: (21). */
export const checkNoMethods: Check<Methods, Evidenced> = (methods, { evidence }) => {
  const faults = methods.length === 0 ? [] : [`offered: ${typesOf(methods)}`];
  const hint = "Answer with an empty list when the card data do not match: nothing may be learned from it.";
  return conclude("CS-11", { expected: "an empty method list", hint, faults, evidence }, "no methods");
};

interface Rule extends Evidenced {
  readonly expected: string;
  readonly hint: string;
  readonly faults: readonly string[];
}

function conclude(requirement: string, { expected, hint, faults, evidence }: Rule, held: string): Finding {
  if (faults.length === 0) return pass(requirement, { expected, actual: held, evidence });
  return fail(requirement, { expected, actual: faults.join("; "), hint, evidence });
}

function nothingOffered(requirement: string, { expected, evidence }: Rule): Finding {
  const hint = "Ask for the methods of an End User who has a contact.";
  return untestable(requirement, { expected, actual: "no SMS or e-mail method was offered", hint, evidence });
}

/** The wire allows 1-64; counted in code points, as JSON Schema's maxLength does. */
const hasMethodLength = (text: string): boolean => [...text].length >= 1 && [...text].length <= 64;

function typesOf(methods: Methods): string {
  return methods.length === 0 ? "no methods" : methods.map(({ type }) => type).join(", ");
}

function showsContact(value: string, { phone, email }: Contacts): boolean {
  return (phone !== undefined && showsPhone(value, phone)) || (email !== undefined && showsAddress(value, email));
}
