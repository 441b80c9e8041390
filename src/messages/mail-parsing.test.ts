import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutMail, findHeader, parseMail } from "./mail-parsing.ts";
import { toMailbox } from "./mailbox.ts";

const mail = (...lines: string[]): Buffer => Buffer.from(lines.join("\r\n"), "latin1");

describe("parseMail", () => {
  it("joins a code that a quoted-printable soft break cuts in two", async () => {
    const { text } = await parseMail(
      mail(
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "Your code is 123=",
        "456.",
      ),
    );
    expect(text).toBe("Your code is 123456.");
  });

  it.each([
    ["iso-8859-1", Buffer.from("Prêt à payer", "latin1"), "Prêt à payer"],
    ["windows-1252", Buffer.from([0x80, 0x20, 0x31, 0x32]), "€ 12"],
    ["utf-16le", Buffer.from("код 123456", "utf16le"), "код 123456"],
  ])("decodes a body in %s", async (charset, body, expected) => {
    const head = `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
    const { text } = await parseMail(Buffer.from(head + body.toString("base64")));
    expect(text).toBe(expected);
  });

  it("decodes a subject of several encoded words, and leaves the header as it was", async () => {
    const words = "=?utf-8?Q?Code_f=C3=BCr?= =?iso-8859-1?B?IGRpZSBLYXJ0ZQ==?=";
    const { subject, headers } = await parseMail(mail(`Subject: ${words}`, "", "x"));
    expect(subject).toBe("Code für die Karte");
    expect(headers).toEqual([["Subject", words]]);
  });

  it.each([
    ["on its own", ["Content-Type: text/html; charset=utf-8", "", "<p>123456</p>"]],
    [
      "as the only alternative",
      [
        'Content-Type: multipart/alternative; boundary="b"',
        "",
        "--b",
        "Content-Type: text/html",
        "",
        "<p>123456</p>",
        "--b--",
      ],
    ],
  ])("makes no text up for an HTML part %s", async (_, lines) => {
    const parsed = await parseMail(mail(...lines));
    expect(parsed).not.toHaveProperty("text");
    expect(parsed.html).toContain("<p>123456</p>");
  });

  it("makes no HTML up for a text", async () => {
    expect(await parseMail(mail("Subject: hi", "", "123456"))).not.toHaveProperty("html");
  });

  it("gives text, HTML and the attachments' names, and pastes no embedded message into the text", async () => {
    const parsed = await parseMail(
      mail(
        "Content-Type: multipart/mixed; boundary=m",
        "",
        "--m",
        "Content-Type: multipart/alternative; boundary=a",
        "",
        "--a",
        "Content-Type: text/plain",
        "",
        "plain 123456",
        "--a",
        "Content-Type: text/html",
        "",
        "<b>123456</b>",
        "--a--",
        "--m",
        "Content-Type: application/pdf",
        'Content-Disposition: attachment; filename="terms.pdf"',
        "",
        "%PDF",
        "--m",
        "Content-Type: message/rfc822",
        "Content-Disposition: inline",
        "",
        "Subject: inner",
        "",
        "999999",
        "--m--",
      ),
    );
    expect(parsed.text?.trim()).toBe("plain 123456");
    expect(parsed.html).toBe("<b>123456</b>");
    expect(parsed.attachments).toMatchObject([
      { filename: "terms.pdf", contentType: "application/pdf" },
      { contentType: "message/rfc822" },
    ]);
  });

  it("keeps repeated and folded headers in their order", async () => {
    const { headers } = await parseMail(
      mail("Received: one", "To: a@veloria.example,", "\tb@veloria.example", "received: two", "", "x"),
    );
    expect(headers).toEqual([
      ["Received", "one"],
      ["To", "a@veloria.example,\tb@veloria.example"],
      ["received", "two"],
    ]);
  });

  it("refuses a mail of absurdly many parts", async () => {
    const parts = Array.from({ length: 300 }, () => ["--b", "Content-Type: text/plain", "", "x"]).flat();
    const absurd = mail("Content-Type: multipart/mixed; boundary=b", "", ...parts, "--b--");
    await expect(parseMail(absurd)).rejects.toMatchObject({ code: "MAIL_UNREADABLE" });
  });

  it("reads any octets without failing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (octets) => {
        expect(typeof (await parseMail(Buffer.from(octets))).subject).toBe("string");
      }),
      { numRuns: 60 },
    );
  });
});

describe("cutMail", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,10}$/);
  const value = fc.stringMatching(/^[!-~]{0,20}$/);

  it("gives back the headers and the body that were put together", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1 }), fc.uint8Array(), (headers, body) => {
        const head = headers.map(([key, text]) => `${key}: ${text}\r\n`).join("");
        const cut = cutMail(Buffer.concat([Buffer.from(`${head}\r\n`), body]));
        expect(cut).toEqual({ headers, body: Buffer.from(body) });
      }),
    );
  });

  it("shows a line that is no header, finds headers whatever their case, and reads UTF-8 and Latin-1", () => {
    const { headers } = cutMail(Buffer.from("no header at all\nsubject: Grüße\n\n"));
    expect(headers[0]).toEqual(["no header at all", ""]);
    expect(findHeader(headers, "Subject")).toBe("Grüße");
    expect(findHeader(cutMail(Buffer.from("Subject: Grüße\n\n", "latin1")).headers, "SUBJECT")).toBe("Grüße");
  });
});

describe("toMailbox", () => {
  it("lowers the domain only", () => {
    expect(toMailbox("Nadia.Haddad@Mail.Veloria.EXAMPLE")).toBe("Nadia.Haddad@mail.veloria.example");
    expect(toMailbox('"A@B"@VELORIA.example')).toBe('"A@B"@veloria.example');
    expect(toMailbox("Postmaster")).toBe("Postmaster");
  });
});
