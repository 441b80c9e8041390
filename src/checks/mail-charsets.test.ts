import { describe, expect, it } from "vitest";
import type { CapturedMail } from "../messages/captured-message.ts";
import { checkCharsets } from "./mail-charsets.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const mailOf = (raw: string | Buffer, changes: Partial<CapturedMail> = {}): CapturedMail =>
  sampleMail({ raw: Buffer.from(raw), ...changes });

describe("EM-06", () => {
  const result = (raw: string | Buffer, changes: Partial<CapturedMail> = {}) =>
    checkCharsets(mailOf(raw, changes)).result;
  const part = (type: string, body: string | Buffer) =>
    Buffer.concat([Buffer.from(`Subject: x\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(body)]);

  it("wants a charset for what is not ASCII, and the octets in it", () => {
    expect(result(part("text/plain; charset=utf-8", "Código"))).toBe("PASS");
    expect(result(part("text/plain; charset=iso-8859-1", Buffer.from("Código", "latin1")))).toBe("PASS");
    expect(result(part("text/plain", "Code"))).toBe("PASS");
    expect(result(part("text/plain", "Código"))).toBe("FAIL");
    expect(result(part("text/plain; charset=us-ascii", "Código"))).toBe("FAIL");
    expect(result(part("text/plain; charset=utf-8", Buffer.from("Código", "latin1")))).toBe("FAIL");
    expect(result(part("text/plain", Buffer.of(0x80)))).toBe("FAIL");
    expect(result(part("text/plain", Buffer.of(0x7f)))).toBe("PASS");
    expect(result(part("text/plain; charset=x-nobody", "Code"))).toBe("FAIL");
  });

  it("takes no charset that is two octets a letter", () => {
    expect(result(part("text/plain; charset=utf-16le", Buffer.from("123456", "utf16le")))).toBe("FAIL");
    expect(result(part("text/plain; charset=UTF-16", Buffer.from("\uFEFF123456", "utf16le")))).toBe("FAIL");
  });

  it("sees UTF-8 that goes by another name, and an HTML part that names another", () => {
    expect(result(part("text/plain; charset=iso-8859-1", "Código"))).toBe("FAIL");
    expect(result(part("text/plain; charset=windows-1251", Buffer.from([0xca, 0xee, 0xe4])))).toBe("PASS");
    expect(result(part("text/plain; charset=iso-8859-1", "123456"))).toBe("PASS");
    const page = (charset: string, body: string) =>
      part("text/html; charset=utf-8", `<meta charset="${charset}">${body}`);
    expect(result(page("UTF8", "Código"))).toBe("PASS");
    expect(result(page("iso-8859-1", "Código"))).toBe("FAIL");
    expect(result(page("iso-8859-1", "Code"))).toBe("PASS");
    const old = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>é</p>';
    expect(result(part("text/html; charset=utf-8", old))).toBe("FAIL");
  });

  it.each(["\0", "\x7f", "\x0b", "a\rBcc: eve@evil.example"])("wants no %j in a header", (character) => {
    expect(result(`Subject: a${character}b\r\n\r\nx`)).toBe("FAIL");
  });

  it("looks into every text part, and into no picture", () => {
    const parts = (html: string, picture: string) =>
      `Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html${html}\r\n\r\n<p>é</p>\r\n--b\r\nContent-Type: image/png\r\n\r\n${picture}\r\n--b--`;
    expect(result(parts("; charset=utf-8", "é"))).toBe("PASS");
    expect(result(parts("", "é"))).toBe("FAIL");
  });

  it("wants ASCII headers, in parts too, unless an address is not", () => {
    expect(result("Subject: Código\r\n\r\nx")).toBe("FAIL");
    expect(result("Subject: =?utf-8?Q?C=C3=B3digo?=\r\n\r\nx")).toBe("PASS");
    const inPart = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Description: é\r\n\r\nx\r\n--b--";
    expect(result(inPart)).toBe("FAIL");
    const envelope = { mailFrom: "", rcptTo: ["nadia@bücher.example"] };
    expect(result("Subject: Código\r\n\r\nx", { envelope })).toBe("PASS");
  });

  it.each([
    "=?utf-8?B?w7M?=",
    "=?utf-8?B?4pyT?= =?UTF-8?q?caf=C3=A9_x?=",
    "=?iso-8859-1*fr?Q?=E9?=",
    "a =? b",
    `=?utf-8?Q?${"a".repeat(63)}?=`,
    "Why?=x?=",
  ])("reads the encoded words of %j", (subject) => {
    expect(result(`Subject: ${subject}\r\n\r\nx`)).toBe("PASS");
  });

  it.each([
    "=?x-nobody?Q?a?=",
    "=?utf-8?X?a?=",
    "=?utf-8?B?w7M*?=",
    "=?utf-8?B?ww==?=",
    "=?utf-8?Q?a b?=",
    "=?utf-8?Q?=G1?=",
    "=?utf-8?Q?=C3?= =?utf-8?Q?=B3?=",
    `=?utf-8?Q?${"a".repeat(64)}?=`,
  ])("finds %j broken", (subject) => {
    expect(result(`Subject: ${subject}\r\n\r\nx`)).toBe("FAIL");
  });
});
