import { expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import { fittingList, listTransactions } from "./mail-transactions.ts";

/** As many mails of that many octets; one buffer stands for all. */
function mailsOf(octets: number, count: number) {
  const inbox = new Inbox<CapturedMail>(systemClock);
  const raw = Buffer.alloc(octets);
  for (let number = 0; number < count; number += 1) {
    const envelope = { mailFrom: "", rcptTo: ["nadia@veloria.example"] };
    const content = { raw, headers: [], subject: `${number}`, attachments: [], secure: false };
    inbox.deliver({ kind: "email", recipient: "nadia@veloria.example", envelope, ...content });
  }
  return listTransactions(inbox);
}

it("lists as many mails as an answer takes, the newest first", () => {
  expect(fittingList(mailsOf(1_000, 60), 50)).toHaveLength(50);
  const huge = fittingList(mailsOf(10 * 1024 * 1024, 60), 50);
  expect(huge.map(([{ subject }]) => subject)).toEqual(["59", "58", "57"]);
});

it("lists a mail that is too much for any answer, alone", () => {
  expect(fittingList(mailsOf(40 * 1024 * 1024, 3), 50)).toHaveLength(1);
  expect(fittingList([], 50)).toEqual([]);
});
