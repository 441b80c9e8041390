import { createDkimKey } from "../src/mail-auth/dkim-key.ts";
import { openMailIdentity } from "../src/mail-auth/mail-identity.ts";
import type { MailSigning } from "../src/mail-auth/sign-mail.ts";
import type { OutgoingMail } from "../src/sending/sender.ts";
import { greetings } from "../src/testbed/mail-reception.ts";
import { identityOf } from "./published-zone.ts";
import type { Scenario } from "./scenario.ts";

/** A mail to the scenario's person, right or wrong as its kind says, and how whoever hands it over greets. */
export function composeLetter(
  scenario: Scenario,
  kind: string,
): { readonly mail: OutgoingMail; readonly greeting: string } {
  const wrong = kinds[kind];
  if (!wrong) throw new Error(`nobody knows how a mail comes ${kind}`);
  const { changes = {}, isUnsigned, greeting = greetings.d1 } = wrong(scenario);
  const { signing, ...unsigned } = { ...letterTo(scenario), ...changes };
  return { mail: isUnsigned || !signing ? unsigned : { ...unsigned, signing }, greeting };
}

/** A key beside the usual one, for the selector meridale2. */
export const secondKey = createDkimKey({ curve: "ed25519" });

/** What is changed of a mail that is right, and how whoever hands it over greets. */
interface Wrong {
  readonly changes?: Partial<OutgoingMail>;
  /** Without its signature. */
  readonly isUnsigned?: true;
  readonly greeting?: string;
}

const stranger = "stranger.example";

const kinds: Readonly<Record<string, (scenario: Scenario) => Wrong>> = {
  "as it should be": () => ({}),
  "without a signature": () => ({ isUnsigned: true }),
  "from a stranger's address": () => ({ greeting: stranger }),
  "without a signature from a stranger's address": () => ({ isUnsigned: true, greeting: stranger }),
  "with a signature by another key": (scenario) => ({ changes: { signing: signedBy(scenario, "meridale1") } }),
  "signed with the second key": (scenario) => ({ changes: { signing: signedBy(scenario, "meridale2") } }),
  "altered on its way": () => ({ changes: { onRelay: (signed) => signed.replace("654321", "654322") } }),
  "of a sender with a zone of its own": (scenario) => ({ changes: ofAnother(scenario, "d1.example") }),
  "that shows a From outside the subdomain": () => ({ changes: { from: "Meridale Bank <card@meridale.example>" } }),
};

function letterTo(scenario: Scenario): OutgoingMail {
  const { returnPath, signing } = identityOf(scenario);
  const { email: to = "" } = scenario.actor("they").endUser.profile;
  const date = new Date(scenario.worker.clock.now());
  const from = `Meridale Bank <card@${signing.domain}>`;
  return { from, to, subject: "Your code", text: "654321 is your code.", date, returnPath, signing };
}

const signedBy = (scenario: Scenario, selector: string): MailSigning => ({
  ...identityOf(scenario).signing,
  ...{ selector, privateKey: secondKey.privateKey },
});

/** Right in every way, for a domain that is not the issuer's. */
function ofAnother(scenario: Scenario, domain: string): Partial<OutgoingMail> {
  const { zone, signing, returnPath } = openMailIdentity(domain);
  const { dns } = scenario.worker.bed;
  if (dns) scenario.atEnd(dns.setZone(zone));
  return { signing, returnPath };
}
