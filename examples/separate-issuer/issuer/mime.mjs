import { randomUUID } from "node:crypto";

/** A mail as it goes over the wire: text and HTML as alternatives, all of it 7-bit. */
export function toMime({ from, to, subject, text, html }) {
  const boundary = `=_${randomUUID()}`;
  const parts = [text && part("text/plain", text), html && part("text/html", html)].filter(Boolean);
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${encodedWords(subject)}`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${randomUUID()}@${addressOf(from).split("@")[1]}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...parts.map((one) => `--${boundary}\r\n${one}`),
    `--${boundary}--`,
  ].join("\r\n");
}

export const addressOf = (mailbox) => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox;

const part = (type, content) =>
  [`Content-Type: ${type}; charset=utf-8`, "Content-Transfer-Encoding: base64", "", ...base64Lines(content)].join(
    "\r\n",
  );

const base64Lines = (content) =>
  Buffer.from(content)
    .toString("base64")
    .match(/.{1,76}/g) ?? [];

/** RFC 2047: an encoded word has at most 75 characters, and no character is cut. Ten code points are 40 octets at most. */
function encodedWords(text) {
  const words = text.match(/.{1,10}/gsu) ?? [];
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString("base64")}?=`).join("\r\n ");
}
