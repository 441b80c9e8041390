import { describe, expect, it } from "vitest";
import { findMeantKey, toJsonSchema } from "./known-keys.ts";

describe("findMeantKey", () => {
  it.each([
    [[], "endusers", "endUsers"],
    [[], "templats", "templates"],
    [["endUsers", 3], "langauge", "language"],
    [["endUsers", 0, "cards", 1], "securitycode", "securityCode"],
    [["networks", "visa"], "lenght", "length"],
  ])("knows at %j that %s was meant to be %s", (path, written, meant) => {
    expect(findMeantKey(path, written)).toBe(meant);
  });

  it("guesses nothing where nothing is near, nor where nothing is known", () => {
    expect(findMeantKey([], "colour")).toBeUndefined();
    expect(findMeantKey(["no", "such", "place"], "id")).toBeUndefined();
  });
});

describe("toJsonSchema", () => {
  it("names every section, and lets bare numbers stand where we read text", () => {
    const schema = JSON.stringify(toJsonSchema());
    for (const section of ["issuer", "backend", "endUsers", "budgets", "waivers", "reach"]) {
      expect(schema).toContain(`"${section}":`);
    }
    expect(toJsonSchema()).toMatchObject({
      required: ["issuer", "backend", "endUsers", "templates", "mail"],
      properties: { sinks: { properties: { smpp: { type: ["string", "number"] } } } },
    });
  });
});
