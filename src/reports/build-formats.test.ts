import { validateStrict } from "ctrf";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { type Result, results } from "../checks/finding.ts";
import { renderAllure } from "./allure.ts";
import { renderBadge } from "./badge.ts";
import { renderCtrf } from "./ctrf.ts";
import { sketchDocument } from "./document.fixture.ts";
import { renderAnnotations, renderStepSummary } from "./github.ts";
import { renderJunit } from "./junit.ts";
import type { ResultDocument } from "./result-document.ts";

const readJunit = (document: ResultDocument) => {
  const xml = renderJunit(document);
  expect(XMLValidator.validate(xml)).toBe(true);
  const always = ["testsuite", "testcase", "property"];
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (tag) => always.includes(tag),
  });
  return parser.parse(xml).testsuites;
};

const readCtrf = (document: ResultDocument) => {
  return JSON.parse(renderCtrf(document)).results;
};

const readAllure = (document: ResultDocument) =>
  renderAllure(document)
    .filter(({ name }) => name.endsWith("-result.json"))
    .map(({ text }) => JSON.parse(text));

const mixed = sketchDocument([
  { requirement: "OC-01", result: "PASS", name: "a code by SMS" },
  { requirement: "OC-02", result: "FAIL", name: "a code by e-mail" },
  { requirement: "PM-01", result: "UNTESTABLE", name: "a card" },
  { requirement: "PM-01", result: "NOT_APPLICABLE", name: "another card" },
]);

describe("junit.xml", () => {
  it("counts what failed, what nobody could judge, and what was skipped", () => {
    const { tests, failures, errors, skipped, testsuite } = readJunit(mixed);
    expect([tests, failures, errors, skipped]).toEqual(["4", "1", "1", "1"]);
    expect(testsuite[0]).toMatchObject({ name: "features/otp.feature", tests: "4", timestamp: "1970-01-01T00:00:00" });
  });

  it("says what was expected, how to mend it and how to see it again, at the line of the feature", () => {
    const [, failed] = readJunit(mixed).testsuite[0].testcase;
    expect(failed).toMatchObject({ name: "a code by e-mail", classname: "features/otp", line: "2", time: "0.250" });
    expect(failed.failure.message).toBe("OC-02: expected the code as issued; actual a code without its zero");
    expect(failed.failure["#text"]).toContain("fix: Send the code as text.");
    expect(failed.failure["#text"]).toContain("stepproof run --seed 42 features/otp.feature:2");
    expect(failed.properties.property).toEqual([{ name: "requirement", value: "OC-02" }]);
  });

  it("tells of a MUST that nobody judged, and of what went wrong with the run itself", () => {
    const whole = sketchDocument([{ requirement: "OC-01", result: "PASS" }], { plan: "full" });
    const suites = readJunit({ ...whole, problems: ["A hook around the run failed: no port"] }).testsuite;
    expect(suites.map(({ name, errors }: Record<string, string>) => [name, errors])).toEqual([
      ["features/otp.feature", "0"],
      ["requirements", "2"],
      ["run", "1"],
    ]);
  });

  it("skips what is waived, and says by whom", () => {
    const waivers = [{ requirement: "OC-02", reason: "known", owner: "A. Keeper", until: "2026-12-31" }];
    const waived = sketchDocument([{ requirement: "OC-02", result: "FAIL", status: "FAILED" }], {
      waivers,
      today: "2026-11-24",
    });
    const [only] = readJunit(waived).testsuite[0].testcase;
    expect(only.failure).toBeUndefined();
    expect(only.skipped.message).toContain("OC-02 is waived");
  });
});

describe("ctrf.json", () => {
  it("is what the format's own schema wants, with one status a scenario", () => {
    const nameless = sketchDocument([{ requirement: "OC-01", result: "FAIL", name: "" }], { plan: "full" });
    for (const document of [mixed, nameless]) validateStrict(JSON.parse(renderCtrf(document)));
    const { summary, tests } = readCtrf(mixed);
    expect(summary).toMatchObject({ tests: 4, passed: 1, failed: 2, skipped: 1, start: 0, stop: 1500 });
    expect(tests[1]).toMatchObject({ filePath: "features/otp.feature", line: 2, tags: ["@OC-02"], duration: 250 });
  });
});

