import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CapturedSms } from "../messages/captured-message.ts";
import type { MessageExpectation } from "./expectation.ts";
import { type Check, notApplicable } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

const ALPHANUMERIC = 5;

/** Countries whose networks take no sender in letters. Source: (44). */
const withoutNames: ReadonlySet<string> = new Set(["US", "CA", "PR"]);

/** A number of 3-15 digits, or at most 11 letters, digits and blanks with one letter at least. Source: (44). */
export const isSender = (sender: string): boolean => /^\+?[0-9]{3,15}$/.test(sender) || isNamedSender(sender);

const isNamedSender = (sender: string): boolean => /^[A-Za-z0-9 ]{1,11}$/.test(sender) && /[A-Za-z]/.test(sender);

/** SM-08: a sender in letters has at most 11 letters, digits and blanks, one letter at least. Source: (44). */
export const checkSenderForm: Check<CapturedSms> = (sms) => {
  const expected = "a number, or at most 11 letters (A-Z), digits and blanks, one letter at least";
  const isNamed = sms.senderTon === ALPHANUMERIC;
  const faults = (isNamed ? isNamedSender(sms.sender) : isSender(sms.sender))
    ? []
    : ["a sender that operators replace or refuse"];
  const hint = "Choose a shorter or plainer sender.";
  return concludeForm("SM-08", sms, { expected, hint, faults, held: isNamed ? "a short name" : "a number" });
};

/** SM-09: no sender in letters to the United States, Canada and Puerto Rico. Source: (44). */
export const checkSenderForCountry: Check<CapturedSms, Pick<MessageExpectation, "recipient">> = (
  sms,
  { recipient },
) => {
  const country = parsePhoneNumberFromString(recipient)?.country ?? "";
  const expected = "a number as the sender to the US, Canada and Puerto Rico";
  if (!withoutNames.has(country)) {
    const actual = "a country whose networks take names";
    return notApplicable("SM-09", { expected, actual, hint: "Only these three do not.", evidence: [sms.id] });
  }
  const faults =
    sms.senderTon === ALPHANUMERIC || /[A-Za-z]/.test(sms.sender) ? [`a name as the sender to ${country}`] : [];
  const hint = "Send from a number there: a long code, a short code or a toll-free number.";
  return concludeForm("SM-09", sms, { expected, hint, faults, held: `a number as the sender to ${country}` });
};
