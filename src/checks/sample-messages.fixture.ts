import type { CapturedMail, CapturedSms } from "../messages/captured-message.ts";
import type { CardExpectation, MessageExpectation } from "./expectation.ts";

/** Captured messages made by hand, for the tests of the checks: no sender, no server. */
export function sampleSms(text: string, changes: Partial<CapturedSms> = {}): CapturedSms {
  return {
    id: "m1",
    sequence: 1,
    receivedAt: 0,
    recipient: "+447700900123",
    kind: "sms",
    transport: "smpp",
    sender: "Meridale",
    senderTon: 5,
    destination: { address: "447700900123", ton: 1, npi: 1 },
    encoding: "ucs2",
    text,
    parts: [],
    ...changes,
  };
}

const MAIL_RECIPIENT = "nadia.haddad@mail.example";

const sampleHeaders: CapturedMail["headers"] = [
  ["From", "Meridale Bank <card@email.meridale.example>"],
  ["To", MAIL_RECIPIENT],
  ["Subject", "Your card and your wallet"],
  ["Date", "Sat, 04 Jul 2026 10:00:00 +0000"],
  ["Message-ID", "<a1@email.meridale.example>"],
  ["Auto-Submitted", "auto-generated"],
];

const sampleMime = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit";

export function sampleMail(changes: Partial<CapturedMail> = {}): CapturedMail {
  const headers = changes.headers ?? sampleHeaders;
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const body = changes.text ?? changes.html ?? "";
  return {
    id: "m2",
    sequence: 2,
    receivedAt: 0,
    recipient: MAIL_RECIPIENT,
    kind: "email",
    envelope: { mailFrom: "bounce@email.meridale.example", rcptTo: [MAIL_RECIPIENT] },
    raw: Buffer.from(`${head}${sampleMime}\r\n\r\n${body}`, "utf8"),
    headers,
    subject: "Your card and your wallet",
    attachments: [],
    secure: true,
    ...changes,
  };
}

/** The card of message-rules.md section 5: it passes Luhn and belongs to nobody. */
export const sampleCard: CardExpectation = {
  pan: "4539148803436467",
  panSuffix: "6467",
  expiryMonth: "11",
  expiryYear: "29",
  securityCode: "737",
};

export const sampleExpectation: MessageExpectation = {
  otp: "123456",
  card: sampleCard,
  recipient: "+447700900123",
  channel: "sms",
};
