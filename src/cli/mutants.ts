import path from "node:path";
import type { Mutant } from "../../mutants/mutant.ts";
import { mutants } from "../../mutants/mutants.ts";
import { stopLooking } from "../browser/looking.ts";
import type { Shard } from "../compare/shard.ts";
import { StepproofError } from "../errors.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { Envelope } from "../verdict/envelope.ts";
import { judgeKill, type Kill } from "../verdict/kill.ts";
import type { KillRow } from "./kill-row.ts";
import { runShards } from "./mutant-shards.ts";
import { runFeatures } from "./run-features.ts";
import { toSources } from "./scenario-selection.ts";
import type { Site } from "./site.ts";
import { type FeatureIndex, indexFeatures } from "./tagged-features.ts";

export interface MutantsOptions {
  readonly only?: string;
  readonly json?: true;
  /** Processes; 0 or 1 runs in this one. */
  readonly parallel: number;
  /** Every N-th mutant, beginning with the I-th. */
  readonly shard?: Shard;
}

/** Any seed will do; a fixed one makes the matrix the same on every machine. */
const SEED = "mutants";

/** Runs every wrong system against the scenarios of the requirement that must catch it. Returns 1 if one gets away. */
export async function runMutants({ only, json, parallel, shard }: MutantsOptions, site: Site): Promise<number> {
  const selected = select(only, shard);
  const processes = Math.min(parallel, selected.length);
  const rows =
    processes > 1 && !shard ? await runShards(processes, only) : await runAll(selected, site).finally(stopLooking);
  const survivors = rows.filter(({ outcome }) => outcome !== "killed");
  site.terminal.print(json ? `${JSON.stringify(rows, null, 2)}\n` : toTable(rows));
  return survivors.length === 0 ? 0 : 1;
}

function select(only: string | undefined, { index, total }: Shard = { index: 1, total: 1 }): readonly Mutant[] {
  const wanted = mutants.filter(({ id }) => only === undefined || id === only || id.startsWith(`${only}/`));
  if (wanted.length > 0) return wanted.filter((_, position) => position % total === index - 1);
  throw new StepproofError("MUTANT_UNKNOWN", `--only: no mutant is called "${only}"`, {
    hint: "stepproof mutants lists them all.",
    attribution: "CONFIGURATION",
  });
}

/** One after the other: each run starts a test bed of its own, and the steps are loaded once. */
async function runAll(selected: readonly Mutant[], site: Site): Promise<readonly KillRow[]> {
  const catalogue = await site.shipped.loadRequirements();
  const featuresWith = await indexFeatures(site.shipped.features);
  const rows: KillRow[] = [];
  for (const mutant of selected) {
    const { outcome, brokenRequirements } = await tryToKill(mutant, catalogue, { site, featuresWith });
    const { id, caughtBy, mistake } = mutant;
    rows.push({ mutant: id, caughtBy, mistake, outcome, brokenRequirements: [...brokenRequirements] });
    site.terminal.note(`${outcome.padEnd(11)} ${id}\n`);
  }
  return rows;
}

/** Most die in the first scenario that fails, of the right cause; only the others need all that speaks of their requirement. */
async function tryToKill(mutant: Mutant, catalogue: readonly Requirement[], ground: Ground): Promise<Kill> {
  const first = judgeKill(await runAgainst(mutant, { stopAtFailure: true }, ground), mutant.caughtBy, catalogue);
  if (first.outcome !== "by-accident") return first;
  return judgeKill(await runAgainst(mutant, { stopAtFailure: false }, ground), mutant.caughtBy, catalogue);
}

interface Ground {
  readonly site: Site;
  readonly featuresWith: FeatureIndex;
}

async function runAgainst(
  { id, caughtBy, feature, scenario, browser }: Mutant,
  { stopAtFailure }: { readonly stopAtFailure: boolean },
  { site: { shipped, cwd }, featuresWith }: Ground,
): Promise<readonly Envelope[]> {
  const paths = feature === undefined ? featuresWith(`@${caughtBy}`) : [path.join(shipped.features, feature)];
  const all = toSources({ paths, tags: `@${caughtBy}`, order: "defined", seed: SEED });
  const { envelopes } = await runFeatures({
    sources: scenario === undefined ? all : { ...all, names: [scenario] },
    steps: shipped.steps,
    cwd,
    parallel: 0,
    seed: SEED,
    mutant: id,
    ...(browser && { browser, keepsBrowser: true }),
    stopAtFailure,
    onMessage: () => undefined,
  });
  return envelopes;
}

function toTable(rows: readonly KillRow[]): string {
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
