import { describe, expect, it } from "vitest";
import { checkNoActiveTemplate, checkNoCardLiterals, checkNoLinks } from "./template-contents.ts";
import { complaintsIn, folderOf } from "./template-folder.fixture.ts";

const cardDataIn = (sms: string) => complaintsIn(checkNoCardLiterals(folderOf({ "en/sms.txt": sms })));
const linksIn = (sms: string) => complaintsIn(checkNoLinks(folderOf({ "en/sms.txt": sms })));

describe("card data in a template (TP-06)", () => {
  it.each([
    ["{{otp}} Example: 4111 1111 1111 1111", 18],
    ["{{otp}} 4111-1111-1111-1111", 9],
    ["{{otp}} card 4539 **{{panSuffix}}", 14],
    ["{{otp}} card 4539 14** **** {{panSuffix}}", 14],
    ["{{otp}} CVV: 737", 9],
    ["{{otp}} PIN 4711", 9],
  ])("is found at its place: %s", (sms, column) => {
    expect(cardDataIn(sms)).toEqual([`en/sms.txt:1:${column} TP-06 FAIL`]);
  });

  it.each([
    "{{otp}} adds card **{{panSuffix}}. Never give it away, nor your PIN or CVV.",
    "{{otp}}. Not you? Call +44 7700 900123 or 0800 123 4567.",
    "{{otp}}. Meridale Bank, company no. 12345678, founded 1907.",
    "{{otp}}. Order no. 4111111111111111 is on its way.",
    "{{otp}}. Account DE89 3704 0044 0532 0130 00.",
    "{{otp}} for Visa {{panSuffix}}, valid 30 min, 24/7 help: 1234.",
  ])("is not seen where there is none: %s", (sms) => {
    expect(cardDataIn(sms)).toEqual([]);
  });

  it("is not seen in colours, sizes and dates of an HTML part", () => {
    const html =
      '<style>p{color:#411111;width:4111px}</style><p id="c4111111111111111">{{otp}} **{{panSuffix}}</p><p>04-07-2026 10:30</p>';
    expect(complaintsIn(checkNoCardLiterals(folderOf({ "en/email.html": html })))).toEqual([]);
  });

  it("is found where an HTML part hides it", () => {
    const html = '<p>{{otp}}</p><img alt="4111 1111 1111 1111" src="cid:logo"><!-- CVV 737 -->';
    expect(complaintsIn(checkNoCardLiterals(folderOf({ "en/email.html": html })))).toHaveLength(2);
  });
});

describe("a link in an SMS (TP-10)", () => {
  it.each([
    "{{otp}} see https://meridale.example/help",
    "{{otp}} www.meridale.example",
    "{{otp}} meridale.example/help",
    "{{otp}} bit.ly/x1",
    "http://127.0.0.1/?c={{otp}}",
  ])("is found: %s", (sms) => {
    expect(linksIn(sms)).toEqual([expect.stringMatching(/^en\/sms\.txt:1:\d+ TP-10 WARN$/)]);
  });

  it.each([
    "{{otp}} adds card {{panSuffix}} to your wallet. Never share it.",
    "{{otp}} is your code.Never share it",
    "{{otp}}, z.B. für Ihr Wallet, ca. 30 Min.",
    "{{otp}}. Write to help@meridale.example",
    "{{otp}} is your code.\n@meridale.example #{{otp}}",
    "{{otp}} costs 1.50 EUR",
  ])("is not seen where there is none: %s", (sms) => {
    expect(linksIn(sms)).toEqual([]);
  });
});

it("active content of an HTML part is found at its place, links and inline pictures are none (EM-08)", () => {
  const html = '<p>{{otp}}</p>\n<script>x()</script><img src="https://t.example/o.gif" alt="">';
  expect(complaintsIn(checkNoActiveTemplate(folderOf({ "en/email.html": html })))).toEqual([
    "en/email.html:2:1 EM-08 WARN",
    expect.stringMatching(/^en\/email\.html:2:\d+ EM-08 WARN$/),
  ]);
  const calm = '<p>{{otp}}</p><a href="https://meridale.example">Meridale</a><img src="cid:logo" alt="Meridale">';
  expect(complaintsIn(checkNoActiveTemplate(folderOf({ "en/email.html": calm })))).toEqual([]);
});
