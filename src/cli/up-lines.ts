import type { EpochMs } from "../clock.ts";
import type { Exchange } from "../evidence/journal.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";

/** One line an exchange: time, leg, method, path, status, ms. Never a body or a query, where contacts and codes travel. */
export function exchangeLine({ at, leg, request, outcome, durationMs }: Exchange): string {
  const { pathname } = new URL(request.url);
  const status = "response" in outcome ? String(outcome.response.status) : outcome.error.code;
  return `${timeOf(at)}  ${leg.padEnd(10)}  ${request.method} ${pathname}  ${status}  ${Math.round(durationMs)} ms`;
}

/** One line a captured message: time, channel, whom to. Never its text. */
export function messageLine({ receivedAt, kind, recipient }: CapturedMessage): string {
  const channel = kind === "sms" ? "SMS" : "e-mail";
  return `${timeOf(receivedAt)}  ${channel.padEnd(10)}  to ${maskRecipient(recipient)}`;
}

/** What tells two recipients apart without naming either: a phone's last two digits, a mailbox's domain. */
export function maskRecipient(recipient: string): string {
  const at = recipient.lastIndexOf("@");
  return at >= 0 ? `***${recipient.slice(at)}` : `***${recipient.slice(Math.max(2, recipient.length - 2))}`;
}

/** UTC, to the millisecond. */
const timeOf = (at: EpochMs): string => new Date(at).toISOString().slice(11, 23);
