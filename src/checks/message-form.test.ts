import { describe, expect, it } from "vitest";
import type { CapturedMail } from "../messages/captured-message.ts";
import { readAddresses } from "./mail-addresses.ts";
import { checkFromSubdomain, checkOneRecipient, checkPartsAgree, checkTextPart } from "./mail-form.ts";
import { sampleExpectation, sampleMail, sampleSms } from "./sample-messages.fixture.ts";
import { checkDestination, checkSmsText } from "./sms-form.ts";

const recipient = "nadia.haddad@mail.example";
const withHeaders = (...headers: readonly (readonly [string, string])[]): CapturedMail => sampleMail({ headers });
const from = ["From", "Meridale <card@email.meridale.example>"] as const;

describe("EM-02", () => {
  it("accepts the one contact, with a display name too", () => {
    expect(checkOneRecipient(sampleMail(), { recipient }).result).toBe("PASS");
    expect(checkOneRecipient(withHeaders(from, ["To", `"Haddad, Nadia" <${recipient}>`]), { recipient }).result).toBe(
      "PASS",
    );
  });

  it.each([
    ["no To", withHeaders(from)],
    ["two addresses", withHeaders(from, ["To", `${recipient}, eve@evil.example`])],
    ["two To headers", withHeaders(from, ["To", recipient], ["to", recipient])],
    ["a Bcc", withHeaders(from, ["To", recipient], ["bcc", "eve@evil.example"])],
    ["another To", withHeaders(from, ["To", "eve@evil.example"])],
    ["two in the envelope", sampleMail({ envelope: { mailFrom: "", rcptTo: [recipient, "eve@evil.example"] } })],
  ])("catches %s", (_, mail) => {
    expect(checkOneRecipient(mail, { recipient }).result).toBe("FAIL");
  });
});

it("EM-04 wants a text part that says something", () => {
  expect(checkTextPart(sampleMail({ text: "123456" })).result).toBe("PASS");
  expect(checkTextPart(sampleMail({ html: "<p>123456</p>" })).result).toBe("FAIL");
  expect(checkTextPart(sampleMail({ text: " \n" })).result).toBe("FAIL");
});

describe("EM-05", () => {
  const result = (parts: { readonly text?: string; readonly html?: string }) =>
    checkPartsAgree(sampleMail(parts), sampleExpectation).result;
  const text = "Code 123456 for card **6467";

  it("compares both parts", () => {
    expect(result({ text, html: "<p>Code <b>123</b>456 for card <i>**6467</i></p>" })).toBe("PASS");
    expect(result({ text, html: "<p>Code &#49;23456 for card **6467</p>" })).toBe("PASS");
    expect(result({ text, html: "<p>Code 654321 for card **6467</p>" })).toBe("FAIL");
    expect(result({ text, html: "<p>Code 123456 for card **1111</p>" })).toBe("FAIL");
    expect(result({ text: "Code 123456", html: `<p>${text}</p>` })).toBe("FAIL");
    expect(result({ text, html: '<p>Code <span style="font-size:0">123456</span> for card **6467</p>' })).toBe("FAIL");
  });

  it("has nothing to compare in a mail of one part", () => {
    expect(result({ text })).toBe("NOT_APPLICABLE");
    expect(result({})).toBe("FAIL");
  });
});

it("DZ-16 wants exactly one From, at the agreed subdomain", () => {
  const subdomain = "email.meridale.example";
  const fromAt = (value: string) => checkFromSubdomain(withHeaders(["From", value]), { subdomain }).result;
  expect(fromAt("Meridale Bank <card@email.meridale.example>")).toBe("PASS");
  expect(fromAt("card@EMAIL.meridale.example")).toBe("PASS");
  expect(fromAt("card@meridale.example")).toBe("FAIL");
  expect(fromAt("card@email.meridale.example.evil.example")).toBe("FAIL");
  expect(fromAt('"card@email.meridale.example" <eve@evil.example>')).toBe("FAIL");
  expect(checkFromSubdomain(withHeaders(["To", recipient]), { subdomain }).result).toBe("FAIL");
});

it("reads addresses out of a header", () => {
  expect(readAddresses('"Last, First" <a@x.example>, b@x.example (comment), Team: c@x.example;')).toEqual([
    "a@x.example",
    "b@x.example",
    "c@x.example",
  ]);
});

describe("SM-01", () => {
  it("wants the rendered template to the character", () => {
    expect(checkSmsText(sampleSms("Código 123456"), { rendered: "Código 123456" }).result).toBe("PASS");
    expect(checkSmsText(sampleSms("C?digo 123456"), { rendered: "Código 123456" }).actual).toContain("?");
    expect(checkSmsText(sampleSms("C\uFFFDdigo"), { rendered: "Código" }).result).toBe("FAIL");
    expect(checkSmsText(sampleSms("Code 123456 "), { rendered: "Code 123456" }).result).toBe("FAIL");
    expect(checkSmsText(sampleSms(""), { rendered: "" }).result).toBe("FAIL");
  });
});

describe("SM-10", () => {
  const to = (address: string, ton: number, npi: number) =>
    checkDestination(sampleSms("x", { destination: { address, ton, npi } }), { recipient: "+447700900123" }).result;

  it("wants the digits with TON 1 and NPI 1", () => {
    expect(to("447700900123", 1, 1)).toBe("PASS");
    expect(to("+447700900123", 1, 1)).toBe("FAIL");
    expect(to("447700900123", 0, 1)).toBe("FAIL");
    expect(to("447700900123", 1, 0)).toBe("FAIL");
    expect(to("07700900123", 1, 1)).toBe("FAIL");
  });

  it("does not apply to HTTP", () => {
    expect(checkDestination(sampleSms("x", { transport: "http" }), { recipient: "+1" }).result).toBe("NOT_APPLICABLE");
  });
});
