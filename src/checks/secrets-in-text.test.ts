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
    ["escaped", "otp \\u0030\\u00304217"],
    ["escaped", "otp &#48;&#x30;4217"],
    ["as character codes", '{"type":"Buffer","data":[48, 48,52,50,49,55]}'],
  ])("finds a code %s", (spelling, text) => {
    expect(findSpellings(text, "004217")).toEqual([spelling]);
  });

  it("finds a phone without its plus, in groups and in a URL, and an address in any case", () => {
    for (const text of ["to=447700900123", "+44 7700 900123", "?to=%2B447700900123"]) {
      expect(findSpellings(text, "+447700900123")).not.toEqual([]);
    }
    expect(findSpellings("To: Nadia%40Mail.example", "nadia@mail.example")).toEqual(["percent-encoded"]);
  });

  it.each([
    ["07700 900123", "in national form"],
    ["07700900123", "in national form"],
    ["7700900123", "in national form"],
    ["+44 (0)7700 900123", "in national form"],
    ["44(0)7700-900-123", "in national form"],
    ["?to=%2B44%20(0)7700%20900123", "in national form"],
    ["\\u002b44 (0) 7700 900 123", "in national form"],
    ["&#43;447700900123", "as it is"],
    ["0044 7700 900123", "in national form"],
  ])("finds a phone written %s", (written, spelling) => {
    expect(findSpellings(`sent to ${written} now`, "+447700900123")).toEqual([spelling]);
  });

  it("takes no other phone, and no longer number, for one", () => {
    for (const text of ["07700 900124", "1077009001234", "7700 900", "id 99007700900123"]) {
      expect(findSpellings(text, "+447700900123"), text).toEqual([]);
    }
  });

  it.each([
    "nadia.h\\u0040mail.example",
    "nadia.h&#64;mail.example",
    "nadia.h&#x40;mail.example",
    "nadia.h&commat;mail&period;example",
    "nadia.h\\x40mail.example",
    "nadia.h=40mail.example",
  ])("finds an address escaped as %s", (text) => {
    expect(findSpellings(text, "nadia.h@mail.example")).toEqual(["escaped"]);
  });

  it("finds a code of four digits in base64 or as an array where it stands alone, and nowhere else", () => {
    for (const text of ["otp=MDQxNw==", "otp MDQxNw==", '"MDQxNw"', "otp:MDQxNw= "])
      expect(findSpellings(text, "0417")).toEqual(["in base64"]);
    expect(findSpellings("xMDQxNw== MDQxNwA", "0417")).toEqual([]);
    expect(findSpellings("[48,52,49,55]", "0417")).toEqual(["as character codes"]);
    expect(findSpellings("[47,48,52,49,55,56]", "0417")).toEqual([]);
    expect(findSpellings("counts 48,52,49,55", "0417")).toEqual([]);
  });

  it("takes no part of a longer number, no date and no very short secret for one", () => {
    expect(findSpellings("id 90042178", "004217")).toEqual([]);
    expect(findSpellings("2026-10-11T10:11:12Z", "1011")).toEqual([]);
    expect(findSpellings("7 of 17", "7")).toEqual([]);
    expect(findSpellings("?ids[]=31234&amount=31234", "1234")).toEqual([]);
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

  it("reads escapes of no character as they stand", () => {
    for (const text of ["\\u{0}", "&#9999999;", "&#x110000;", "&#0;", "\\u{110000}", "\\u{10FFFF}"]) {
      expect(findSpellings(text, "004217")).toEqual([]);
    }
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

describe("what is nearly a secret", () => {
  const judge = (text: string, secret: Secret) => checkLogsKeepSecrets([{ source: "d1.log", text }], [secret]);
  const email: Secret = { kind: "email", value: "nadia.haddad@mail.example" };
  const pan: Secret = { kind: "pan", value: "4539148803436467" };

  it("is a local part of eight characters or more", () => {
    expect(judge("user nadia.haddad logged in", email).actual).toBe("email without its domain in d1.log");
    expect(judge("user nadia.haddad2 logged in", email).result).toBe("PASS");
    expect(judge("user nadia.h1", { kind: "email", value: "nadia.h1@mail.example" }).result).toBe("FAIL");
    expect(judge("user nadia.h", { kind: "email", value: "nadia.h@mail.example" }).result).toBe("PASS");
    expect(judge("customer asked for a code", { kind: "email", value: "customer@mail.example" }).result).toBe("PASS");
    expect(judge("user nadiahaddadx", { kind: "email", value: "nadiahaddadx@mail.example" }).result).toBe("FAIL");
  });

  it("is a card number without its last digit", () => {
    expect(judge("card 453914880343646", pan).actual).toBe("pan without its last digit in d1.log");
    expect(judge("card 4539-1488-0343-646?", pan).result).toBe("FAIL");
    expect(judge("card 45391488034364", pan).result).toBe("PASS");
    expect(judge("card 4539148803436467", pan).actual).toBe("pan as it is in d1.log");
  });
});

it("SE-04 judges each system by its whole log, and a silent one not at all", () => {
  const lines = [
    { source: "D1", text: "sent x1" },
    { source: "issuer", text: "" },
    { source: "D1", text: "sent x2" },
  ];
  expect(checkLogsKeepSecrets(lines, secrets)).toMatchObject({ result: "PASS", evidence: ["D1"] });
  const leaking = [...lines, { source: "issuer", text: "004217" }, { source: "issuer", text: "004-217" }];
  expect(checkLogsKeepSecrets(leaking, secrets)).toMatchObject({ result: "FAIL", evidence: ["issuer"] });
  expect(checkLogsKeepSecrets([{ source: "issuer", text: "" }], secrets).result).toBe("UNTESTABLE");
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
