import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldDigits, joinDigits } from "./digit-folding.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import { readHtml } from "./html-text.ts";
import { bodyViews, everyView, writtenViews } from "./message-views.ts";
import { readMimeParts } from "./mime-parts.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

describe("the views of a message", () => {
  it("name what the End User sees and what only travels", () => {
    const mail = sampleMail({ text: "Hi", html: "<p>Hi</p>" });
    expect(bodyViews(sampleSms("Hi"))).toEqual([{ name: "SMS text", text: "Hi", visible: true }]);
    expect(writtenViews(mail).map(({ name }) => name)).toEqual(["subject", "text part", "HTML part", "hidden HTML"]);
    const unseen = everyView(mail).filter(({ visible }) => !visible);
    expect(unseen.map(({ name }) => name)).toEqual([
      "hidden HTML",
      "parts in a row",
      "headers",
      "MIME part 1 (text/plain)",
      "raw source",
      "envelope",
    ]);
  });
});

describe("readHtml", () => {
  it("keeps inline text together and parts blocks, cells and lines", () => {
    expect(
      readHtml("<p>A <span>123</span>456</p>\n<p>B<br>C</p><table><tr><td>1</td><td>2</td></tr></table>").visible,
    ).toBe("A 123456\nB\nC\n1\t2");
  });

  it.each([
    '<p style="color:red; display: none">9</p>',
    '<p style="visibility:hidden">9</p>',
    '<p style="font-size:0px;">9</p>',
    '<p style="opacity:0">9</p>',
    "<p hidden><b>9</b></p>",
    "<style>9</style>",
    "<script>9</script>",
    "<template>9</template>",
    "<!--9-->",
    '<img alt="9">',
  ])("puts %s among the hidden", (html) => {
    const { visible, hidden } = readHtml(`<p>seen</p>${html}`);
    expect(visible).toBe("seen");
    expect(hidden).toContain("9");
  });

  it("shows what only looks like hiding", () => {
    for (const style of ["font-size:0.9em", "opacity:0.5", "display:block"]) {
      expect(readHtml(`<p style="${style}">9</p>`).visible).toBe("9");
    }
  });

  it("survives five thousand nested elements", () => {
    expect(readHtml(`${"<div>".repeat(5000)}9`).visible).toBe("9");
  });
});

describe("readMimeParts", () => {
  const multipart = [
    'Content-Type: multipart/mixed; boundary="b1"',
    "",
    "preamble",
    "--b1",
    "Content-Type: text/plain; charset=utf-16le",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("123456", "utf16le").toString("base64"),
    "--b1",
    "Content-Type: multipart/alternative;",
    " boundary=b2",
    "",
    "--b2",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "caf=C3=A9 123=",
    "456",
    "--b2--",
    "--b1--",
  ].join("\r\n");

  it("undoes transfer encodings and charsets, however nested", () => {
    expect(readMimeParts(Buffer.from(multipart)).map(({ text }) => text.trim())).toEqual(["123456", "café 123456"]);
  });

  it("reads an unknown charset and a message in a message", () => {
    const odd = "Content-Type: message/rfc822\n\nContent-Type: text/plain; charset=x-nobody\n\n123456";
    expect(readMimeParts(Buffer.from(odd))).toMatchObject([{ contentType: "text/plain", text: "123456" }]);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (raw) => void readMimeParts(Buffer.from(raw))));
  });
});

it("decodeEncodedWords joins neighbours and reads both encodings", () => {
  expect(decodeEncodedWords("=?UTF-8?B?MTIz?= =?utf-8?q?456_caf=C3=A9?= and more")).toBe("123456 café and more");
  expect(decodeEncodedWords("plain =?broken")).toBe("plain =?broken");
});

describe("foldDigits", () => {
  it("turns every script's digits to ASCII", () => {
    expect(foldDigits("٠١٢ ۳۴ ５ ६ ๗ 𝟖 ９")).toBe("012 34 5 6 7 8 9");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(0x660, 0x6f0, 0x966, 0xe50, 0xff10, 0x1d7f6),
        (n, zero) => {
          expect(foldDigits(String.fromCodePoint(zero + n))).toBe(String(n));
        },
      ),
    );
  });

  it("leaves a text of ASCII digits as it is, however often", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(foldDigits(foldDigits(text))).toBe(foldDigits(text));
      }),
    );
    expect(joinDigits("12-34 56, 78")).toBe("123456, 78");
  });
});
