import { createTransport } from "nodemailer";
import { StepproofError } from "../errors.ts";
import { signMail } from "../mail-auth/sign-mail.ts";
import type { OutgoingMail } from "./sender.ts";

/** The mail as nodemailer takes it. What sends by itself says so (RFC 3834 §5). */
function toNodemailer({ from, to, subject, text, html, date, headers = {} }: OutgoingMail) {
  return {
    from,
    to: inOnePiece(to),
    subject,
    text,
    ...(html !== undefined && { html }),
    date,
    headers: { "Auto-Submitted": "auto-generated", ...Object.fromEntries(Object.entries(headers).map(asWritten)) },
    xMailer: false as const,
  };
}

/**
 * The mail as it goes over the wire, with its envelope: composed here, changed, signed, and changed again by whoever
 * relays it, where the mail asks for that.
 */
export async function toWireMail(mail: OutgoingMail) {
  const { message, messageId, envelope } = await createTransport(composing).sendMail(toNodemailer(mail));
  const asIs = (text: string): string => text;
  const { raw: change = asIs, onRelay = asIs, signing } = mail;
  const changed = Buffer.from(change(message.toString()));
  const signed = signing ? signMail(changed, signing, { now: mail.date.getTime() }) : changed;
  const from = mail.returnPath ?? (envelope.from || "");
  return { envelope: { from, to: inOnePiece(mail.to) }, messageId, raw: Buffer.from(onRelay(signed.toString())) };
}

/** As an object an address is taken whole: a comma in it cannot grow a second recipient. */
const inOnePiece = (address: string) => ({ name: "", address });

const composing = { streamTransport: true, buffer: true, newline: "windows" } as const;

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
