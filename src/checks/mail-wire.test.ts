import { describe, expect, it } from "vitest";
import type { CapturedMail } from "../messages/captured-message.ts";
import { checkLineLengths } from "./mail-wire.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const mailOf = (raw: string | Buffer, changes: Partial<CapturedMail> = {}): CapturedMail =>
  sampleMail({ raw: Buffer.from(raw), ...changes });

describe("EM-03", () => {
  it("counts octets without the line end", () => {
    expect(checkLineLengths(mailOf(`${"x".repeat(998)}\r\n${"y".repeat(998)}`)).result).toBe("PASS");
    expect(checkLineLengths(mailOf(`Subject: a\r\n\r\n${"x".repeat(999)}\r\n`))).toMatchObject({
      requirement: "EM-03",
      result: "FAIL",
      actual: "1 lines longer, up to 999 octets",
    });
    expect(checkLineLengths(mailOf("é".repeat(500))).result).toBe("FAIL");
  });

  it("wants both halves of a line end", () => {
    expect(checkLineLengths(mailOf("Subject: a\r\n\r\nx\r\n")).result).toBe("PASS");
    for (const end of ["\n", "\r", "\n\r"]) expect(checkLineLengths(mailOf(`Subject: a${end}b`)).result).toBe("FAIL");
  });
});
