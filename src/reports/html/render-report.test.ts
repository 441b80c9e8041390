import fc from "fast-check";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { describe, expect, it } from "vitest";
import { renderReport, toScriptJson } from "./render-report.ts";
import { sketchSources } from "./report-run.fixture.ts";

/** The names of every element and attribute of a page, in its order: what a hostile text must not change. */
function skeletonOf(page: string): readonly string[] {
  const names: string[] = [];
  const pending: DefaultTreeAdapterTypes.Node[] = [parse(page)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (defaultTreeAdapter.isElementNode(node))
      names.push([node.tagName, ...node.attrs.map(({ name }) => name)].join(" "));
    if ("childNodes" in node) pending.push(...node.childNodes);
  }
  return names;
}

const bytesOf = (page: string): number => Buffer.byteLength(page);

describe("report.html", () => {
  const plainPage = renderReport(sketchSources(14));

  it("opens on the verdict and the first failure, with how to mend it and how to see it again", () => {
    const [verdict = -1, failure = -1, expected = -1, rerun = -1, matrix = -1] = [
      "<h1>NOT CONFORMANT</h1>",
      "First failure",
      "the code as issued",
      "stepproof run --seed 42 features/group-10/a-feature-of-usual-length.feature:20",
      'id="requirements"',
    ].map((words) => plainPage.indexOf(words));
    expect(verdict).toBeGreaterThan(0);
    expect([failure, expected, rerun, matrix].every((at) => at > verdict)).toBe(true);
    expect(Math.max(failure, expected, rerun)).toBeLessThan(matrix);
  });

  it("says of a run without complaints that there are none", () => {
    const page = renderReport(sketchSources(2));
    expect(page).toContain("<h1>CONFORMANT</h1>");
    expect(page).toContain("nobody has to look at anything");
  });

  it("accounts for every message of a run that sent some", () => {
    const { document, ...sources } = sketchSources(2);
    const accounts = { sent: 3, delivered: 2, failed: { refused: 1 }, rest: 0 };
    const page = renderReport({ ...sources, document: { ...document, accounts } });
    expect(page).toContain("Messages: 3 sent = 2 delivered + 1 failed (1 refused).");
    expect(renderReport(sketchSources(2))).not.toContain("Messages:");
  });

  it("has an address for each requirement and each scenario", () => {
    expect(plainPage).toContain('<tr id="RA-00"');
    expect(plainPage).toContain('<details id="features/group-3/a-feature-of-usual-length.feature:13"');
  });

  it("needs nothing from elsewhere and runs only its own script", () => {
    expect(plainPage).toMatch(
      /content="default-src &#39;none&#39;; img-src &#39;self&#39;; style-src &#39;sha256-[^ ]+; script-src &#39;sha256-/,
    );
    const markup = plainPage.replace(/<script[\s\S]*?<\/script>/g, "");
    expect(markup).not.toMatch(/(?:src|href)="(?!#)|url\(|@import|\sstyle=|\son[a-z]+=/);
  });

  it("is below 1 MB for 500 scenarios", () => {
    const bytes = bytesOf(renderReport(sketchSources(500)));
    expect(bytes).toBeGreaterThan(300_000);
    expect(bytes).toBeLessThan(1_000_000);
  });

  it("takes no text for markup, wherever it stands", () => {
    const hostile = fc.constantFrom(
      "</script><script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      '"><b x="',
      "]]><!--",
      "\u2028</title>",
    );
    const skeleton = skeletonOf(plainPage);
    fc.assert(
      fc.property(hostile, fc.string({ unit: "binary" }), (attack, more) => {
        const text = `${attack}${more}`;
        expect(skeletonOf(renderReport(sketchSources(14, { name: text, actual: text, text })))).toEqual(skeleton);
      }),
      { numRuns: 20 },
    );
  });

  it("writes JSON that ends no script and breaks no line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = toScriptJson([`</script>\u2028<!--${text}`]);
        expect(json).not.toMatch(/[<>\u2028\u2029]/);
        expect(JSON.parse(json)).toEqual([`</script>\u2028<!--${text}`]);
      }),
    );
  });
});
