import type { NodemailerError } from "nodemailer";
import { StepproofError } from "../errors.ts";

/** What nodemailer calls a mail that it would not even hand over: the fault is the mail's, not the connection's. */
const refusedBeforehand = new Set(["EENVELOPE", "EMESSAGE", "EMAXRECIPIENTS"]);

/**
 * MAIL_REFUSED with the SMTP code and the enhanced code (RFC 3463), or MAIL_UNREACHABLE with the system's code.
 * The original is not kept as the cause: its text quotes addresses.
 */
export function toMailError(error: unknown, call: string): StepproofError {
  const { code = "UNKNOWN", responseCode, response = "" } = error as NodemailerError;
  if (responseCode !== undefined) return refused(call, `${responseCode}${enhancedCode(response)}`, code);
  if (refusedBeforehand.has(code)) return refused(call, code, code);
  return unreachable(call, rootCode(error as NodemailerError));
}

function enhancedCode(response: string): string {
  const found = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response);
  return found ? ` ${found[1]}` : "";
}

/** ECONNREFUSED says more than the ESOCKET that nodemailer puts over it. */
const rootCode = ({ originalCode, code = "UNKNOWN" }: NodemailerError): string => originalCode ?? code;

const refused = (call: string, reply: string, code: string): StepproofError =>
  new StepproofError("MAIL_REFUSED", `${call}: the mail was refused (${reply})`, {
    hint:
      code === "EAUTH"
        ? "Check the user and the password of the mail server."
        : "Look the code up: 4xx is for now, 5xx for good; check sender, recipient, size and authentication.",
    attribution: code === "EAUTH" ? "CONFIGURATION" : "ENVIRONMENT",
  });

const unreachable = (call: string, code: string): StepproofError =>
  new StepproofError("MAIL_UNREACHABLE", `${call}: the connection to the mail server failed (${code})`, {
    hint: "Check that the mail server runs, its address and port, and for TLS its certificate and the trusted authority.",
    attribution: "ENVIRONMENT",
  });
