import type { Result } from "../checks/finding.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { ResultReading } from "./result-file.ts";
import type { ScenariosByRequirement } from "./tagged-scenarios.ts";

/** A requirement, and what stands behind it. */
export interface CoveredRequirement extends Requirement {
  /** How many scenarios claim it; of a run, how many judged it. */
  readonly scenarios: number;
  /** Of a run; absent where it was not part of what the run judged. */
  readonly result?: Result;
}

/** The catalogue with the scenarios that carry each requirement's tag. */
export const claimedCoverage = (
  catalogue: readonly Requirement[],
  claims: ScenariosByRequirement,
): readonly CoveredRequirement[] =>
  catalogue.map((requirement) => ({ ...requirement, scenarios: claims.get(requirement.id)?.length ?? 0 }));

/** The catalogue with what one run says of each requirement. */
export function judgedCoverage(
  catalogue: readonly Requirement[],
  { requirements }: ResultReading,
): readonly CoveredRequirement[] {
  const judged = new Map(requirements.map((each) => [each.id, each]));
  return catalogue.map((requirement) => {
    const seen = judged.get(requirement.id);
    return { ...requirement, scenarios: seen?.scenarios.length ?? 0, ...(seen && { result: seen.result }) };
  });
}
