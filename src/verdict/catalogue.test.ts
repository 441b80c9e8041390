import { describe, expect, it } from "vitest";
import { loadCatalogue, parseCatalogue } from "./catalogue.ts";
import { hasUnreadClause } from "./unread-clause.ts";

const row = (id: string, more = ""): string => `- id: ${id}
  rule: "A rule."
  keyword: MUST
  under-test: d1
  source: "(1)"
  basis: documented
  profile: base
  advice: "Do it."
${more}`;

describe("the requirements catalogue", () => {
  it("that ships reads, and holds the flow's rules", async () => {
    const requirements = await loadCatalogue("features/requirements.yaml");
    const ids = requirements.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["OC-01", "PM-08", "CS-13", "SE-10", "TP-11"]));
    expect(requirements.find(({ id }) => id === "PM-03")).toMatchObject({
      keyword: "MUST",
      underTest: "d1",
      clause: { name: "PCI DSS 4.2.2", verified: "2026-11-24" },
      profile: "base",
    });
  });

  it("keeps the order of its file", () => {
    expect(parseCatalogue(row("OC-02") + row("OC-01"), "r.yaml").map(({ id }) => id)).toEqual(["OC-02", "OC-01"]);
  });
});

describe("a clause", () => {
  const withClause = (clause: string) => parseCatalogue(row("OC-01", `  clause: ${clause}\n`), "r.yaml")[0];

  it("counts as read only with the day of it", () => {
    const read = withClause("{ name: RFC 1, verified: 2026-11-24 }");
    const unread = withClause("{ name: RFC 1, verify: true }");
    expect([read, unread].map((each) => each && hasUnreadClause(each))).toEqual([false, true]);
    expect(hasUnreadClause({})).toBe(false);
  });

  it.each([
    "{ name: RFC 1 }",
    "{ name: RFC 1, verify: false }",
    "{ name: RFC 1, verified: yes }",
    "{ name: RFC 1, verify: true, verified: 2026-11-24 }",
  ])("is refused as %s, which leaves open whether it was read", (clause) => {
    expect(() => withClause(clause)).toThrow(/^r\.yaml:9:\d+ 0\.clause/);
  });
});

it("tells why a rule is not tested, of that rule only", () => {
  const [tested, untested] = parseCatalogue(row("OC-01") + row("OC-02", "  not-tested: nobody can\n"), "r.yaml");
  expect(tested).not.toHaveProperty("notTested");
  expect(untested).toMatchObject({ id: "OC-02", notTested: "nobody can" });
});

describe("a broken catalogue is refused at its place", () => {
  it.each([
    ["a wrong keyword", row("OC-01").replace("MUST", "must"), "CATALOGUE_INVALID", "r.yaml:3:12 0.keyword"],
    ["a missing member", row("OC-01").replace('  advice: "Do it."\n', ""), "CATALOGUE_INVALID", "r.yaml:1:3 0.advice"],
    ["an unknown member", row("OC-01", "  colour: red\n"), "CATALOGUE_INVALID", "r.yaml:1:3 0"],
    ["a wrong id", row("OC-1"), "CATALOGUE_INVALID", "r.yaml:1:7 0.id"],
    ["a repeated id", row("OC-01") + row("OC-01"), "CATALOGUE_INVALID", "r.yaml:9:7 OC-01 occurs twice"],
    ["no list", "id: OC-01", "CATALOGUE_INVALID", "r.yaml:1:1"],
    ["nothing", "", "CATALOGUE_INVALID", "r.yaml:1:1"],
    ["a repeated member", row("OC-01", "  id: OC-02\n"), "CATALOGUE_SYNTAX", "r.yaml:9:3"],
    ["an open quote", '- id: "OC-01', "CATALOGUE_SYNTAX", "r.yaml:1:"],
  ])("%s", (_, source, code, place) => {
    expect(() => parseCatalogue(source, "r.yaml")).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(place) }),
    );
  });

  it("a file that is not there", async () => {
    await expect(loadCatalogue("features/nowhere.yaml")).rejects.toMatchObject({ code: "CATALOGUE_UNREADABLE" });
  });
});
