import { describe, expect, it } from "vitest";
import { parseMail } from "../messages/mail-parsing.ts";
import { judgeMailForm } from "./judge-message.ts";
import { sampleExpectation, sampleMail } from "./sample-messages.fixture.ts";

const K = 1_000;
const page = (html: string): string => `MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`;
const styled = (css: string, html = "<p class=a>x"): string => page(`<style>${css}</style>${html}`);
const text = (body: string, header = ""): string => `${header}Content-Type: text/plain; charset=utf-8\r\n\r\n${body}`;

/** A mail server takes each of these; reading it must take no longer than an ordinary mail's share of a run. */
const bombs: Readonly<Record<string, string>> = {
  "a line of blanks": text(`${" ".repeat(300 * K)}x`, "Content-Transfer-Encoding: quoted-printable\r\n"),
  "flowed quotes": `Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n${"> ".repeat(150 * K)}`,
  "an open comment in a field": text("x", `Content-Transfer-Encoding: ${"(".repeat(200 * K)}\r\n`),
  "an open comment in From": text("x", `From: ${"(".repeat(100 * K)}\r\n`),
  "dates without end": text("x", `Date: Sat,${" ".repeat(200 * K)}x\r\n`),
  "open encoded words": text("x", `Subject: ${"=?utf-8?Q?".repeat(20 * K)}\r\n`),
  "comments in comments": page("<!--[if a]>".repeat(25 * K)),
  "settings in a comment": page(`<!--[if mso]>${"<xml>".repeat(20 * K)}-->`),
  "nested tables": page("<table><tr><td>".repeat(30 * K)),
  "nested links": page("<a href=x>".repeat(22 * K)),
  "children without number": page("<br>".repeat(50 * K)),
  "entities by the thousand": page("&#49;".repeat(50 * K)),
  "open brackets in a style": page(`<p style="${"a(".repeat(100 * K)}">x`),
  "rules that all hold": styled(".a{color:red}".repeat(3 * K), "<p class=a>x".repeat(3 * K)),
  "nested conditions": styled("@media x{".repeat(10 * K)),
  "open blocks": styled("a{".repeat(30 * K)),
  "open addresses": styled("url(".repeat(60 * K)),
  "parts in parts": "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(100),
  "mails in mails": "Content-Type: message/rfc822\r\n\r\n".repeat(10 * K),
};

describe("a mail made to be read for ever is judged all the same", () => {
  it.each(Object.entries(bombs))(
    "%s",
    async (_, source) => {
      const raw = Buffer.from(`Subject: Code\r\n${source}`);
      const parsed = await parseMail(raw).catch(() => ({}));
      const mail = sampleMail({ raw, ...parsed });
      const findings = judgeMailForm(mail, { ...sampleExpectation, recipient: mail.recipient });
      expect(findings.some(({ result }) => result === "FAIL")).toBe(true);
    },
    5_000,
  );
});
