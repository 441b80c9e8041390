import { describe, expect, it } from "vitest";
import { fail, pass, warn } from "../checks/finding.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { judgeRun } from "../verdict/judge-run.ts";
import { type AttemptSketch, sketchAttempt, sketchRun } from "../verdict/run-sketch.fixture.ts";
import { renderGallery } from "./gallery.ts";
import { plain } from "./paint.ts";
import { toResultDocument } from "./result-document.ts";
import { renderMarkdown } from "./summary-markdown.ts";
import { renderSummary } from "./summary-terminal.ts";

const row = { keyword: "MUST", underTest: "d1", profile: "base", advice: "" } as const;
const catalogue = ["EM-15", "EM-16", "OC-01"].map((id) => ({ ...row, id, rule: `The rule of ${id}.` }) as Requirement);

const verdict = { expected: "a code that is seen", actual: "seen <everywhere>", evidence: [] };
const picture = { file: "ar-ae-sms-phone.png", channel: "SMS", language: "ar-AE", view: "phone" };

function documentOf(attempt: Partial<AttemptSketch>) {
  const run = sketchRun([{ tags: ["@EM-15"], attempts: [sketchAttempt(attempt)], uri: "seen.feature", line: 7 }]);
  const facts = { version: "0.1.0", seed: "42", startedAt: 0, finishedAt: 1500 };
  return toResultDocument(judgeRun(run, { catalogue, plan: "filtered" }), facts);
}

const withPicture = (...findings: AttemptSketch["findings"]) => documentOf({ findings, facts: [{ picture }] });

describe("the gallery", () => {
  it("shows a message in its language beside what was found", () => {
    const page = renderGallery(withPicture(pass("OC-01", verdict))) ?? "";
    expect(page).toContain("Arabic (United Arab Emirates)");
    expect(page).toContain('<img src="evidence/pictures/ar-ae-sms-phone.png"');
    expect(page).toContain('alt="SMS in Arabic (United Arab Emirates), phone"');
    expect(page).toContain("<summary>1 requirement holds</summary><ul><li><b>OC-01</b> The rule of OC-01.</li></ul>");
  });

  it("shows what a text from outside would do to the page or a terminal, in words", () => {
    const hostile = { ...verdict, actual: "\u001b[2J\u202e<b>" };
    const document = withPicture(fail("EM-15", { ...hostile, hint: "Show it." }));
    expect(renderGallery(document)).toContain("Found: \\u001b[2J\\u202e&#60;b&#62;.");
    expect(renderMarkdown(document)).toContain(String.raw`\\u001b\[2J\\u202e\<b\>`);
  });

  it("says of what is wrong the rule, what was found and how to mend it", () => {
    const wrong = fail("EM-15", { ...verdict, hint: "Show it." });
    const page = renderGallery(withPicture(wrong, warn("EM-16", { ...verdict, hint: "Name it." }))) ?? "";
    expect(page).toContain('<b class="fail">FAIL EM-15</b> The rule of EM-15.');
    expect(page).toContain("Found: seen &#60;everywhere&#62;.<br><i>Show it.</i>");
    expect(page).toContain('<b class="warn">WARN EM-16</b>');
  });

  it("does not count as held what failed once", () => {
    const page = renderGallery(withPicture(pass("OC-01", verdict), fail("OC-01", { ...verdict, hint: "" })));
    expect(page).toContain("Nothing was found to hold.");
  });

  it("trusts no file name that leads elsewhere", () => {
    const facts = [{ picture: { ...picture, file: "../../secret.png" } }];
    expect(renderGallery(documentOf({ facts }))).toBeUndefined();
  });
});

describe("the summaries", () => {
  const style = { width: 80, paint: plain, reports: "reports/latest" };

  it("point at the gallery where pictures were taken", () => {
    const document = withPicture(pass("EM-15", verdict));
    expect(renderMarkdown(document)).toContain("[The messages as pictures](messages.html)");
    expect(renderSummary(document, style)).toContain("messages  reports/latest/messages.html");
  });

  it("do not where there are none", () => {
    const document = documentOf({ findings: [pass("EM-15", verdict)] });
    expect(renderMarkdown(document)).not.toContain("messages.html");
    expect(renderSummary(document, style)).not.toContain("messages.html");
  });
});
