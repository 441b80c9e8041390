import fc from "fast-check";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { StepproofError } from "../errors.ts";
import { parseTemplate } from "./parse-template.ts";
import { defaultSyntax, type TemplateSyntax } from "./template-set.ts";

const values = { otp: "004217", panSuffix: "1234" };

function refusalOf(source: string, file = "en/sms.txt", syntax: TemplateSyntax = defaultSyntax): StepproofError {
  try {
    parseTemplate(source, file, syntax);
  } catch (error) {
    if (error instanceof StepproofError) return error;
    throw error;
  }
  throw new Error("the template was accepted");
}

describe("a template", () => {
  it("is filled with the code and the suffix, leading zeros and all", () => {
    const template = parseTemplate("{{otp}} adds card **{{ panSuffix }}.", "en/sms.txt");
    expect(template.render(values)).toBe("004217 adds card **1234.");
  });

  it("does not escape in an SMS or a text part", () => {
    expect(parseTemplate("<{{otp}}>", "en/email.txt").render({ ...values, otp: "a&b/c" })).toBe("<a&b/c>");
  });

  it("escapes the values in an HTML part", () => {
    const template = parseTemplate("<b>{{otp}}</b>", "en/email.html");
    expect(template.render({ ...values, otp: "<i>&" })).toBe("<b>&lt;i&gt;&amp;</b>");
  });

  it("never expands a value that looks like a placeholder (TP-05)", () => {
    const template = parseTemplate("{{otp}} {{panSuffix}}", "en/sms.txt");
    expect(template.render({ otp: "{{panSuffix}}", panSuffix: "{{{otp}}}" })).toBe("{{panSuffix}} {{{otp}}}");
  });

  it("may be written in the issuer's own syntax", () => {
    const syntax = { otp: "OTP", panSuffix: "CardNumber", open: "%", close: "%" };
    expect(parseTemplate("%OTP% for %CardNumber%", "en/sms.txt", syntax).render(values)).toBe("004217 for 1234");
    expect(refusalOf("%otp%", "en/sms.txt", syntax).code).toBe("TEMPLATE_UNKNOWN_PLACEHOLDER");
  });

  it("may repeat the code on the origin-bound last line of an SMS, and only there", () => {
    const source = "{{otp}} is your code.\n\n@meridale.example #{{otp}}";
    expect(parseTemplate(source, "en/sms.txt").render(values)).toMatch(/@meridale\.example #004217$/);
    expect(refusalOf(source, "en/email.txt").code).toBe("TEMPLATE_REPEATED_PLACEHOLDER");
    expect(parseTemplate("@meridale.example #{{otp}}", "en/sms.txt").render(values)).toContain("#004217");
    expect(refusalOf("Your code:\n@meridale.example #{{otp}}").code).toBe("TEMPLATE_MISSING_PLACEHOLDER");
  });

  it("may hold a style sheet in its HTML part", () => {
    const source = "<style>@media print{p{color:black}}</style><p>{{otp}}</p>";
    expect(parseTemplate(source, "en/email.html").render(values)).toContain("black}}</style>");
  });
});

describe("a faulty template is refused", () => {
  it.each([
    ["an unknown name", "{{otp}} {{name}}", "TEMPLATE_UNKNOWN_PLACEHOLDER"],
    ["a path into a prototype", "{{otp}} {{constructor.name}}", "TEMPLATE_UNKNOWN_PLACEHOLDER"],
    ["an empty name", "{{otp}} {{}}", "TEMPLATE_UNKNOWN_PLACEHOLDER"],
    ["another spelling", "{{otp}} {{pansuffix}}", "TEMPLATE_UNKNOWN_PLACEHOLDER"],
    ["an unescaped placeholder", "{{otp}} {{{panSuffix}}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["an unescaped placeholder with &", "{{otp}} {{&panSuffix}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["a section", "{{otp}} {{#panSuffix}}x{{/panSuffix}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["an inverted section", "{{otp}} {{^panSuffix}}x{{/panSuffix}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["a section left open", "{{otp}} {{# panSuffix}}x {{panSuffix}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["a section only closed", "{{otp}} {{/panSuffix}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["a partial", "{{otp}} {{> footer}}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["a comment", "{{otp}} {{! draft }}", "TEMPLATE_UNSUPPORTED_TAG"],
    ["a change of delimiters", "{{otp}} {{=<% %>=}}<% panSuffix %>", "TEMPLATE_UNSUPPORTED_TAG"],
    ["an unclosed tag", "{{otp}} {{panSuffix", "TEMPLATE_UNCLOSED_TAG"],
    ["a half-written tag", "{{otp}} {panSuffix}}", "TEMPLATE_STRAY_DELIMITER"],
  ])("for %s, at its place", (_, source, code) => {
    const refusal = refusalOf(source);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(code === "TEMPLATE_STRAY_DELIMITER" ? "en/sms.txt:1:19:" : "en/sms.txt:1:9:");
    expect(refusal.attribution).toBe("CONFIGURATION");
    expect(refusal.hint).not.toBe("");
  });

  it("names line, column and placeholder, counting characters as editors do", () => {
    const refusal = refusalOf("{{otp}}\r\nDon't 😀 {{cvv}}");
    expect(refusal.message).toBe("en/sms.txt:2:9: {{cvv}} is not a placeholder");
    expect(refusal.hint).toContain("{{panSuffix}}");
  });

  it.each(["en/sms.txt", "en/email.txt", "en/email.html"])("without the code in %s", (file) => {
    expect(refusalOf("Card **{{panSuffix}}", file).code).toBe("TEMPLATE_MISSING_PLACEHOLDER");
  });

  it.each([
    ["Your code {{otp}}", "TEMPLATE_MISPLACED_PLACEHOLDER"],
    ["Card {{panSuffix}}", "TEMPLATE_MISPLACED_PLACEHOLDER"],
    ["Your code\r\nBcc: eve@evil.example", "TEMPLATE_SUBJECT_INVALID"],
    ["  ", "TEMPLATE_SUBJECT_INVALID"],
  ])("with the subject %j", (subject, code) => {
    expect(refusalOf(subject, "en/email.subject.txt").code).toBe(code);
  });

  it.each([
    { ...defaultSyntax, close: "" },
    { ...defaultSyntax, open: "{ {" },
    { ...defaultSyntax, panSuffix: "otp" },
    { ...defaultSyntax, otp: "#otp" },
  ])("when no parser could read its syntax: %j", (syntax) => {
    expect(refusalOf("{{otp}}", "en/sms.txt", syntax).code).toBe("TEMPLATE_SYNTAX_INVALID");
  });
});

const plainText = fc.string({ unit: "binary", maxLength: 60 }).filter((text) => !/[{}]/.test(text));

describe("every template", () => {
  it("keeps all text around the values, and the values themselves, unchanged", () => {
    fc.assert(
      fc.property(plainText, plainText, plainText, fc.string(), fc.string(), (a, b, c, otp, panSuffix) => {
        const { render } = parseTemplate(`${a}{{otp}}${b}{{panSuffix}}${c}`, "en/email.txt");
        expect(render({ otp, panSuffix })).toBe(`${a}${otp}${b}${panSuffix}${c}`);
      }),
    );
  });

  it("shows in HTML exactly the value, and never an element of its making", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(..."<>&\"'/=`abc{}#1") }), (otp) => {
        const html = parseTemplate("<p>{{otp}}</p>", "en/email.html").render({ ...values, otp });
        const body = parse(html).childNodes[0];
        expect(JSON.stringify(textsOf(body))).toBe(JSON.stringify([otp]));
      }),
    );
  });

  it("is refused for any name but the two", () => {
    const name = fc.stringMatching(/^[A-Za-z_.][\w.]{0,12}$/).filter((text) => text !== "otp" && text !== "panSuffix");
    fc.assert(
      fc.property(name, (unknown) => {
        expect(refusalOf(`{{otp}} {{${unknown}}}`).code).toBe("TEMPLATE_UNKNOWN_PLACEHOLDER");
      }),
    );
  });

  it("is either accepted or refused with a place, whatever is written", () => {
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
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 14 }), (scraps) => {
        const source = scraps.join("");
        try {
          expect(parseTemplate(source, "en/sms.txt").render(values)).toContain(values.otp);
        } catch (error) {
          expect(error).toBeInstanceOf(StepproofError);
          expect(error).toHaveProperty("message", expect.stringMatching(/^en\/sms\.txt:\d+:\d+: /));
        }
      }),
    );
  });
});

interface Parsed {
  readonly value?: string;
  readonly childNodes?: readonly Parsed[];
}

function textsOf(node: unknown): readonly string[] {
  const { value, childNodes = [] } = node as Parsed;
  return value === undefined ? childNodes.flatMap(textsOf) : [value];
}
