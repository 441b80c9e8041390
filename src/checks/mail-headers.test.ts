import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CapturedMail } from "../messages/captured-message.ts";
import { judgeMailForm } from "./judge-message.ts";
import { checkFromSubdomain } from "./mail-form.ts";
import {
  checkAutoSubmitted,
  checkHandedOverUnderTls,
  checkHeaderNames,
  checkHeaders,
  checkSubjectKeepsOtp,
} from "./mail-headers.ts";
import { sampleExpectation, sampleMail } from "./sample-messages.fixture.ts";

type Header = CapturedMail["headers"][number];

const usual = sampleMail().headers;
const without = (name: string): CapturedMail => sampleMail({ headers: usual.filter(([header]) => header !== name) });
const adding = (...headers: readonly Header[]): CapturedMail => sampleMail({ headers: [...usual, ...headers] });
const withOther = (name: string, value: string): CapturedMail =>
  sampleMail({ headers: usual.map((header): Header => (header[0] === name ? [name, value] : header)) });

describe("EM-01", () => {
  const result = (mail: CapturedMail) => checkHeaders(mail).result;

  it("accepts a mail with each header once, and one without a subject", () => {
    expect(checkHeaders(sampleMail())).toMatchObject({ requirement: "EM-01", result: "PASS" });
    expect(result(without("Subject"))).toBe("PASS");
  });

  it.each(["From", "Date", "Message-ID"])("misses %s", (name) => {
    expect(result(without(name))).toBe("FAIL");
  });

  it.each(["From", "Date", "Message-ID", "Subject", "To"])("wants no second %s, in whatever case", (name) => {
    const [, value = ""] = usual.find(([header]) => header === name) ?? [];
    expect(result(adding([name.toLowerCase(), value]))).toBe("FAIL");
  });

  it.each([
    "a1@m.example",
    "<a1>",
    "<a1@>",
    "<@m.example>",
    "<a 1@m.example>",
    "<a@b@m.example>",
    "",
    "<a1@m.example> x",
  ])("refuses the Message-ID %j", (id) => {
    expect(result(withOther("Message-ID", id))).toBe("FAIL");
  });

  it.each(["<a1.b-2@m.example>", "<a1@[127.0.0.1]>", '<"a 1"@m.example>', " <a1+b=c@m-x.example> "])(
    "takes the Message-ID %j",
    (id) => {
      expect(result(withOther("Message-ID", id))).toBe("PASS");
    },
  );

  it.each([
    "yesterday",
    "1",
    "2026-07-04",
    "2026-07-04T10:00:00Z",
    "Sat, 04 Jul 2026",
    "04 Jul 26 10:00 GMT",
    "31 Foo 2026 10:00 +0000",
  ])("refuses the Date %j", (date) => {
    expect(result(withOther("Date", date))).toBe("FAIL");
  });

  it.each(["4 Jul 2026 10:00 GMT", "Sat, 04 Jul 2026 12:00:00 +0200 (CEST)"])("takes the Date %j", (date) => {
    expect(result(withOther("Date", date))).toBe("PASS");
  });
});

describe("EM-11", () => {
  it.each(["Bcc", "bcc", "Cc", "Reply-To", "Resent-To", "Resent-From", "Disposition-Notification-To", "", "x evil"])(
    "expects no header called %j",
    (name) => {
      expect(checkHeaderNames(adding([name, "eve@evil.example"]))).toMatchObject({
        requirement: "EM-11",
        result: "FAIL",
      });
    },
  );

  it("expects no second Subject or Content-Type", () => {
    expect(checkHeaderNames(adding(["SUBJECT", "x"])).actual).toBe("a second subject");
    expect(checkHeaderNames(adding(["Content-Type", "a/b"], ["content-type", "a/b"])).result).toBe("FAIL");
  });

  it("expects what senders and mail servers write, as often as they do", () => {
    const way: readonly Header[] = [
      ["Received", "a"],
      ["Received", "b"],
      ["DKIM-Signature", "v=1"],
      ["DKIM-Signature", "v=1"],
      ["ARC-Seal", "i=1"],
      ["X-SES-Outgoing", "x"],
      ["Feedback-ID", "x"],
      ["MIME-Version", "1.0"],
      ["Content-Type", "text/plain"],
    ];
    expect(checkHeaderNames(adding(...way)).result).toBe("PASS");
  });

  it("quotes no name that somebody made up", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^evil-[0-9]{6,9}$/), (name) => {
        const { result, actual } = checkHeaderNames(adding([name, "x"]));
        expect([result, actual]).toEqual(["FAIL", "an unexpected header"]);
      }),
    );
    expect(checkHeaderNames(adding(["Bcc", "x"])).actual).toBe("an unexpected header bcc");
  });
});