describe("allure-results", () => {
  it("have a file a test, the same id for the same scenario in every run, and the requirement as a story", () => {
    const [one, again] = [readAllure(mixed), readAllure({ ...mixed, seed: "43" })];
    expect(one.map(({ status }) => status)).toEqual(["passed", "failed", "broken", "skipped"]);
    expect(again.map(({ historyId }) => historyId)).toEqual(one.map(({ historyId }) => historyId));
    expect(new Set([...one, ...again].map(({ uuid }) => uuid)).size).toBe(8);
    expect(one[1].labels).toContainEqual({ name: "story", value: "OC-02" });
  });
});

describe("on GitHub", () => {
  it("every red scenario stands beside its line, and the verdict at the end", () => {
    const lines = renderAnnotations(mixed).trimEnd().split("\n");
    expect(lines[0]).toMatch(/^::error file=features\/otp\.feature,line=2,title=a code by e-mail::OC-02: expected/);
    expect(lines.at(-1)).toBe("::error title=Stepproof::NOT CONFORMANT: 3 requirements: 1 PASS, 1 FAIL, 1 UNTESTABLE");
  });

  it("no more than fifty lines and one are printed, and the summary stays below a mebibyte and ends with a whole line", () => {
    const [first] = mixed.requirements;
    const many = sketchDocument(Array.from({ length: 120 }, () => ({ requirement: "OC-01", result: "FAIL" as const })));
    expect(renderAnnotations(many).trimEnd().split("\n")).toHaveLength(51);
    const notices = Array.from({ length: 30_000 }, () => "é".repeat(40));
    const summary = renderStepSummary({ ...mixed, notices });
    expect(first).toBeDefined();
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/é{40}\n\n_Cut here/);
  });
});

describe("the badge", () => {
  it("shows the verdict, and that it is of a part where it is", () => {
    expect(renderBadge(mixed)).toContain("<title>stepproof: not conformant (part)</title>");
    expect(XMLValidator.validate(renderBadge({ ...mixed, plan: "full" }))).toBe(true);
  });
});

/** Names as a hostile device, feature or system might bring them. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "]]><x/>",
    "\u001B[31m",
    "%0A::error::x",
    "a|b`c`",
    "\n::add-mask::x",
    "\uD800",
    "&#0;",
    "</failure>",
  ),
);
const someResult: fc.Arbitrary<Result> = fc.constantFrom(...results);

describe("every format", () => {
  it("is whole and clean whatever names and texts are in it, and red if and only if the verdict is", () => {
    const scenario = fc.record({
      requirement: fc.constantFrom("OC-01", "OC-02", "PM-01"),
      result: someResult,
      name: hostile,
      actual: hostile,
      status: fc.constantFrom("PASSED" as const, "SKIPPED" as const, "FAILED" as const),
    });
    fc.assert(
      fc.property(fc.array(scenario, { maxLength: 4 }), fc.constantFrom("full", "filtered"), (drawn, plan) => {
        const document = sketchDocument(drawn, { plan });
        const { failures, errors } = readJunit(document);
        const isRed = Number(failures) + Number(errors) > 0;
        expect(readCtrf(document).summary.failed > 0).toBe(isRed);
        expect(readAllure(document).some(({ status }) => status === "failed" || status === "broken")).toBe(isRed);
        const commands = renderAnnotations(document)
          .trimEnd()
          .split(/[\r\n]+/);
        expect(commands.every((line) => /^::(error|notice) /.test(line))).toBe(true);
        expect(commands.at(-1)?.startsWith("::error")).toBe(isRed);
        expect(isRed).toBe(document.exitCode !== 0);
      }),
      { numRuns: 60 },
    );
  });
});
