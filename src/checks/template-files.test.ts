import { describe, expect, it } from "vitest";
import { checkOnlyPlaceholders, checkTemplatesComplete } from "./template-files.ts";
import { complaintsIn, expectationFor, folderOf } from "./template-folder.fixture.ts";

describe("the languages that must be served (TP-01)", () => {
  const folder = folderOf({ "en/sms.txt": "{{otp}}", "fr/sms.txt": "{{otp}}", "pt-BR/sms.txt": "{{otp}}" });
  const missing = (languages: readonly string[], fallbacks: Readonly<Record<string, string>> = {}) =>
    complaintsIn(checkTemplatesComplete(folder, expectationFor({ languages, fallbacks })));

  it("are those of the folders, by the tag or by its language", () => {
    expect(missing(["en", "fr-CH", "FR", "pt-br"])).toEqual([]);
  });

  it("are not served by the default, nor by another country's tag", () => {
    expect(missing(["de", "pt-PT"])).toEqual(["de TP-01 FAIL", "pt-PT TP-01 FAIL"]);
  });

  it("may be served by the folder that was declared for the tag or its language", () => {
    expect(missing(["de-CH", "ca-ES"], { "de-CH": "fr", ca: "pt-BR" })).toEqual([]);
    expect(missing(["de-CH"], { "de-CH": "it" })).toEqual(["de-CH TP-01 FAIL"]);
  });

  it("must hold the default itself, whatever is declared for it", () => {
    const expectation = expectationFor({ defaultLanguage: "de", fallbacks: { de: "fr" } });
    expect(complaintsIn(checkTemplatesComplete(folder, expectation))).toEqual(["de TP-01 FAIL"]);
  });

  it("must have every channel that is offered", () => {
    const expectation = expectationFor({ channels: ["SMS", "EMAIL"] });
    expect(complaintsIn(checkTemplatesComplete(folderOf({ "en/sms.txt": "{{otp}}" }), expectation))).toEqual([
      "en/email.subject.txt TP-01 FAIL",
      "en/email.txt TP-01 FAIL",
    ]);
  });
});

describe("placeholders of another system (TP-04)", () => {
  const foreignIn = (text: string, file = "en/sms.txt") =>
    complaintsIn(checkOnlyPlaceholders(folderOf({ [file]: text })));

  it.each(["%CVV%", "$" + "{pan}", "<<NAME>>", "[CODE]", "{0}", "@DeviceName"])("are found: %s", (placeholder) => {
    expect(foreignIn(`{{otp}} ${placeholder}`)).toEqual(["en/sms.txt:1:9 TP-04 FAIL"]);
  });

  it.each([
    "[Meridale] {{otp}} for card **{{panSuffix}}",
    "[메리데일은행] {{otp}}",
    "{{otp}}. 5 % off and 10 % more",
    "{{otp}}. Write to help@Meridale.example",
    "{{otp}} is your code.\n@meridale.example #{{otp}}",
  ])("are not seen where there are none: %s", (text) => {
    expect(foreignIn(text)).toEqual([]);
  });

  it("are not seen in a style sheet", () => {
    expect(foreignIn("<style>@media print{p{color:black}}</style><p>{{otp}}</p>", "en/email.html")).toEqual([]);
  });
});
