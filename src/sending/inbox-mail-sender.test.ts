import { expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import type { CapturedMail } from "../messages/captured-message.ts";
import { Inbox } from "../messages/inbox.ts";
import { findHeader } from "../messages/mail-parsing.ts";
import { createInboxMailSender } from "./inbox-mail-sender.ts";

const mail = {
  from: "Meridale Bank <card@email.meridale.example>",
  to: "nadia@Mail.Example",
  subject: "Votre code à usage unique",
  text: "Code 004917",
  html: "<p>Code 004917</p>",
  date: new Date("2026-07-04T10:00:00Z"),
};

function open() {
  const inbox = new Inbox<CapturedMail>(systemClock);
  return { inbox, sender: createInboxMailSender(inbox, "test -> inbox") };
}

it("files a mail as a server would have taken it", async () => {
  const { inbox, sender } = open();
  const { messageId } = await sender.send(mail);
  const [filed] = inbox.list({ recipient: "nadia@mail.example" });
  expect(filed).toMatchObject({ subject: mail.subject, text: mail.text, html: mail.html });
  expect(filed?.secure).toBeUndefined();
  expect(filed?.envelope).toEqual({ mailFrom: "card@email.meridale.example", rcptTo: [mail.to] });
  expect(findHeader(filed?.headers ?? [], "message-id")).toBe(messageId);
  expect(filed?.raw.includes("\r\n\r\n")).toBe(true);
});

it("refuses a line break in a header as the SMTP sender does", async () => {
  const { inbox, sender } = open();
  const broken = sender.send({ ...mail, subject: "Code\r\nBcc: omar@mail.example" });
  await expect(broken).rejects.toMatchObject({ code: "MAIL_HEADER_INJECTION" });
  expect(inbox.list()).toEqual([]);
});
