import type { Clock } from "../../src/clock.ts";
import type { DnsSource } from "../../src/dns/dns-source.ts";
import { type Receiver, receive } from "../../src/mail-auth/receivers.ts";
import { verifyMail } from "../../src/mail-auth/verify-mail.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";

/** How the server looks at who sends. */
export interface ReceptionOptions {
  readonly source: DnsSource;
  /** Whose rules decide what becomes of a mail; "none" takes all, and notes what was found. */
  readonly enforce: Receiver | "none";
  /**
   * The Internet address that a connection stands for, by the name in its EHLO: on loopback all have one. Nothing
   * proves the name, as nothing would within one machine; a name that is not known should get a stranger's address.
   */
  readonly addressOf: (helo: string) => string;
}

interface Arrived {
  readonly raw: Buffer;
  readonly mailFrom: string;
  readonly helo: string;
}

/** What the server notes of a mail that it takes. Throws the SMTP reply for one that it does not. */
export async function judgeArrival(
  { raw, mailFrom, helo }: Arrived,
  { source, enforce, addressOf }: ReceptionOptions,
  clock: Clock,
): Promise<Pick<CapturedMail, "authentication" | "folder">> {
  const arrival = { source, mailFrom, helo, clientIp: addressOf(helo), now: clock.now() };
  const authentication = await verifyMail(raw, arrival);
  if (enforce === "none") return { authentication };
  const reception = receive(authentication, enforce);
  if (reception.action === "refuse") throw new MailRefusal(reception.responseCode, reception);
  return { authentication, ...(reception.folder && { folder: reception.folder }) };
}

/** A mail that is not taken: its text is what the sender is told. */
export class MailRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, { enhanced, reason }: { readonly enhanced: string; readonly reason: string }) {
    super(`${enhanced} ${reason}`);
    this.name = "MailRefusal";
    this.responseCode = responseCode;
  }
}
