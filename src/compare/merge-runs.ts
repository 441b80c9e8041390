import { StepproofError } from "../errors.ts";
import { type ResultDocument, toResultDocument } from "../reports/result-document.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import type { Envelope } from "../verdict/envelope.ts";
import { judgeRun, type RunResult } from "../verdict/judge-run.ts";
import { mergeMessages } from "./merge-messages.ts";
import { digestOf, type ShardFacts } from "./shard.ts";
import { firstUntold, outcomesOf } from "./told-outcomes.ts";

/** One shard as it lies in its folder. */
export interface ShardRun {
  /** For errors. */
  readonly folder: string;
  readonly result: ShardResult;
  readonly envelopes: readonly Envelope[];
}

/** What merging needs of a shard's `result.json`. */
export type ShardResult = Pick<
  ResultDocument,
  | "stepproof"
  | "seed"
  | "startedAt"
  | "finishedAt"
  | "issuer"
  | "profile"
  | "waivers"
  | "scenarios"
  | "requirements"
  | "problems"
> & { readonly shard: ShardFacts };

export interface MergedRun {
  readonly envelopes: readonly Envelope[];
  readonly document: ResultDocument;
}

/**
 * Puts the shards of one run together and judges the whole from its messages, as if it had never been apart.
 * Throws MERGE_REFUSED where they are not all the shards of one run, and MESSAGES_INCOMPLETE.
 */
export function mergeRuns(shards: readonly ShardRun[], catalogue: readonly Requirement[]): MergedRun {
  const runs = shards.toSorted((a, b) => a.result.shard.index - b.result.shard.index);
  const [first] = runs;
  if (!first) throw refused("there are none", "Name the folders of all shards.");
  for (const run of runs) refuseForeign(run, first);
  refuseUneven(runs, first);
  const envelopes = mergeMessages(runs.map((run) => run.envelopes));
  const startedAt = Math.min(...runs.map(({ result }) => Date.parse(result.startedAt)));
  const finishedAt = Math.max(...runs.map(({ result }) => Date.parse(result.finishedAt)));
  const { shard, seed, stepproof, waivers, issuer, profile } = first.result;
  const judged = judgeRun(envelopes, {
    catalogue,
    plan: shard.plan,
    planned: plannedOf(shard, catalogue),
    waivers,
    today: new Date(startedAt).toISOString().slice(0, 10),
    // Of a leak no message tells: it is looked for after the run.
    problems: runs.flatMap(({ result }) => result.problems),
  });
  refuseContradicted(runs, judged);
  const certified = issuer && profile ? { certified: { issuer, profile } } : {};
  return {
    envelopes,
    document: toResultDocument(judged, { version: stepproof, seed, startedAt, finishedAt, ...certified }),
  };
}

function plannedOf({ planned }: ShardFacts, catalogue: readonly Requirement[]): readonly Requirement[] {
  if (!planned) return catalogue;
  const whose = new Map(planned.map(({ id, underTest }) => [id, underTest]));
  return catalogue.flatMap((requirement) => {
    const underTest = whose.get(requirement.id);
    return underTest === undefined ? [] : [{ ...requirement, underTest }];
  });
}

/** What all shards of one run have in common, as it is called in an error. */
const common: Readonly<Record<string, (result: ShardResult) => unknown>> = {
  "the version of Stepproof": ({ stepproof }) => stepproof,
  "the seed": ({ seed }) => seed,
  "the run file": ({ profile }) => profile?.digest,
  "the number of shards": ({ shard }) => shard.total,
  "the scenarios selected": ({ shard }) => shard.selection,
  "what is to be judged": ({ shard }) => JSON.stringify([shard.plan, shard.planned]),
  "the waivers": ({ waivers }) => JSON.stringify(waivers),
};

function refuseForeign({ folder, result }: ShardRun, first: ShardRun): void {
  for (const [what, read] of Object.entries(common)) {
    if (read(result) === read(first.result)) continue;
    throw refused(`${what} of ${folder} is not that of ${first.folder}`, "Merge shards of one run only.");
  }
}

/** Every shard once, and between them every scenario. */
function refuseUneven(runs: readonly ShardRun[], first: ShardRun): void {
  const { total, selection } = first.result.shard;
  for (let index = 1; index <= total; index++) {
    const folders = runs.filter(({ result }) => result.shard.index === index).map(({ folder }) => folder);
    if (folders.length === 0) throw refused(`shard ${index}/${total} is missing`, "Name its folder, too.");
    if (folders.length > 1)
      throw refused(`shard ${index}/${total} is there twice: ${folders.join(", ")}`, "Name it once.");
  }
  const places = runs.flatMap(({ result }) => result.scenarios.map(({ uri, line }) => `${uri}:${line}`));
  if (digestOf(places) !== selection) {
    throw refused("their scenarios are not those that were selected", "Run the shards again, on the same features.");
  }
}

/** What the results tell must be in the messages: else the whole would be judged without what was taken out of them. */
function refuseContradicted(runs: readonly ShardRun[], judged: RunResult): void {
  const told = runs.flatMap(({ result }) => outcomesOf(result));
  const untold = firstUntold(told, outcomesOf(judged));
  if (untold === undefined) return;
  throw refused(`their results tell what their messages do not: ${untold}`, "Run the shards again; edit neither.");
}

const refused = (what: string, hint: string): StepproofError =>
  new StepproofError("MERGE_REFUSED", `these shards make no run: ${what}`, { hint, attribution: "CONFIGURATION" });
