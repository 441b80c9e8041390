import type { CapturedSms } from "../messages/captured-message.ts";
import type { MessageExpectation } from "./expectation.ts";
import { type Check, fail, notApplicable, pass } from "./finding.ts";
import { reviewUnreadTables } from "./sms-coding.ts";

/** SMPP 3.4 §5.2.5, §5.2.6: international number, ISDN (E.164) plan. */
const INTERNATIONAL = 1;
const ISDN = 1;

interface RenderedExpectation {
  /** The template of this language, filled with this OTP and suffix. */
  readonly rendered: string;
}

/**
 * SM-01: the text that the phone decodes equals the rendered template; nothing became `?` or U+FFFD. What is written in
 * a table that nobody here can read is for a person to look at. Source: [A].
 */
export const checkSmsText: Check<CapturedSms, RenderedExpectation> = (sms, { rendered }) => {
  const verdict = { expected: "the rendered template, to the character", evidence: [sms.id] };
  const unread = reviewUnreadTables("SM-01", sms, verdict.expected);
  if (unread) return unread;
  if (sms.text === rendered && rendered !== "") return pass("SM-01", { ...verdict, actual: "the same text" });
  const hint = "Choose UCS-2 whenever a character is not in the GSM tables, and set data_coding to what was encoded.";
  return fail("SM-01", { ...verdict, actual: differenceOf(sms.text, rendered), hint });
};

/** SM-10: destination_addr is the E.164 digits with TON 1 and NPI 1. Source: SMPP 3.4 §5.2.5 and §5.2.6. */
export const checkDestination: Check<CapturedSms, Pick<MessageExpectation, "recipient">> = (sms, { recipient }) => {
  const { address, ton, npi } = sms.destination;
  const expected = "the contact's E.164 digits without a plus, TON 1, NPI 1";
  const hint = "Submit the digits alone, with dest_addr_ton 1 (international) and dest_addr_npi 1 (ISDN).";
  if (sms.transport !== "smpp") {
    return notApplicable("SM-10", { expected, actual: "handed over by HTTP", hint: "SMPP only.", evidence: [sms.id] });
  }
  const isContact = address === recipient.replace(/^\+/, "");
  const actual = `${isContact ? "the contact's digits" : "another address or spelling"}, TON ${ton}, NPI ${npi}`;
  if (isContact && ton === INTERNATIONAL && npi === ISDN) {
    return pass("SM-10", { expected, actual, evidence: [sms.id] });
  }
  return fail("SM-10", { expected, actual, hint, evidence: [sms.id] });
};

function differenceOf(text: string, rendered: string): string {
  if (rendered === "") return "the expected text is empty: there is nothing to compare with";
  if (text.includes("\uFFFD") && !rendered.includes("\uFFFD")) return "characters arrived as U+FFFD";
  const at = [...rendered].findIndex((character, index) => [...text][index] !== character);
  const place = at < 0 ? `goes on after character ${[...rendered].length}` : `differs at character ${at + 1}`;
  return [...text][at] === "?" ? `${place}, where a ? stands` : place;
}
