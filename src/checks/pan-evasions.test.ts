import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CapturedMail } from "../messages/captured-message.ts";
import { luhnCheckDigit } from "../testbed/people.ts";
import type { CardExpectation } from "./expectation.ts";
import { checkNoBin, checkNoFullPan, checkPanTail } from "./pan-masking.ts";
import { sampleCard, sampleExpectation, sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const text = "123456 is your code for card **6467";
const { pan } = sampleCard;
const cardOf = (start: string): CardExpectation => {
  const digits = start.padEnd(15, "0348");
  const whole = digits + luhnCheckDigit(digits);
  return { ...sampleCard, pan: whole, panSuffix: whole.slice(-4) };
};

const complaintsAbout = (changes: Partial<CapturedMail>, card = sampleCard): readonly string[] =>
  [checkPanTail, checkNoFullPan, checkNoBin]
    .map((check) => check(sampleMail({ text, ...changes }), { ...sampleExpectation, card }))
    .filter(({ result }) => result !== "PASS")
    .map(({ requirement }) => requirement);

describe("a BIN that is a colour, or an id", () => {
  const looks = (digits: string) => [
    `<p style="color:#${digits}">${text}</p>`,
    `<style>p{color:#${digits}}</style><p>${text}</p>`,
    `<table bgcolor="#${digits}"><tr><td bgcolor="${digits}">${text}</td></tr></table>`,
    `<p id="s-${digits}" class="c ${digits}"><img src="cid:${digits}@x.example" alt=""><font color="#${digits}">${text}</font></p>`,
    `<!--[if mso]><style>p{color:#${digits}}</style><td bgcolor="#${digits}"></td><![endif]--><p>${text}</p>`,
    `<meta name="theme-color" content="#${digits}"><p data-ogsc="#${digits}">${text}</p>`,
  ];
  it.each(["555555", "999999", "400000"])("%s accuses nobody", (bin) => {
    for (const html of looks(bin)) expect(complaintsAbout({ html }, cardOf(bin)), html).toEqual([]);
  });

  it.each([
    `<p title="card 4539 1488">${text}</p>`,
    `<img alt="453914"><p>${text}</p>`,
    `<p>${text}</p><!-- card 453914 -->`,
    `<p>${text}</p><!--[if mso]><p>453914</p><![endif]-->`,
    `<p>${text}</p><p style="display:none">453914</p>`,
    `<a href="https://m.example/?card=453914">${text}</a>`,
  ])("is still found in %s", (html) => {
    expect(complaintsAbout({ html })).toContain("PM-04");
  });

  it("hides no whole PAN, in a style either", () => {
    expect(complaintsAbout({ html: `<p id="c${pan}">${text}</p>` })).toEqual(["PM-03"]);
    expect(complaintsAbout({ html: `<style>.c{content:"${pan}"}</style><p>${text}</p>` })).toEqual(["PM-03"]);
  });
});

describe("the PAN in headers", () => {
  const withHeaders = (...headers: CapturedMail["headers"]) => complaintsAbout({ headers });

  it("is found whole in base64 of its groups, and in pieces", () => {
    const grouped = Buffer.from("c=4539 1488 0343 6467").toString("base64");
    expect(withHeaders(["X-Ref", grouped])).toEqual(["PM-03"]);
    expect(withHeaders(["X-Ref", `id${Buffer.from("4539-1488-0343-6467").toString("base64url")}`])).toEqual(["PM-03"]);
    expect(withHeaders(["X-Ref", pan.slice(0, 15)])).toEqual(["PM-04"]);
    expect(withHeaders(["Message-ID", `<${pan.slice(4)}@m.example>`])).toEqual(["PM-02"]);
    expect(withHeaders(["X-One", pan.slice(0, 8)], ["X-Two", pan.slice(8)])).toEqual(["PM-02", "PM-04"]);
    expect(withHeaders(["X-Ref", pan.slice(3, 13)])).toEqual(["PM-02"]);
  });

  it("is not seen in ids that share less than eight digits with it", () => {
    expect(withHeaders(["Message-ID", "<4539148.36467.8803436@m.example>"])).toEqual([]);
    expect(withHeaders(["X-Queue-Id", "20260704453914"], ["Content-ID", "<6467.03436467x@m.example>"])).toEqual([
      "PM-02",
    ]);
    const card = cardOf("40000000000");
    const ids: CapturedMail["headers"] = [
      ["Message-ID", "<00000000-4000-0000@m.example>"],
      ["X-Sequence", "000000000"],
    ];
    expect(complaintsAbout({ headers: ids }, card)).toEqual([]);
    const monotonous = cardOf("555555555555555");
    expect(complaintsAbout({ headers: [["X-Ref", "5".repeat(11)]] }, monotonous)).toEqual([]);
    expect(complaintsAbout({ headers: [["X-Ref", "5".repeat(12)]] }, monotonous)).toEqual(["PM-04"]);
    expect(withHeaders(["X-Ref", "88034364"])).toEqual(["PM-02"]);
    expect(complaintsAbout({ headers: [["X-Ref", "12112112"]] }, cardOf("912112112"))).toEqual([]);
    expect(complaintsAbout({ headers: [["X-Ref", "12113112"]] }, cardOf("912113112"))).toEqual(["PM-02"]);
  });

  it("is hardly ever seen in random ids", () => {
    const id = fc.stringMatching(/^[0-9a-f]{8}-[0-9]{4}-[0-9]{12}$/);
    fc.assert(
      fc.property(id, (value) => {
        expect(withHeaders(["Message-ID", `<${value}@m.example>`])).toEqual([]);
      }),
    );
  });
});

describe("PM-03 joins what only looks apart", () => {
  const groups = pan.match(/.{4}/g) ?? [];
  it.each([
    ["double blanks", groups.join("  ")],
    ["commas", groups.join(", ")],
    ["semicolons and pipes", groups.join(" | ")],
    ["line breaks", groups.join("\r\n")],
    ["single digits on lines of their own", [...pan].join("\n")],
  ])("%s", (_, written) => {
    expect(complaintsAbout({ text: `${text} ${written}` })).toEqual(["PM-03"]);
  });

  it.each([
    ["table cells", `<table><tr>${groups.map((group) => `<td>${group}</td>`).join("")}</tr></table>`],
    ["paragraphs", groups.map((group) => `<p>${group}</p>`).join("\n")],
    ["an attribute", `<p title="${groups.join(", ")}">x</p>`],
  ])("%s of the HTML part", (_, html) => {
    expect(complaintsAbout({ html: `<p>${text}</p>${html}` })).toContain("PM-03");
  });

  it("but not words", () => {
    expect(complaintsAbout({ text: `${text}. Calls: 4539, 1488 and 0343, 6467` })).toEqual([]);
  });
});

describe("PM-04 knows every usual mask", () => {
  const judge = (shown: string) => checkNoBin(sampleSms(`123456 card ${shown}`), sampleExpectation).result;
  it.each(["●", "◦", "··", "∙∙", "⋆", "∗", "__", "____", "•", "*", "xx", "…"])("%s", (mask) => {
    expect(judge(`4539${mask}6467`)).toBe("FAIL");
    expect(judge(`4539 ${mask} 6467`)).toBe("FAIL");
  });

  it("and takes a middle dot between words for none", () => {
    expect(judge("**6467 · order 4539 · thanks")).toBe("PASS");
    expect(judge("**6467, 4539·50 GBP")).toBe("PASS");
    expect(judge("4539·6467")).toBe("FAIL");
    expect(judge("**6467, form 4539_b")).toBe("PASS");
  });
});
