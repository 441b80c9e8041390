import type { RunResult } from "../verdict/judge-run.ts";

type Told = Pick<RunResult, "scenarios" | "requirements">;

/** How each scenario ended, and what was found in it; what no scenario judged is no outcome of one. */
export function outcomesOf({ scenarios, requirements }: Told): readonly string[] {
  const ends = scenarios.map(({ uri, line, status, attempts }) => `${uri}:${line} ${status}, attempts: ${attempts}`);
  const findings = requirements.flatMap((requirement) => requirement.findings);
  const found = findings.flatMap(({ scenario, requirement, result }) =>
    scenario ? [`${scenario.uri}:${scenario.line} ${requirement} ${result}`] : [],
  );
  return [...ends, ...found];
}

/** The first outcome that is told less often than it should be. */
export function firstUntold(outcomes: readonly string[], told: readonly string[]): string | undefined {
  const left = new Map<string, number>();
  for (const each of told) left.set(each, (left.get(each) ?? 0) + 1);
  return outcomes.find((each) => {
    const remaining = left.get(each) ?? 0;
    left.set(each, remaining - 1);
    return remaining <= 0;
  });
}
