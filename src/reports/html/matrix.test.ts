import { expect, it } from "vitest";
import type { Requirement } from "../../verdict/catalogue.ts";
import { sketchCatalogue, sketchDocument } from "../document.fixture.ts";
import { renderMatrix } from "./matrix.ts";

const document = sketchDocument([{ requirement: "OC-01", result: "PASS" }]);

const matrixOf = (more: Partial<Requirement>): string => {
  const catalogue = sketchCatalogue.map((row) => ({ ...row, source: "RFC 1", basis: "analogue" as const, ...more }));
  return renderMatrix({ document, stories: [], catalogue }).text;
};

it("marks a clause that was not read, and no other", () => {
  const unread = "Source: RFC 1, RFC 1 section 2 (clause not re-read) – analogue.";
  expect(matrixOf({ clause: { name: "RFC 1 section 2", verify: true } })).toContain(unread);
  const read = matrixOf({ clause: { name: "RFC 1 section 2", verified: "2026-11-24" } });
  expect(read).toContain("Source: RFC 1, RFC 1 section 2 – analogue.");
  expect(matrixOf({})).toContain("Source: RFC 1 – analogue.");
});

it("names what is not tested, with the reason, and says nothing where all is", () => {
  expect(matrixOf({ notTested: "nobody can" })).toContain("<p>Not tested: OC-02, because nobody can.</p>");
  expect(matrixOf({})).not.toContain("Not tested");
});
