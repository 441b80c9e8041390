import type { CapturedMail } from "../messages/captured-message.ts";
import type { Inbox } from "../messages/inbox.ts";
import { parseMail } from "../messages/mail-parsing.ts";
import { toMailbox } from "../messages/mailbox.ts";
import { refuseLineBreaks, toWireMail } from "./mail-composition.ts";
import type { MailSender } from "./sender.ts";

/**
 * Composes mails as the SMTP sender does and files them in an inbox of this process, without a mail server between.
 * `call` says who sends, for errors. Throws MAIL_HEADER_INJECTION, MAIL_UNREADABLE.
 */
export function createInboxMailSender(inbox: Inbox<CapturedMail>, call: string): MailSender {
  return {
    async send(mail) {
      refuseLineBreaks(mail, call);
      const { raw, messageId, envelope } = await toWireMail(mail);
      const taken = { mailFrom: envelope.from, rcptTo: [mail.to] };
      const parsed = await parseMail(raw);
      inbox.deliver({ kind: "email", recipient: toMailbox(mail.to), envelope: taken, raw, ...parsed });
      return { messageId };
    },
    close: async () => undefined,
  };
}
