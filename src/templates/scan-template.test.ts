import fc from "fast-check";
import Mustache from "mustache";
import { describe, expect, it } from "vitest";
import { scanTemplate } from "./scan-template.ts";
import { defaultSyntax } from "./template-set.ts";

const faultsOf = (source: string, file = "en/sms.txt", syntax = defaultSyntax) =>
  scanTemplate(source, file, syntax).faults.map(({ place, code }) => `${place} ${code}`);

describe("a scan", () => {
  it("finds every fault of a text, each at its place", () => {
    expect(
      faultsOf(
        "{{otp}} is {{cvv}}, {{#x}}\n}} {{otp\nand {{> footer}}{{=<% %>=}} {{{panSuffix}}} }}\n{{/x}}{{!note}} {{&otp}}",
      ),
    ).toEqual([
      "en/sms.txt:1:12 TEMPLATE_UNKNOWN_PLACEHOLDER",
      "en/sms.txt:1:21 TEMPLATE_UNSUPPORTED_TAG",
      "en/sms.txt:2:1 TEMPLATE_STRAY_DELIMITER",
      "en/sms.txt:2:4 TEMPLATE_UNCLOSED_TAG",
      "en/sms.txt:3:5 TEMPLATE_UNSUPPORTED_TAG",
      "en/sms.txt:3:17 TEMPLATE_UNSUPPORTED_TAG",
      "en/sms.txt:3:29 TEMPLATE_UNSUPPORTED_TAG",
      "en/sms.txt:3:45 TEMPLATE_STRAY_DELIMITER",
      "en/sms.txt:4:1 TEMPLATE_UNSUPPORTED_TAG",
      "en/sms.txt:4:7 TEMPLATE_UNSUPPORTED_TAG",
      "en/sms.txt:4:17 TEMPLATE_UNSUPPORTED_TAG",
    ]);
  });

  it("blames the tag that is left open, not the good one after it", () => {
    expect(faultsOf("{{otp is your code for {{panSuffix}}")).toEqual(["en/sms.txt:1:1 TEMPLATE_UNCLOSED_TAG"]);
  });

  it("names every placeholder too many, and every one in a subject", () => {
    expect(faultsOf("{{otp}} {{otp}} {{otp}}")).toEqual([
      "en/sms.txt:1:9 TEMPLATE_REPEATED_PLACEHOLDER",
      "en/sms.txt:1:17 TEMPLATE_REPEATED_PLACEHOLDER",
    ]);
    expect(faultsOf("{{otp}} {{panSuffix}}\nx", "en/email.subject.txt")).toEqual([
      "en/email.subject.txt:1:1 TEMPLATE_MISPLACED_PLACEHOLDER",
      "en/email.subject.txt:1:9 TEMPLATE_MISPLACED_PLACEHOLDER",
      "en/email.subject.txt:1:22 TEMPLATE_SUBJECT_INVALID",
    ]);
  });

  it("takes a delimiter of one sign, alike at both ends", () => {
    const syntax = { otp: "OTP", panSuffix: "PAN4", open: "%", close: "%" };
    expect(faultsOf("%OTP% for %PAN4%, 5 % off", "en/sms.txt", syntax)).toEqual([
      "en/sms.txt:1:21 TEMPLATE_UNCLOSED_TAG",
    ]);
  });
});

const scrap = fc.constantFrom(
  "{{",
  "}}",
  "{",
  "}",
  "otp",
  "panSuffix",
  "#",
  "/",
  "^",
  "&",
  "!",
  ">",
  "=",
  " ",
  "\n",
  "é",
);
const anySource = fc.array(scrap, { maxLength: 14 }).map((scraps) => scraps.join(""));

/** What Mustache makes of it; undefined where it gives up. */
function tokensOf(source: string): readonly string[][] | undefined {
  try {
    return new Mustache.Writer().parse(source).map((token: readonly unknown[]) => token.slice(0, 3).map(String));
  } catch {
    return undefined;
  }
}

describe("every text", () => {
  it("that Mustache cannot parse, or in which it finds another tag, has a fault; the others read as it reads them", () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { pieces, faults } = scanTemplate(source, "en/email.html", defaultSyntax);
        const inTags = faults.filter(({ code }) => !/MISSING|REPEATED/.test(code));
        const tokens = tokensOf(source);
        const isPlain = tokens?.every(
          ([kind, name]) => kind === "text" || (kind === "name" && /^(otp|panSuffix)$/.test(name ?? "")),
        );
        expect(inTags.length === 0).toBe(isPlain ?? false);
        if (inTags.length > 0) return;
        const read = pieces.map((piece) =>
          piece.kind === "text" ? ["text", piece.text] : ["name", piece.placeholder],
        );
        expect(read.map((each, index) => [...each, String(pieces[index]?.start)])).toEqual(tokens);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves nothing out: pieces and faulty tags cover it", () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { pieces } = scanTemplate(source, "en/email.html", defaultSyntax);
        const starts = pieces.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
        for (const piece of pieces) {
          if (piece.kind === "text") expect(source.startsWith(piece.text, piece.start)).toBe(true);
          else expect(source.startsWith("{{", piece.start)).toBe(true);
        }
      }),
    );
  });
});
