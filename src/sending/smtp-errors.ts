import type { NodemailerError } from "nodemailer";
import { StepproofError } from "../errors.ts";

/** What nodemailer calls a mail that it would not even hand over: the fault is the mail's, not the connection's. */
const refusedBeforehand = new Set(["EENVELOPE", "EMESSAGE", "EMAXRECIPIENTS"]);

export interface MailFailure {
  readonly call: string;
  /** Whether the whole mail may have been with the server by then. */
  readonly wasHandedOver?: boolean;
}

/**
 * MAIL_REFUSED (5xx) or MAIL_DEFERRED (4xx) with the SMTP code and the enhanced code (RFC 3463); without an answer
 * MAIL_UNREACHABLE with the system's code, or MAIL_UNANSWERED: the final dot was out (RFC 5321 §4.2.5, §6.1).
 * The original is not kept as the cause: its text quotes addresses.
 */
export function toMailError(error: unknown, { call, wasHandedOver = false }: MailFailure): StepproofError {
  const { code = "UNKNOWN", responseCode, response = "" } = error as NodemailerError;
  if (responseCode !== undefined) return refused(call, `${responseCode}${enhancedCode(response)}`, code);
  if (refusedBeforehand.has(code)) return refused(call, code, code);
  const reason = rootCode(error as NodemailerError);
  return wasHandedOver ? unanswered(call, reason) : unreachable(call, reason);
}

function enhancedCode(response: string): string {
  const found = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response);
  return found ? ` ${found[1]}` : "";
}

/** ECONNREFUSED says more than the ESOCKET that nodemailer puts over it. */
const rootCode = ({ originalCode, code = "UNKNOWN" }: NodemailerError): string => originalCode ?? code;

const refused = (call: string, reply: string, code: string): StepproofError =>
  new StepproofError(
    reply.startsWith("4") ? "MAIL_DEFERRED" : "MAIL_REFUSED",
    `${call}: the mail was refused (${reply})`,
    {
      hint:
        code === "EAUTH"
          ? "Check the user and the password of the mail server."
          : "Look the code up: 4xx is for now, 5xx for good; check sender, recipient, size and authentication.",
      attribution: code === "EAUTH" ? "CONFIGURATION" : "ENVIRONMENT",
    },
  );

const unreachable = (call: string, code: string): StepproofError =>
  new StepproofError("MAIL_UNREACHABLE", `${call}: the connection to the mail server failed (${code})`, {
    hint: "Check that the mail server runs, its address and port, and for TLS its certificate and the trusted authority.",
    attribution: "ENVIRONMENT",
  });

const unanswered = (call: string, code: string): StepproofError =>
  new StepproofError("MAIL_UNANSWERED", `${call}: the mail was handed over, and its answer is lost (${code})`, {
    hint: "Look whether it arrived before it is sent again: the server may have taken it.",
    attribution: "ENVIRONMENT",
  });
