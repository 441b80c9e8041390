import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import { checkLogsKeepSecrets, checkUrlsKeepSecrets } from "./secret-exposure.ts";
import { findSpellings } from "./secrets-in-text.ts";

const percent = (text: string): string => [...Buffer.from(text)].map((octet) => `%${octet.toString(16)}`).join("");

describe("findSpellings", () => {
  it.each([
    ["as it is", "otp=004217;"],
    ["with separators", "otp 004-217"],
    ["in other digits", "otp ٠٠٤٢١٧"],
    ["in other digits", "otp ００４２１７"],
    ["percent-encoded", "?otp=%30%30%34217"],
    ["in hexadecimal", "otp 303034323137"],
    ["in base64", `otp ${Buffer.from("004217").toString("base64")}`],
    ["in base64", `otp ${Buffer.from('{"otp":"004217"}').toString("base64")}`],
    ["in base64", `otp ${Buffer.from("x004217y").toString("base64url")}`],
  ])("finds a code %s", (spelling, text) => {
    expect(findSpellings(text, "004217")).toEqual([spelling]);
  });

  it("finds a phone without its plus, in groups and in a URL, and an address in any case", () => {
    for (const text of ["to=447700900123", "+44 7700 900123", "?to=%2B447700900123"]) {
      expect(findSpellings(text, "+447700900123")).not.toEqual([]);
    }
    expect(findSpellings("To: Nadia%40Mail.example", "nadia@mail.example")).toEqual(["percent-encoded"]);
  });

  it("takes no part of a longer number, no date and no very short secret for one", () => {
    expect(findSpellings("id 90042178", "004217")).toEqual([]);
    expect(findSpellings("2026-10-11T10:11:12Z", "1011")).toEqual([]);
    expect(findSpellings("7 of 17", "7")).toEqual([]);
  });

  it("finds any card number in any of its spellings", () => {
    const spell = [
      (pan: string) => pan,
      (pan: string) => pan.replace(/(\d{4})(?=\d)/g, "$1 "),
      (pan: string) => Buffer.from(`{"pan":"${pan}"}`).toString("base64"),
      (pan: string) => Buffer.from(pan).toString("hex").toUpperCase(),
      percent,
    ];
    const noise = fc.stringMatching(/^[a-z =]{0,12}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{15}$/), fc.constantFrom(...spell), noise, (pan, write, around) => {
        expect(findSpellings(`${around} ${write(pan)} ${around}`, pan)).not.toEqual([]);
      }),
    );
  });

  it("finds nothing in texts without digits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z .,%-]{0,80}$/), (text) => {
        expect(findSpellings(text, "004217")).toEqual([]);
      }),
    );
  });
});

const secrets: readonly Secret[] = [
  { kind: "otp", value: "004217" },
  { kind: "phone", value: "+447700900123" },
];

describe("SE-04", () => {
  it("says what leaked and where, without quoting it", () => {
    const logs = [
      { source: "d1.log", text: "sent x1 to [phone]" },
      { source: "issuer.log", text: "to +44 7700 900123" },
    ];
    const finding = checkLogsKeepSecrets(logs, secrets);
    expect(finding).toMatchObject({ requirement: "SE-04", result: "FAIL", evidence: ["issuer.log"] });
    expect(finding.actual).toBe("phone with separators in issuer.log");
  });

  it("passes clean logs, and never passes none", () => {
    expect(checkLogsKeepSecrets([{ source: "d1.log", text: "sent x1" }], secrets).result).toBe("PASS");
    expect(checkLogsKeepSecrets([], secrets).result).toBe("UNTESTABLE");
    expect(checkLogsKeepSecrets([{ source: "d1.log", text: "\n" }], secrets).result).toBe("UNTESTABLE");
    expect(checkLogsKeepSecrets([{ source: "d1.log", text: "sent" }], []).result).toBe("UNTESTABLE");
  });
});

describe("SE-07", () => {
  const get = (id: string, url: string): Exchange => ({
    id,
    leg: "d1-issuer",
    at: 0,
    durationMs: 1,
    request: { method: "GET", url },
    outcome: { error: { code: "HTTP_TIMEOUT", message: "" } },
  });

  it("finds a secret in the path or the query", () => {
    const clean = get("x1", "https://issuer.example/consumers/c1?cardId=crd_1");
    expect(checkUrlsKeepSecrets([clean], secrets).result).toBe("PASS");
    const leaking = [
      clean,
      get("x2", "https://issuer.example/otp/004217"),
      get("x3", "https://i.example/?p=%2B447700900123"),
    ];
    expect(checkUrlsKeepSecrets(leaking, secrets)).toMatchObject({ result: "FAIL", evidence: ["x2", "x3"] });
    expect(checkUrlsKeepSecrets([], secrets).result).toBe("UNTESTABLE");
  });
});
