import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../src/package-root.ts";
import { loadCatalogue } from "../src/verdict/catalogue.ts";
import { mutants } from "./mutants.ts";

const catalogue = await loadCatalogue(join(packageRoot, "features", "requirements.yaml"));

it("gives every mutant a name of its own", () => {
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
});

it.each(mutants)("$id is to be caught by a requirement of the catalogue", ({ caughtBy }) => {
  expect(catalogue.map(({ id }) => id)).toContain(caughtBy);
});

it("has a mutant for every requirement of the base profile", () => {
  const caught = new Set(mutants.map(({ caughtBy }) => caughtBy));
  const base = catalogue.filter(({ profile, notTested }) => profile === "base" && notTested === undefined);
  expect(base.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
});
