import { Writable } from "node:stream";
import { type IRunOptions, runCucumber } from "@cucumber/cucumber/api";
import { groupBy } from "../verdict/group-by.ts";
import { requirementsOf } from "../verdict/requirement-tags.ts";
import type { ScenarioPlace } from "../verdict/scenario-run.ts";
import { checkSelection, toSources } from "./scenario-selection.ts";

export type ScenariosByRequirement = ReadonlyMap<string, readonly ScenarioPlace[]>;

/**
 * Which scenarios claim to prove which requirement, by the tags in the features; of an outline, each row.
 * Throws PATH_UNKNOWN, FEATURE_INVALID, NO_SCENARIOS.
 */
export async function loadTaggedScenarios(features: string, cwd: string): Promise<ScenariosByRequirement> {
  const sources = toSources({ paths: [features], tags: "", order: "defined", seed: "" });
  await checkSelection(sources, cwd);
  const claims: { readonly requirement: string; readonly place: ScenarioPlace }[] = [];
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
  // A dry run without any step code: Cucumber's plan has no tags, its messages do.
  await runCucumber({ ...dryRun, sources }, { cwd, stdout }, ({ pickle }) => {
    if (!pickle) return;
    const place = { name: pickle.name, uri: pickle.uri, line: pickle.location?.line ?? 1 };
    const tags = pickle.tags.map(({ name }) => name);
    claims.push(...requirementsOf(tags).map((requirement) => ({ requirement, place })));
  });
  const byRequirement = groupBy(claims, ({ requirement }) => requirement);
  return new Map([...byRequirement].map(([id, claimed]) => [id, claimed.map(({ place }) => place)]));
}

const dryRun: Omit<IRunOptions, "sources"> = {
  support: { requireModules: [], requirePaths: [], importPaths: [], loaders: [] },
  runtime: {
    dryRun: true,
    failFast: false,
    filterStacktraces: true,
    parallel: 0,
    retry: 0,
    retryTagFilter: "",
    strict: false,
    worldParameters: {},
  },
  formats: { stdout: "summary", files: {}, publish: false, options: {} },
};
