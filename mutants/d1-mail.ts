import type { OutgoingMail } from "../src/sending/sender.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that is wrong about the form of a mail. */
const wrongMail = (
  id: string,
  caughtBy: string,
  mistake: string,
  change: (mail: OutgoingMail, otp: string) => Partial<OutgoingMail>,
) =>
  wrongD1(id, caughtBy, mistake, ({ renderMail }) => ({
    renderMail: (letter) => {
      const mail = renderMail(letter);
      return { ...mail, ...change(mail, letter.values.otp) };
    },
  }));

const wrongHeader = (id: string, caughtBy: string, mistake: string, headers: Readonly<Record<string, string>>) =>
  wrongMail(id, caughtBy, mistake, () => ({ headers }));

/** The alternatives in the other order. */
function reordered(composed: string): string {
  const boundary = /boundary="([^"]+)"/.exec(composed)?.[1] ?? "";
  const [head = "", text = "", html = "", ...rest] = composed.split(`--${boundary}\r\n`);
  const [htmlPart = "", end = ""] = html.split(`--${boundary}--`);
  return [head, htmlPart, `${text}--${boundary}--${end}`, ...rest].join(`--${boundary}\r\n`);
}

export const d1MailMutants: readonly Mutant[] = [
  wrongMail("footer-added", "EM-12", "D1 adds a footer of its own to the text part.", ({ text }) => ({
    text: `${text}\nPowered by D1`,
  })),
  wrongMail("code-in-subject", "EM-10", "D1 puts the code into the subject.", ({ subject }, otp) => ({
    subject: `${subject} ${otp}`,
  })),
  wrongMail("hidden-digits", "EM-09", "D1 hides a tracking number in white on white.", ({ html = "" }) => ({
    html: html.replace("</body>", '<p style="color:#fff">583 920 117</p></body>'),
  })),
  wrongMail("code-hidden", "EM-09", "D1 shows the code of the HTML part to nobody.", ({ html = "" }, otp) => ({
    html: html.replaceAll(otp, `<span style="position:absolute;left:-9999px">${otp}</span>`),
  })),
  wrongMail("address-as-name", "DZ-16", "D1 shows another bank's address as its name.", ({ from }) => ({
    from: from.replace(/^.*</, '"card@veloria.example" <'),
  })),
  wrongMail("tracking-pixel", "EM-08", "D1 has a server told that the mail was opened.", ({ html = "" }) => ({
    html: html.replace("</body>", '<img src="https://track.meridale.example/o.gif" alt=""></body>'),
  })),
  wrongMail("html-first", "EM-13", "D1 puts the HTML part before the text part.", ({ html = "" }) => ({
    raw: (composed) => reordered(composed),
    html,
  })),
  wrongHeader("message-id-reused", "EM-14", "D1 gives every mail one Message-ID.", {
    "Message-ID": "<step-up@email.meridale.example>",
  }),
  wrongMail("mail-in-clear", "SE-11", "D1 hands mail over without TLS.", () => ({ handOver: "in-clear" })),
  wrongHeader("message-id-without-domain", "EM-01", "D1 writes a Message-ID without a domain.", {
    "Message-ID": "<1>",
  }),
  wrongHeader("endless-header", "EM-03", "D1 writes a header of more than 998 octets.", {
    "X-Trace": "0".repeat(1_000),
  }),
  wrongHeader("raw-header", "EM-06", "D1 writes letters into a header without encoding them.", {
    "X-Bank": "Mérídale",
  }),
  wrongHeader("not-automatic", "EM-07", "D1 says that a person sent the mail.", { "Auto-Submitted": "no" }),
  wrongHeader("reply-to", "EM-11", "D1 has answers sent to somebody else.", { "Reply-To": "eve@evil.example" }),
];
