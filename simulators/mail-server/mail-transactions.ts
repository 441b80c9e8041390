import type { CapturedMail } from "../../src/messages/captured-message.ts";
import type { Inbox } from "../../src/messages/inbox.ts";
import { toMailbox } from "../../src/messages/mailbox.ts";

/** The copies of one handed-over mail, one a recipient, in the order of the envelope. */
export type Transaction = readonly [CapturedMail, ...CapturedMail[]];

/** Octets of mail in one answer. MailHog shows each mail three times over, and a text has an end: half a gigabyte. */
const MOST_OCTETS_LISTED = 32 * 1024 * 1024;

/** The first of these, as many as an answer takes; never none for its size alone. */
export function fittingList(mails: readonly Transaction[], most: number): readonly Transaction[] {
  let room = MOST_OCTETS_LISTED;
  const tooMany = mails.findIndex(([{ raw }], index) => {
    room -= raw.length;
    return index >= most || (index > 0 && room < 0);
  });
  return tooMany < 0 ? mails : mails.slice(0, tooMany);
}

/** Newest first, as MailHog lists them. */
export function listTransactions(inbox: Inbox<CapturedMail>): Transaction[] {
  const byEnvelope = new Map<CapturedMail["envelope"], [CapturedMail, ...CapturedMail[]]>();
  for (const mail of inbox.list()) {
    const copies = byEnvelope.get(mail.envelope);
    if (copies) copies.push(mail);
    else byEnvelope.set(mail.envelope, [mail]);
  }
  return [...byEnvelope.values()].reverse();
}

/** By the id of any of its copies. */
export function findTransaction(inbox: Inbox<CapturedMail>, id: string): Transaction | undefined {
  const wanted = inbox.get(id);
  if (!wanted) return undefined;
  const [first = wanted, ...others] = inbox.list({ matches: ({ envelope }) => envelope === wanted.envelope });
  return [first, ...others];
}

/** Whether this copy completes its transaction. */
export function isLastCopy({ recipient, envelope }: CapturedMail): boolean {
  const last = envelope.rcptTo.at(-1);
  return last === undefined || recipient === toMailbox(last);
}
