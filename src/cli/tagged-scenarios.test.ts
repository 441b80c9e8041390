import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../package-root.ts";
import { loadCatalogue } from "../verdict/catalogue.ts";
import { loadTaggedScenarios } from "./tagged-scenarios.ts";

const features = join(packageRoot, "features");
const catalogue = await loadCatalogue(join(features, "requirements.yaml"));
const claims = await loadTaggedScenarios(features, packageRoot);

const tested = catalogue.filter(({ notTested }) => notTested === undefined);

it("finds a scenario for every requirement that is not set down as not tested", () => {
  expect(tested.map(({ id }) => id).filter((id) => !claims.has(id))).toEqual([]);
});

it("finds no tag of a requirement that the catalogue does not have, or calls not tested", () => {
  const ids = new Set(tested.map(({ id }) => id));
  expect([...claims.keys()].filter((id) => !ids.has(id))).toEqual([]);
});
