import type { CapturedMessage } from "../messages/captured-message.ts";
import { type Check, fail, notApplicable, pass } from "./finding.ts";

const LONGEST_RETRIEVER_SMS_BYTES = 140;

/** OC-09, profile sms-retriever: at most 140 bytes, with the 11-character app hash as a word of its own. Source: (42). */
export const checkAppHash: Check<CapturedMessage, { readonly appHash: string }> = (message, { appHash }) => {
  const evidence = [message.id];
  const expected = `at most ${LONGEST_RETRIEVER_SMS_BYTES} bytes, the app hash among them`;
  if (message.kind !== "sms")
    return notApplicable("OC-09", { expected, actual: "an e-mail", hint: "SMS only.", evidence });
  const bytes = Buffer.byteLength(message.text, "utf8");
  const hasHash = message.text.split(/\s+/u).includes(appHash);
  const actual = `${bytes} bytes, ${hasHash ? "with" : "without"} the app hash`;
  if (bytes <= LONGEST_RETRIEVER_SMS_BYTES && hasHash) return pass("OC-09", { expected, actual, evidence });
  const hint = "Shorten the template and end it with the hash of the app that shall read the message.";
  return fail("OC-09", { expected, actual, hint, evidence });
};
