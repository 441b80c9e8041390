import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import { checkCorrelationIds } from "./correlation-ids.ts";
import { silentExchange } from "./sample-exchanges.fixture.ts";

const pan = "4539148803436467";
const phone = "+447700900123";
const email = "Nadia.Haddad@mail.example";
const secrets: readonly Secret[] = [
  { kind: "otp", value: "004217" },
  { kind: "pan", value: pan },
  { kind: "phone", value: phone },
  { kind: "email", value: email },
  { kind: "token", value: "bearer-of-the-day" },
];

const bearing = (correlationId: string, leg: Exchange["leg"] = "d1-issuer"): Exchange => {
  const exchange = silentExchange("NONE");
  return { ...exchange, leg, request: { ...exchange.request, headers: { "X-Correlation-ID": correlationId } } };
};
const judge = (correlationId: string) => checkCorrelationIds([bearing(correlationId)], secrets);
const digest = (algorithm: string, value: string): Buffer => createHash(algorithm).update(value).digest();
const asUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

describe("an x-correlation-id made from something personal", () => {
  it.each([
    ["the code", "d1-004217-1", "the OTP"],
    ["the card number", pan, "the card number"],
    ["the card's last eight digits", `c${pan.slice(-8)}`, "the card number"],
    ["the card's first eight digits", `${pan.slice(0, 8)}_x`, "the card number"],
    ["the phone", phone.slice(1), "the phone"],
    ["the phone's national form", "07700900123-7", "the phone"],
    ["the mailbox", "nadia_haddad", "the e-mail address"],
    ["the card number in hexadecimal", Buffer.from(pan).toString("hex"), "the card number"],
    ["the address in base64", Buffer.from(email).toString("base64url"), "the e-mail address"],
    ["the code in base64", Buffer.from("otp:004217").toString("base64url"), "the OTP"],
    ["MD5 of the phone", digest("md5", phone).toString("hex"), "the phone"],
    ["MD5 of the phone as digits", digest("md5", phone.slice(1)).toString("hex").toUpperCase(), "the phone"],
    ["SHA-1 of the card number", digest("sha1", pan).toString("hex"), "the card number"],
    ["SHA-256 of the address", digest("sha256", email.toLowerCase()).toString("hex"), "the e-mail address"],
    ["SHA-256 of the code in base64", digest("sha256", "004217").toString("base64url"), "the OTP"],
    ["SHA-512 of the card number, cut", digest("sha512", pan).toString("hex").slice(0, 64), "the card number"],
    ["the end of SHA-256", digest("sha256", pan).toString("hex").slice(-16), "the card number"],
    ["SHA-1 as a UUID", asUuid(digest("sha1", phone).toString("hex")), "the phone"],
    ["SHA-256 behind a prefix", `d1_${digest("sha256", pan).toString("base64url").slice(0, 22)}`, "the card number"],
  ])("is told: %s", (_, correlationId, source) => {
    const { result, actual } = judge(correlationId);
    expect({ result, actual }).toEqual({ result: "FAIL", actual: `an id made from ${source}` });
  });
});

describe("an x-correlation-id made from nothing", () => {
  it("is never suspected, whatever chance makes of it", () => {
    const drawn = fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.stringMatching(/^[0-9a-f]{32}$/));
    fc.assert(
      fc.property(drawn, (correlationId) => {
        expect(judge(correlationId).result).toBe("PASS");
      }),
    );
  });

  it("cannot be judged where no call bears one, or nobody is known", () => {
    expect(checkCorrelationIds([silentExchange("NONE")], secrets).result).toBe("UNTESTABLE");
    expect(checkCorrelationIds([bearing(pan, "tsp-d1")], secrets).result).toBe("UNTESTABLE");
    expect(checkCorrelationIds([bearing("a1")], []).result).toBe("UNTESTABLE");
  });
});
