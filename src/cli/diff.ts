import path from "node:path";
import { compareRuns, type Difference } from "../compare/compare-runs.ts";
import { readComparedRun } from "./compared-run.ts";
import type { Site } from "./site.ts";

export interface DiffOptions {
  readonly json?: true;
}

/** Says what differs between two runs; returns 1 where something got worse. Throws RESULT_… and CERTIFICATE_INVALID. */
export async function diff(older: string, newer: string, { json }: DiffOptions, site: Site): Promise<number> {
  const [before, after] = await Promise.all(
    [older, newer].map((place) => readComparedRun(path.resolve(site.cwd, place))),
  );
  const differences = before && after ? compareRuns(before, after) : [];
  site.terminal.print(json ? `${JSON.stringify(differences, null, 2)}\n` : describe(differences));
  return differences.some(({ isRegression }) => isRegression) ? 1 : 0;
}

const headings: Readonly<Record<Difference["kind"], string>> = {
  run: "The run as a whole",
  worse: "Worse",
  disappeared: "No longer judged",
  stopped: "Stopped being checked",
  appeared: "New",
  better: "Better",
};

function describe(differences: readonly Difference[]): string {
  if (differences.length === 0) return "No difference.\n";
  const groups = Object.entries(headings).flatMap(([kind, heading]) => {
    const members = differences.filter((difference) => difference.kind === kind);
    return members.length === 0 ? [] : [heading, ...members.map(toLine), ""];
  });
  const regressions = differences.filter(({ isRegression }) => isRegression).length;
  return `${groups.join("\n")}\n${regressions} ${regressions === 1 ? "regression" : "regressions"}, ${differences.length} differences in all\n`;
}

const toLine = ({ subject, before, after, isRegression }: Difference): string =>
  `  ${isRegression ? "!" : " "} ${subject.padEnd(12)} ${before} -> ${after}`;
