import { createDkimKey } from "../src/mail-auth/dkim-key.ts";
import { fieldName } from "../src/mail-auth/header-fields.ts";
import type { MailSigning } from "../src/mail-auth/sign-mail.ts";
import type { OutgoingMail } from "../src/sending/sender.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

const feature = "dns-zone/mail.feature";

/** A D1 whose mail a receiver cannot tell from a forger's; without a key there is nothing to be wrong about. */
const wrongSender = (
  id: string,
  caughtBy: string,
  mistake: string,
  change: (mail: OutgoingMail & { readonly signing: MailSigning }) => OutgoingMail,
): Mutant => ({
  ...wrongD1(`mail-${id}`, caughtBy, mistake, ({ renderMail }) => ({
    renderMail: (letter) => {
      const mail = renderMail(letter);
      const { signing } = mail;
      return signing ? change({ ...mail, signing }) : mail;
    },
  })),
  feature,
});

const wrongSigning = (
  id: string,
  mistake: string,
  changes: (signing: MailSigning) => Partial<MailSigning>,
  caughtBy = "DZ-13",
): Mutant =>
  wrongSender(id, caughtBy, mistake, (mail) => ({ ...mail, signing: { ...mail.signing, ...changes(mail.signing) } }));

const wrongRelay = (id: string, caughtBy: string, mistake: string, onRelay: (signed: string) => string): Mutant =>
  wrongSender(id, caughtBy, mistake, (mail) => ({ ...mail, onRelay }));

const wrongEnvelope = (id: string, caughtBy: string, mistake: string, returnPath: string): Mutant =>
  wrongSender(id, caughtBy, mistake, (mail) => ({ ...mail, returnPath }));

const unsigned = ({ signing: _none, ...mail }: OutgoingMail): OutgoingMail => mail;

/** Signed headers that are all but the one. */
const without = (name: string) => () => ({
  signedHeaders: ["to", "subject", "date", "from"].filter((h) => h !== name),
});

/** What a relay makes of the signature's own line. */
const tagChanged =
  (from: RegExp, to: string) =>
  (signed: string): string =>
    signed.replace(from, to);

const isSignature = (field: string): boolean => fieldName(field) === "dkim-signature";

/** The mail with its signature taken off. */
function stripped(signed: string): string {
  const [head = "", ...body] = signed.split("\r\n\r\n");
  const fields = head.split(/\r\n(?![ \t])/).filter((field) => !isSignature(field));
  return [fields.join("\r\n"), ...body].join("\r\n\r\n");
}

export const d1MailAuthMutants: readonly Mutant[] = [
  wrongSender("unsigned", "DZ-13", "D1 signs no mail.", unsigned),
  wrongSigning("wrong-key", "D1 signs with a key that is not published.", () => ({
    privateKey: createDkimKey().privateKey,
  })),
  wrongSigning("wrong-selector", "D1 names a selector that is not published.", () => ({ selector: "meridale2" })),
  wrongSigning("domain-misspelt", "D1 signs for a domain that nobody has.", () => ({
    domain: "emial.meridale.example",
  })),
  wrongSigning("from-unsigned", "D1 leaves From out of what it signs.", without("from")),
  wrongSigning("sha-1", "D1 signs with SHA-1.", () => ({ algorithm: "rsa-sha1" })),
  wrongSigning("body-unsigned", "D1 signs no octet of the body: l=0.", () => ({ bodyLength: 0 })),
  wrongSigning("body-half-signed", "D1 signs the beginning of the body: l=20.", () => ({ bodyLength: 20 })),
  wrongSigning("expired", "D1's signature has expired before it is sent.", () => ({ lifetimeS: -60 })),
  wrongSigning("ed25519-unpublished", "D1 signs with Ed25519, and publishes an RSA key.", () => ({
    privateKey: createDkimKey({ curve: "ed25519" }).privateKey,
  })),
  wrongRelay("footer-after-signing", "DZ-13", "A relay of D1's adds a footer to the signed mail.", (signed) =>
    signed.replace(/\r\n$/, "\r\n-- \r\nSent by D1\r\n"),
  ),
  wrongRelay("subject-after-signing", "DZ-13", "A relay of D1's marks the subject of the signed mail.", (signed) =>
    signed.replace(/^Subject: /m, "Subject: [D1] "),
  ),
  wrongRelay("body-hash-cut", "DZ-13", "A relay of D1's cuts the body hash.", tagChanged(/bh=../, "bh=")),
  wrongRelay("algorithm-renamed", "DZ-13", "A relay of D1's renames the algorithm.", tagChanged(/a=rsa/, "a=rsb")),
  wrongRelay("signature-lost", "DZ-13", "A relay of D1's takes the signature off.", stripped),
  wrongEnvelope(
    "return-path-of-stranger",
    "DZ-05",
    "D1's MAIL FROM is of a domain that does not name D1.",
    "b@d1.example",
  ),
  wrongEnvelope("return-path-of-parent", "DZ-05", "D1's MAIL FROM is of the domain above.", "b@meridale.example"),
  wrongSender(
    "dmarc-lost",
    "DZ-14",
    "D1 shows a From of the domain above, which neither signature nor MAIL FROM is of.",
    (mail) => ({
      ...mail,
      from: mail.from.replace("@email.", "@"),
    }),
  ),
  wrongSender("from-below", "DZ-14", "D1 shows a From of a domain below, and the zone wants equal ones.", (mail) => ({
    ...mail,
    from: mail.from.replace("@", "@news."),
  })),
  wrongSender("second-from", "DZ-14", "D1 writes, and signs, a second From.", (mail) => ({
    ...mail,
    raw: (composed) => `From: eve@evil.example\r\n${composed}`,
  })),
  {
    ...wrongSender("unsigned-to-many", "DZ-29", "D1 signs no mail, and large receivers want it.", unsigned),
    feature: "dns-zone/reception.feature",
    scenario: "The code comes by e-mail, past the rules of every large receiver",
  },
  {
    ...wrongEnvelope("spf-not-aligned", "DZ-15", "D1's MAIL FROM is of its own domain.", "b@d1.example"),
    scenario: "The code comes by e-mail from somebody who sends many",
  },
];
