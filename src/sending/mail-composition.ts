import { createTransport } from "nodemailer";
import { StepproofError } from "../errors.ts";
import type { OutgoingMail } from "./sender.ts";

/** The mail as nodemailer takes it. What sends by itself says so (RFC 3834 §5). */
export function toNodemailer({ from, to, subject, text, html, date, headers = {} }: OutgoingMail) {
  return {
    from,
    // As an object the address is taken whole: a comma in it cannot grow a second recipient.
    to: { name: "", address: to },
    subject,
    text,
    ...(html !== undefined && { html }),
    date,
    headers: { "Auto-Submitted": "auto-generated", ...Object.fromEntries(Object.entries(headers).map(asWritten)) },
    xMailer: false as const,
  };
}

/** The mail composed here and changed before it leaves, with the envelope that it would have had. */
export async function toRawMail(mail: OutgoingMail, change: (composed: string) => string) {
  const { message } = await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(
    toNodemailer(mail),
  );
  return { envelope: { from: mail.from, to: mail.to }, raw: change(message.toString()) };
}

/** Nodemailer reads these back itself, and only as a text. */
const readBack = new Set(["Message-ID", "Reply-To"]);

function asWritten([name, value]: readonly [string, string]) {
  return [name, readBack.has(name) ? value : { prepared: true, value }] as const;
}

/**
 * Throws MAIL_HEADER_INJECTION. Nodemailer folds line breaks away; a sender under test must not look safer than its
 * input was.
 */
export function refuseLineBreaks(mail: OutgoingMail, call: string): void {
  const broken = (["from", "to", "subject"] as const).find((field) => /[\r\n]/.test(mail[field]));
  if (broken === undefined) return;
  throw new StepproofError("MAIL_HEADER_INJECTION", `${call}: the "${broken}" of a mail contains a line break`, {
    hint: "Clean names, contacts and subjects of line breaks before they reach a mail header.",
    attribution: "IMPLEMENTATION",
  });
}
