import { type Receiver, type Reception, receive } from "../mail-auth/receivers.ts";
import type { CapturedMail } from "../messages/captured-message.ts";
import { type Check, type Finding, fail, pass } from "./finding.ts";
import type { MailAuthFound } from "./mail-auth-signature.ts";
import { concludeForm } from "./mail-verdict.ts";

const requirement = "DZ-29";

/** DZ-29: receivers take the mail, and not as junk. Source: message-rules.md section 8, (48)(49)(50). */
export const checkReceivers: Check<CapturedMail, MailAuthFound & { readonly receivers: readonly Receiver[] }> = (
  mail,
  { authentication, receivers },
) =>
  concludeForm(requirement, mail, {
    expected: `${receivers.join(", ")} take it`,
    hint: "Have SPF and DKIM both pass, at the From domain, and publish DMARC.",
    faults: receivers.flatMap((receiver) => {
      const reception = receive(authentication, receiver);
      const outcome = describe(reception);
      return outcome === "inbox" ? [] : [`${receiver}: ${outcome}`];
    }),
    held: "all of them do",
  });

function describe(reception: Reception): string {
  if (reception.action === "refuse") return `${reception.responseCode} ${reception.enhanced}`;
  return reception.folder ?? "inbox";
}

/** What became of one mail: "inbox", "junk", or the reply to its data: "550 5.7.26". */
export interface MailOutcome {
  readonly wanted: string;
  readonly met: string;
  /** Of what was taken. */
  readonly evidence: readonly string[];
}

/** DZ-29, of a mail server that is told to be such a receiver. */
export function checkOutcome({ wanted, met, evidence }: MailOutcome): Finding {
  const verdict = { expected: wanted, actual: met, evidence };
  const hint = "Publish what tells the issuer's mail from a forger's; receivers do with a mail what the zone says.";
  return met === wanted ? pass(requirement, verdict) : fail(requirement, { ...verdict, hint });
}

/** The outcome of one hand-over: what was filed, or how the server refused it. */
export function outcomeOf(filed: CapturedMail | undefined, refusal: unknown): Pick<MailOutcome, "met" | "evidence"> {
  if (filed) return { met: filed.folder ?? "inbox", evidence: [filed.id] };
  const [, reply] = /\((\d{3} [\d.]+)\)/.exec(refusal instanceof Error ? refusal.message : "") ?? [];
  return { met: reply ?? "nothing", evidence: [] };
}
