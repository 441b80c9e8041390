import { StepproofError } from "../errors.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { renderExplanation } from "./explanation.ts";
import type { Site } from "./site.ts";
import { loadTaggedScenarios } from "./tagged-scenarios.ts";

export interface ExplainOptions {
  readonly json?: true;
}

/** Prints all that is known of one requirement. Throws REQUIREMENT_UNKNOWN, with what may have been meant. */
export async function explain(given: string, { json }: ExplainOptions, site: Site): Promise<number> {
  const { cwd, shipped, terminal } = site;
  const requirement = find(given, await shipped.loadRequirements());
  const claims = await loadTaggedScenarios(shipped.features, cwd);
  const explanation = { ...requirement, scenarios: claims.get(requirement.id) ?? [] };
  terminal.print(json ? `${JSON.stringify(explanation, null, 2)}\n` : renderExplanation(explanation, terminal.columns));
  return 0;
}

function find(given: string, catalogue: readonly Requirement[]): Requirement {
  const id = toId(given);
  const found = catalogue.find((requirement) => requirement.id === id);
  if (found) return found;
  const near = suggest(id, catalogue);
  throw new StepproofError("REQUIREMENT_UNKNOWN", `there is no requirement "${given}"`, {
    hint: `${near.length > 0 ? `Did you mean ${near.join(", ")}? ` : ""}stepproof requirements lists them all.`,
    attribution: "CONFIGURATION",
  });
}

/** `oc1`, `@OC-01` and `OC-01` mean the same. */
function toId(given: string): string {
  const [, letters, digits] = /^@?([a-z]{2})[-_ ]?(\d{1,2})$/i.exec(given.trim()) ?? [];
  return letters && digits ? `${letters.toUpperCase()}-${digits.padStart(2, "0")}` : given.trim().toUpperCase();
}

const SUGGESTED = 5;

/** Ids that differ in one character; else those of the same family. */
function suggest(id: string, catalogue: readonly Requirement[]): readonly string[] {
  const ids = catalogue.map((requirement) => requirement.id);
  const near = ids.filter((each) => each.length === id.length && differences(each, id) === 1);
  const family = ids.filter((each) => each.slice(0, 2) === id.slice(0, 2));
  return (near.length > 0 ? near : family).slice(0, SUGGESTED);
}

const differences = (a: string, b: string): number =>
  [...a].filter((character, index) => character !== b[index]).length;
