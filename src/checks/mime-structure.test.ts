import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEntities } from "./mime-entities.ts";
import { structureFaultsIn } from "./mime-structure.ts";

const faults = (...lines: readonly string[]): readonly string[] =>
  structureFaultsIn(Buffer.from(["MIME-Version: 1.0", ...lines].join("\r\n"), "latin1"));
const multipart = (subtype: string, parts: readonly string[], boundary = "b"): string =>
  [
    `Content-Type: multipart/${subtype}; boundary="${boundary}"`,
    "",
    ...parts.flatMap((part) => [`--${boundary}`, part]),
    `--${boundary}--`,
    "",
  ].join("\r\n");

const text = "Content-Type: text/plain; charset=utf-8\r\n\r\n123456";
const page = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>123456</p>";
const logo = "Content-Type: image/png\r\nContent-ID: <a>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\nRw==";
const file = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx";

describe("a mail that is put together well", () => {
  it.each([
    text,
    page,
    multipart("alternative", [text, page]),
    multipart("alternative", [text, multipart("related", [page, logo], "b2")]),
    multipart("related", [multipart("alternative", [text, page], "b.2"), logo]),
    multipart("mixed", [multipart("alternative", [text, page], "b2"), file]),
    multipart("alternative", [text, page], "=_+'(),-./:?"),
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nC\xc3\xb3digo",
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\nC=C3=B3digo 123=\r\n456=",
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64 (soft)\r\n\r\nMTIz\r\nNDU2\r\n",
    "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nYour code: \r\n123456 \r\n(ten minutes)",
    `Content-Type: multipart/mixed; boundary=b\r\n\r\nThis is a multi-part message in MIME format.\r\n--b\r\n${text}\r\n--b--\r\n`,
  ])("%j", (mail) => {
    expect(faults(mail)).toEqual([]);
  });

  it("without MIME, as mail was once", () => {
    expect(structureFaultsIn(Buffer.from("Subject: a\r\n\r\n123456"))).toEqual([]);
  });
});

describe("a mail that is not", () => {
  it.each<[string, string]>([
    ["more than one text/plain part", multipart("alternative", [text, text])],
    ["more than one text/html part", multipart("alternative", [text, page, page])],
    ["the HTML part stands before the text part", multipart("alternative", [page, text])],
    ["text and HTML are no alternatives of each other", multipart("mixed", [text, page])],
    [
      "text and HTML are no alternatives of each other",
      multipart("mixed", [multipart("alternative", [text], "b2"), multipart("alternative", [page], "b3")]),
    ],
    ["another mail inside this one", multipart("mixed", [text, `Content-Type: message/rfc822\r\n\r\n${text}`])],
    ["a multipart whose last boundary is missing", multipart("alternative", [text, page]).replace("--b--", "")],
    ["a multipart whose boundary never comes", "Content-Type: multipart/alternative; boundary=b\r\n\r\n123456"],
    ["a multipart whose boundary never comes", "Content-Type: multipart/alternative\r\n\r\n--b\r\n\r\n123456\r\n--b--"],
    ["digits outside all parts, where no reader shows them", `${multipart("alternative", [text, page])}ref 583920`],
    [
      "digits outside all parts, where no reader shows them",
      multipart("alternative", [text, page]).replace("--b\r\n", "583920\r\n--b\r\n"),
    ],
    ["a multipart that is encoded as a whole", `Content-Transfer-Encoding: base64\r\n${multipart("mixed", [text])}`],
    ["a transfer encoding that nobody knows", "Content-Transfer-Encoding: x-uuencode\r\n\r\n123456"],
    ["a part that is not 7bit as it says", "Content-Type: text/plain; charset=utf-8\r\n\r\nC\xc3\xb3digo"],
    ["a part that is not base64 as it says", "Content-Transfer-Encoding: base64\r\n\r\nMTIzNDU2*"],
    ["a part that is not base64 as it says", "Content-Transfer-Encoding: base64\r\n\r\nMTIzNDU"],
    ["a part that is not base64 as it says", "Content-Transfer-Encoding: base64\r\n\r\nMTI=NDU2"],
    ["a part that is not quoted-printable as it says", "Content-Transfer-Encoding: quoted-printable\r\n\r\n1=G1"],
    ["a part that is not quoted-printable as it says", "Content-Transfer-Encoding: quoted-printable\r\n\r\n\xe9"],
    ["a word cut at the end of a flowed line", "Content-Type: text/plain; format=flowed; DelSp=yes\r\n\r\n123 \r\n456"],
    ["a part with one of its headers twice", multipart("mixed", [`Content-Type: text/plain\r\n${text}`])],
  ])("%s", (fault, mail) => {
    expect(faults(mail)).toContain(fault);
  });

  it("does not say that it is MIME", () => {
    expect(structureFaultsIn(Buffer.from(text))).toEqual(["no MIME-Version"]);
  });

  it("is nested deeper than anybody reads", () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
    );
    expect(faults(levels.join(""))).toContain("parts nested deeper than 20");
  });
});

it("finds every part again, whatever the boundary is and whatever stands in them", () => {
  const boundary = fc.stringMatching(/^[0-9A-Za-z'()+_,./:=?-]{1,20}$/);
  fc.assert(
    fc.property(boundary, fc.array(fc.string(), { minLength: 1 }), (mark, bodies) => {
      fc.pre(bodies.every((body) => !body.includes("--")));
      const parts = bodies.map((body) => `Content-Type: text/plain\r\n\r\n${body}`);
      const [whole, ...found] = readEntities(Buffer.from(multipart("mixed", parts, mark)));
      expect(whole?.ending).toBe("closed");
      expect(found.map(({ body }) => body)).toEqual(bodies.map((body) => `${Buffer.from(body).toString("latin1")}\r`));
    }),
  );
});
