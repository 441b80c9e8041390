import type { MailAuthentication } from "../messages/mail-authentication.ts";

/** Receivers by whose published rules for senders of many mails a mail is taken or not; `strict` wants all of it. */
export const receivers = ["strict", "gmail", "yahoo", "microsoft"] as const;
export type Receiver = (typeof receivers)[number];

/** What becomes of a mail after its data: refused, for good or for now (RFC 3463), or filed. */
export type Reception =
  | { readonly action: "refuse"; readonly responseCode: number; readonly enhanced: string; readonly reason: string }
  | { readonly action: "file"; readonly folder?: "junk" };

/**
 * How a receiver treats a mail of which it found this. What the domain's own DMARC policy says comes first.
 * Source: message-rules.md section 8, (48)(49)(50); Yahoo publishes no code for it, so its own is an assumption.
 */
export function receive(found: MailAuthentication, receiver: Receiver): Reception {
  const { dmarc } = found;
  if (dmarc.result === "fail" && dmarc.policy === "quarantine") return { action: "file", folder: "junk" };
  const refusal = receiverRules[receiver](found);
  if (refusal && isUndecided(found)) return unanswered;
  return refusal ?? { action: "file" };
}

/** What a mail meets that has to pass several receivers: the first refusal, else the junk folder if one files it there. */
export function receiveByAll(found: MailAuthentication, by: readonly Receiver[]): Reception {
  const met = by.map((receiver) => receive(found, receiver));
  const worst = met.find(({ action }) => action === "refuse") ?? met.find(isJunk);
  return worst ?? { action: "file" };
}

const isJunk = (reception: Reception): boolean => reception.action === "file" && reception.folder === "junk";

/** Name servers that give no answer are no fault of the sender's, who is to try again. Source: RFC 7208 §8.6. */
const isUndecided = ({ spf, dkim, dmarc }: MailAuthentication): boolean =>
  [spf, ...dkim, dmarc].some(({ result }) => result === "temperror");

type Rule = (found: MailAuthentication) => Reception | undefined;

const receiverRules: Readonly<Record<Receiver, Rule>> = {
  strict: (found) => (isProven(found) ? undefined : refuse(550, "5.7.26", "the sender could not be authenticated")),
  gmail: (found) => judgeAsGmail(found),
  yahoo: (found) => (isProven(found) ? undefined : refuse(554, "5.7.9", "not accepted for policy reasons")),
  microsoft: (found) =>
    isProven(found) ? undefined : refuse(550, "5.7.515", "the From domain does not meet the level of authentication"),
};

/** Gmail names each fault by a code of its own. */
function judgeAsGmail(found: MailAuthentication): Reception | undefined {
  const { dmarc } = found;
  const [spf, dkim] = [spfPasses(found), dkimPasses(found)];
  if (!spf && !dkim) return refuse(550, "5.7.26", "neither SPF nor DKIM passes");
  if (dmarc.result === "fail" && dmarc.policy === "reject") return refuse(550, "5.7.26", "DMARC rejects it");
  if (!spf) return refuse(550, "5.7.27", "SPF does not pass");
  if (!dkim) return refuse(550, "5.7.30", "DKIM does not pass");
  if (dmarc.result === "none") return refuse(550, "5.7.40", "the From domain publishes no DMARC record");
  return dmarc.result === "pass" ? undefined : refuse(550, "5.7.32", "From is aligned with neither SPF nor DKIM");
}

const spfPasses = ({ spf }: MailAuthentication): boolean => spf.result === "pass";
const dkimPasses = ({ dkim }: MailAuthentication): boolean => dkim.some(({ result }) => result === "pass");
const isProven = (found: MailAuthentication): boolean =>
  spfPasses(found) && dkimPasses(found) && found.dmarc.result === "pass";

function refuse(responseCode: number, enhanced: string, reason: string): Reception {
  return { action: "refuse", responseCode, enhanced, reason };
}

const unanswered: Reception = refuse(451, "4.4.3", "name servers give no answer: try again");
