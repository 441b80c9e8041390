import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadSources } from "@cucumber/cucumber/api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkSelection, onlyFilesOf, toSources } from "./scenario-selection.ts";

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "selection-"));
  for (const name of ["c", "a", "d", "b"]) await writeFile(path.join(cwd, `${name}.feature`), feature(name));
});

afterEach(() => rm(cwd, { recursive: true }));

const feature = (name: string) => `Feature: ${name}
  ${name === "d" ? "" : "@wanted"}
  Scenario Outline: ${name} and <what>
    Given nothing
    Examples:
      | what  |
      | one   |
      | two   |
      | three |
`;

it.each(["defined", "reverse", "random"])(
  "a selection without the files of which nothing is run is the same, in %s order",
  async (order) => {
    const asked = toSources({ paths: [cwd], tags: "@wanted", order, seed: "7" });
    const places = await checkSelection(asked, cwd);
    const narrowed = onlyFilesOf(places, asked);
    expect(narrowed.paths).toEqual(["a.feature", "b.feature", "c.feature"]);
    const namesOf = async (sources: typeof asked) => (await loadSources(sources, { cwd })).plan.map(({ name }) => name);
    expect(await namesOf(narrowed)).toEqual(await namesOf(asked));
    expect(places).toHaveLength(9);
  },
);