it("EM-07 warns of a mail that does not say it was sent by a program", () => {
  expect(checkAutoSubmitted(sampleMail())).toMatchObject({ requirement: "EM-07", result: "PASS" });
  expect(checkAutoSubmitted(withOther("Auto-Submitted", "Auto-Generated (otp)")).result).toBe("PASS");
  expect(checkAutoSubmitted(withOther("Auto-Submitted", "no")).result).toBe("WARN");
  expect(checkAutoSubmitted(withOther("Auto-Submitted", "auto-generatedly")).result).toBe("WARN");
  expect(checkAutoSubmitted(without("Auto-Submitted"))).toMatchObject({ result: "WARN", actual: "no such header" });
});

it("EM-10 warns of a code in the subject, however it is written", () => {
  const result = (subject: string, otp = "123456") => checkSubjectKeepsOtp(sampleMail({ subject }), { otp }).result;
  expect(result("Your code to add a card")).toBe("PASS");
  for (const written of ["123456", "123 456", "１２３４５６", "١٢٣٤٥٦"]) expect(result(`Code ${written}`)).toBe("WARN");
  expect(result("Order 81234567")).toBe("PASS");
  expect(result("Your 7 cards", "7")).toBe("PASS");
  expect(result("Code a1b2c3d4", "A1B2C3D4")).toBe("WARN");
});

it("SE-11 warns of a hand-over in clear, and says nothing where nobody saw it", () => {
  expect(checkHandedOverUnderTls(sampleMail({ secure: true })).result).toBe("PASS");
  expect(checkHandedOverUnderTls(sampleMail({ secure: false }))).toMatchObject({
    requirement: "SE-11",
    result: "WARN",
  });
  const { secure, ...mail } = sampleMail();
  expect(secure).toBe(true);
  expect(checkHandedOverUnderTls(mail).result).toBe("NOT_APPLICABLE");
});

describe("DZ-16", () => {
  const subdomain = "email.meridale.example";
  const result = (from: string) => checkFromSubdomain(withOther("From", from), { subdomain }).result;

  it.each([
    '"service@veloria.example" <card@email.meridale.example>',
    "service@veloria.example <card@email.meridale.example>",
    "=?utf-8?Q?service=40veloria=2Eexample?= <card@email.meridale.example>",
    "card@email.meridale.example (service@veloria.example)",
    "card@email.meridale.example, eve@evil.example",
    "card@email.meridale.example, otp@email.meridale.example",
    "Meridale: eve@evil.example;",
    "Meridale: card@email.meridale.example, eve@evil.example;",
    "card@email.meridale.example: eve@evil.example;",
    "<card@email.meridale.example> <eve@evil.example>",
    "undisclosed: ;",
  ])("refuses %s", (from) => {
    expect(result(from)).toBe("FAIL");
  });

  it.each([
    "Meridale Bank <card@email.meridale.example>",
    '"card@email.meridale.example" <card@email.meridale.example>',
    '"Meridale @ Home" <card@email.meridale.example>',
    "=?utf-8?Q?M=C3=A9ridale?= <card@EMAIL.meridale.example>",
    "card@email.meridale.example (Meridale Bank)",
  ])("accepts %s", (from) => {
    expect(result(from)).toBe("PASS");
  });
});

it("every rule of form is judged on every mail, and a right one breaks none", () => {
  const text = "123456 is your code for card **6467";
  const mail = sampleMail({ text, html: `<p>${text}</p>` });
  const findings = judgeMailForm(mail, { ...sampleExpectation, recipient: mail.recipient });
  expect(findings.filter(({ result }) => result !== "PASS")).toEqual([]);
  expect(findings.map(({ requirement }) => requirement).sort()).toEqual(
    "EM-01 EM-02 EM-03 EM-04 EM-05 EM-06 EM-07 EM-08 EM-09 EM-10 EM-11 EM-13 SE-11".split(" "),
  );
});
