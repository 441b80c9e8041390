import type { Clock } from "../../src/clock.ts";
import type { DnsSource } from "../../src/dns/dns-source.ts";
import { type Receiver, receiveByAll } from "../../src/mail-auth/receivers.ts";
import { verifyMail } from "../../src/mail-auth/verify-mail.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { traceHeaders } from "./trace-headers.ts";

/** How the server looks at who sends. */
export interface ReceptionOptions {
  readonly source: DnsSource;
  /** Whose rules decide what becomes of a mail, all of them; nobody's: it takes all, and notes what was found. */
  readonly enforce: readonly Receiver[];
  /**
   * The Internet address that a connection stands for, by the name in its EHLO: on loopback all have one. Nothing
   * proves the name, as nothing would within one machine; a name that is not known should get a stranger's address.
   */
  readonly addressOf: (helo: string) => string;
  /**
   * Whether anything may be published for a domain, in lower case. As long as nothing is enforced, a mail of domains
   * with nothing is not looked at: there is nothing to find. Default: it may.
   */
  readonly isPublished?: (domain: string) => boolean;
}

/** A mail as it came. */
export interface Arrived extends Pick<CapturedMail, "raw" | "headers"> {
  readonly mailFrom: string;
  readonly helo: string;
  /** Under TLS. */
  readonly secure: boolean;
}

/** What the server notes of a mail that it takes. Throws the SMTP reply for one that it does not. */
export async function judgeArrival(
  arrived: Arrived,
  { source, enforce, addressOf, isPublished = () => true }: ReceptionOptions,
  clock: Clock,
): Promise<Pick<CapturedMail, "authentication" | "folder" | "trace">> {
  const { raw, mailFrom, helo } = arrived;
  const arrival = { source, mailFrom, helo, clientIp: addressOf(helo), now: clock.now() };
  if (enforce.length === 0 && !domainsIn(arrived).some(isPublished)) return { trace: traceHeaders(arrived, arrival) };
  const authentication = await verifyMail(raw, arrival);
  const reception = receiveByAll(authentication, enforce);
  if (reception.action === "refuse") throw new MailRefusal(reception.responseCode, reception);
  const trace = traceHeaders(arrived, { ...arrival, authentication });
  return { authentication, trace, ...(reception.folder && { folder: reception.folder }) };
}

/** Whatever could be the domain of MAIL FROM, of From or of a signature: rather one too many. */
function domainsIn({ mailFrom, helo, headers }: Arrived): readonly string[] {
  const telling = headers.filter(([name]) => /^(from|dkim-signature)$/i.test(name)).map(([, value]) => value);
  const found = telling.flatMap((value) => value.match(/(?<=[@=]\s*)[\w-]+(\.[\w-]+)+/g) ?? []);
  return [...found, mailFrom.slice(mailFrom.lastIndexOf("@") + 1), helo].map((domain) => domain.toLowerCase());
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
