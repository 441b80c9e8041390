import { access } from "node:fs/promises";
import path from "node:path";
import { type ISourcesCoordinates, loadSources } from "@cucumber/cucumber/api";
import { StepproofError } from "../errors.ts";

export interface Selection {
  readonly paths: readonly string[];
  /** A tag expression; empty selects everything. */
  readonly tags: string;
  /** `defined`, `reverse`, `random` or `random:SEED`. */
  readonly order: string;
  /** The run's, for `random` without one of its own. */
  readonly seed: string;
}

/** The selection in Cucumber's terms. Throws ORDER_INVALID. */
export function toSources({ paths, tags, order, seed }: Selection): ISourcesCoordinates {
  return { defaultDialect: "en", paths: [...paths], names: [], tagExpression: tags, order: toOrder(order, seed) };
}

/**
 * Makes sure that there is something to run before anything is started, and returns its places, `file:line` each.
 * Throws PATH_UNKNOWN, TAGS_INVALID, FEATURE_INVALID, NO_SCENARIOS.
 */
export async function checkSelection(sources: ISourcesCoordinates, cwd: string): Promise<readonly string[]> {
  for (const each of sources.paths) await checkPath(each, cwd);
  const { plan, errors } = await load(sources, cwd);
  const fault = errors[0];
  if (fault) throw featureInvalid(fault.uri, fault.location.line, fault.message);
  if (plan.length === 0) throw noScenarios(sources);
  return plan.map(({ uri, location }) => `${uri}:${location.line}`);
}

/** The same selection without the files of which nothing is run: they need be neither parsed again nor told of. */
export function onlyFilesOf(places: readonly string[], sources: ISourcesCoordinates): ISourcesCoordinates {
  const files = new Set(places.map((place) => place.replace(/:\d+$/, "")));
  // Sorted as the folder was, or the same seed would give another order.
  return { ...sources, paths: [...files].sort() };
}

function toOrder(order: string, seed: string): ISourcesCoordinates["order"] {
  if (order === "defined" || order === "reverse") return order;
  if (order === "random") return `random:${seed}`;
  const own = /^random:([\w-]+)$/.exec(order)?.[1];
  if (own !== undefined) return `random:${own}`;
  throw new StepproofError("ORDER_INVALID", `there is no order "${order}"`, {
    hint: "Use defined, reverse, random or random:SEED.",
    attribution: "CONFIGURATION",
  });
}

async function checkPath(given: string, cwd: string): Promise<void> {
  const withoutLines = given.replace(/(:\d+)+$/, "");
  if (/[*?{[]/.test(withoutLines)) return;
  try {
    await access(path.resolve(cwd, withoutLines));
  } catch (cause) {
    throw new StepproofError("PATH_UNKNOWN", `there is no file or folder ${withoutLines}`, {
      hint: `Give a feature file, a folder, or FILE:LINE, relative to ${cwd}.`,
      attribution: "CONFIGURATION",
      cause,
    });
  }
}

async function load(sources: ISourcesCoordinates, cwd: string): ReturnType<typeof loadSources> {
  try {
    return await loadSources(sources, { cwd });
  } catch (error) {
    const complaint = tagComplaint(error);
    if (complaint === undefined) throw error;
    throw new StepproofError("TAGS_INVALID", complaint, {
      hint: 'Write something like --tags "@templates and not (@OC-01 or @OC-02)".',
      attribution: "CONFIGURATION",
      cause: error,
    });
  }
}

/** Cucumber wraps what its tag parser says; only the words tell it apart. */
function tagComplaint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.message.startsWith("Tag expression") ? error.message : tagComplaint(error.cause);
}

function featureInvalid(uri: string, line: number, message: string): StepproofError {
  return new StepproofError("FEATURE_INVALID", `${uri}:${line}: ${message}`, {
    hint: "Correct the feature file.",
    attribution: "CONFIGURATION",
  });
}

function noScenarios({ paths, tagExpression }: ISourcesCoordinates): StepproofError {
  const filter = tagExpression === "" ? "" : ` with the tags ${tagExpression}`;
  return new StepproofError("NO_SCENARIOS", `no scenario was selected in ${paths.join(", ")}${filter}`, {
    hint: "Check paths, line numbers and tags; tags begin with @.",
    attribution: "CONFIGURATION",
  });
}
