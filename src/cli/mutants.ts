import type { Mutant } from "../../mutants/mutant.ts";
import { mutants } from "../../mutants/mutants.ts";
import { StepproofError } from "../errors.ts";
import { judgeKill, type Kill } from "../verdict/kill.ts";
import { runFeatures } from "./run-features.ts";
import { toSources } from "./scenario-selection.ts";
import type { Site } from "./site.ts";

export interface MutantsOptions {
  readonly only?: string;
  readonly json?: true;
}

interface Row extends Kill {
  readonly mutant: string;
  readonly caughtBy: string;
  readonly mistake: string;
}

/** Any seed will do; a fixed one makes the matrix the same on every machine. */
const SEED = "mutants";

/** Runs every wrong system against the scenarios of the requirement that must catch it. Returns 1 if one gets away. */
export async function runMutants({ only, json }: MutantsOptions, site: Site): Promise<number> {
  const rows = await runAll(select(only), site);
  const survivors = rows.filter(({ outcome }) => outcome !== "killed");
  site.terminal.print(json ? `${JSON.stringify(rows, null, 2)}\n` : toTable(rows));
  return survivors.length === 0 ? 0 : 1;
}

function select(only: string | undefined): readonly Mutant[] {
  const selected = mutants.filter(({ id }) => only === undefined || id === only || id.startsWith(`${only}/`));
  if (selected.length > 0) return selected;
  throw new StepproofError("MUTANT_UNKNOWN", `--only: no mutant is called "${only}"`, {
    hint: "stepproof mutants lists them all.",
    attribution: "CONFIGURATION",
  });
}

/** One after the other in this process: each run starts a test bed of its own, and the steps are loaded once. */
async function runAll(selected: readonly Mutant[], site: Site): Promise<readonly Row[]> {
  const { shipped, cwd } = site;
  const catalogue = await shipped.loadRequirements();
  const rows: Row[] = [];
  for (const { id, caughtBy, mistake } of selected) {
    const sources = toSources({ paths: [shipped.features], tags: `@${caughtBy}`, order: "defined", seed: SEED });
    const run = {
      sources,
      steps: shipped.steps,
      cwd,
      parallel: 0,
      seed: SEED,
      mutant: id,
      files: {},
      onMessage: () => undefined,
    };
    const { envelopes } = await runFeatures(run);
    rows.push({ mutant: id, caughtBy, mistake, ...judgeKill(envelopes, caughtBy, catalogue) });
    site.terminal.note(`${rows.at(-1)?.outcome.padEnd(11)} ${id}\n`);
  }
  return rows;
}

function toTable(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ mutant, caughtBy, outcome, brokenRequirements, mistake }) =>
      `${outcome.padEnd(12)}${caughtBy.padEnd(7)}${mutant.padEnd(32)}${mistake}${alsoBroken(brokenRequirements, caughtBy)}`,
  );
  const killed = rows.filter(({ outcome }) => outcome === "killed").length;
  return `${lines.join("\n")}\n\n${killed} of ${rows.length} mutants killed for the stated reason\n`;
}

function alsoBroken(brokenRequirements: readonly string[], caughtBy: string): string {
  const others = brokenRequirements.filter((id) => id !== caughtBy);
  return others.length === 0 ? "" : ` (also ${others.join(", ")})`;
}
