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

/** A D1 whose mail is changed after it was composed. */
const wrongSource = (id: string, caughtBy: string, mistake: string, change: (composed: string) => string) =>
  wrongMail(id, caughtBy, mistake, () => ({ raw: change }));

const wrongHeader = (id: string, caughtBy: string, mistake: string, headers: Readonly<Record<string, string>>) =>
  wrongMail(id, caughtBy, mistake, () => ({ headers }));

/** The alternatives in the other order. */
function reordered(composed: string): string {
  const boundary = /boundary="([^"]+)"/.exec(composed)?.[1] ?? "";
  const [head = "", text = "", html = "", ...rest] = composed.split(`--${boundary}\r\n`);
  const [htmlPart = "", end = ""] = html.split(`--${boundary}--`);
  return [head, htmlPart, `${text}--${boundary}--${end}`, ...rest].join(`--${boundary}\r\n`);
}

/** The mail as a part of another that is addressed alike. */
function packed(composed: string): string {
  const own = /^(?:From|To|Subject|Date|Message-ID|Auto-Submitted|MIME-Version): .*\r\n(?:[ \t].*\r\n)*/gm;
  return `${(composed.match(own) ?? []).join("")}Content-Type: message/rfc822\r\n\r\n${composed}`;
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
  wrongMail("script", "EM-08", "D1 counts down the code's minutes with a script.", ({ html = "" }) => ({
    html: html.replace("</body>", "<script>setInterval(count, 1000)</script></body>"),
  })),
  wrongMail("dark-on-dark", "EM-09", "D1 darkens the page on dark screens, and not the letters.", ({ html = "" }) => ({
    html: html.replace(
      "</head>",
      "<style>@media (prefers-color-scheme: dark) { body { background-color: #111 !important } }</style></head>",
    ),
  })),
  wrongMail("other-code-in-outlook", "EM-09", "D1 shows Outlook a code of another mail.", ({ html = "" }) => ({
    html: html.replace("</body>", "<!--[if mso]><p>583920</p><![endif]--></body>"),
  })),
  wrongSource("not-alternatives", "EM-13", "D1 sends text and HTML as two parts to be read both.", (composed) =>
    composed.replace("multipart/alternative", "multipart/mixed"),
  ),
  wrongSource("boundary-open", "EM-13", "D1 forgets the last boundary of a mail.", (composed) =>
    composed.replace(/--\r\n\s*$/, "\r\n"),
  ),
  wrongSource("no-mime-version", "EM-13", "D1 does not say that its mail is MIME.", (composed) =>
    composed.replace(/^MIME-Version: .*\r\n/m, ""),
  ),
  wrongSource("forwarded", "EM-13", "D1 packs its mail into another mail.", packed),
  wrongSource("base64-that-is-none", "EM-13", "D1 calls parts base64 that are none.", (composed) =>
    composed.replaceAll(/^Content-Transfer-Encoding: .*$/gm, "Content-Transfer-Encoding: base64"),
  ),
  wrongSource("charset-of-yesterday", "EM-06", "D1 writes UTF-8 and calls it ISO 8859-1.", (composed) =>
    composed.replaceAll("charset=utf-8", "charset=iso-8859-1"),
  ),
  wrongSource("ascii-that-is-none", "EM-06", "D1 calls every text ASCII.", (composed) =>
    composed.replaceAll("charset=utf-8", "charset=us-ascii"),
  ),
  wrongSource("encoding-forgotten", "EM-12", "D1 encodes the parts and does not say so.", (composed) =>
    composed.replaceAll("quoted-printable", "7bit"),
  ),
  wrongSource("date-of-databases", "EM-01", "D1 writes the Date as databases do.", (composed) =>
    composed.replace(/^Date: .*$/m, "Date: 2026-07-04 10:00:00"),
  ),
  wrongD1("device-name-in-subject", "SE-10", "D1 puts the device's own name into the subject.", ({ renderMail }) => ({
    renderMail: (letter) => {
      const { subject, ...mail } = renderMail(letter);
      const name = letter.delivery.digitization.requestor.deviceInfo?.deviceName ?? "";
      return { ...mail, subject: `${subject} ${name.replace(/[\r\n]+/g, " ")}` };
    },
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
