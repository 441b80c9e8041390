import path from "node:path";
import { openSecretCollector } from "../evidence/secret-collector.ts";
import type { Secret } from "../evidence/secrets.ts";
import { usualFormats } from "../reports/format-names.ts";
import type { ReportSources } from "../reports/html/render-report.ts";
import { PICTURES_FOLDER } from "../reports/picture-facts.ts";
import { progressDots, progressLines } from "../reports/progress.ts";
import { openReportFolder, pointLatestAt } from "../reports/report-folder.ts";
import { toResultDocument } from "../reports/result-document.ts";
import { writeResults } from "../reports/write-results.ts";
import type { Envelope } from "../verdict/envelope.ts";
import { judgeRun } from "../verdict/judge-run.ts";
import { tellBuildServer } from "./build-server.ts";
import { clearEvidence, EVIDENCE_FOLDER, openSalt } from "./evidence.ts";
import { leaksInFolder } from "./leak-audit.ts";
import { openMessageFile } from "./message-file.ts";
import { renderResult } from "./result-output.ts";
import { runFeatures } from "./run-features.ts";
import { MESSAGES_FILE } from "./run-folder.ts";
import type { RunOptions } from "./run-options.ts";
import { planRun, type RunPlan } from "./run-plan.ts";
import type { Site } from "./site.ts";

/**
 * Runs scenarios, judges them, writes the reports and says what came out. What was written is searched for the secrets of
 * the run: a leak makes it INCOMPLETE. Returns the exit code.
 */
export async function run(paths: readonly string[], options: RunOptions, site: Site): Promise<number> {
  const { cwd, terminal } = site;
  const { format = usualFormats, json, out } = options;
  const plan = await planRun(paths, options, site);
  const folder = await openReportFolder({ cwd, startedAt: plan.startedAt, ...(out !== undefined && { out }) });
  const { envelopes, secrets } = await perform(plan, { options, folder: folder.path }, site);
  const sources = conclude(plan, envelopes, site, []);
  await writeResults(folder.path, sources, format);
  const leaks = await leaksInFolder(folder.path, secrets, envelopes);
  const { document } = leaks.length === 0 ? sources : conclude(plan, envelopes, site, leaks);
  if (leaks.length > 0) await writeResults(folder.path, { ...sources, document }, format);
  await tellBuildServer(document, site);
  terminal.print(renderResult(document, { folder: folder.path, json }, site));
  await pointLatestAt(folder);
  return document.exitCode;
}

interface Performance {
  readonly options: RunOptions;
  /** Where the reports go. */
  readonly folder: string;
}

interface Performed {
  readonly envelopes: readonly Envelope[];
  /** What may stand in none of the reports. */
  readonly secrets: readonly Secret[];
}

async function perform(plan: RunPlan, { options, folder }: Performance, site: Site): Promise<Performed> {
  const { sources, seed, bound } = plan;
  const { cwd, terminal, shipped, keepsBrowser = false } = site;
  await clearEvidence(folder);
  const collector = await openSecretCollector();
  const messages = openMessageFile(path.join(folder, MESSAGES_FILE));
  const tellProgress = terminal.isWatched ? progressDots(terminal.note) : progressLines(terminal.note);
  // Who certifies an issuer wants to see its messages; the simulators' own are the same every day.
  const isCertifying = options.profile !== undefined;
  const { parallel, browser = isCertifying, evidence: keepsEvidence = isCertifying } = options;
  const running = runFeatures({
    sources,
    steps: shipped.steps,
    cwd,
    parallel,
    seed,
    ...bound,
    ...(browser && { browser, keepsBrowser, pictures: path.join(folder, PICTURES_FOLDER) }),
    ...(keepsEvidence && {
      evidence: { folder: path.join(folder, EVIDENCE_FOLDER), salt: await openSalt(options, cwd) },
    }),
    secretsTo: collector.port,
    onMessage: (envelope) => {
      messages.keep(envelope);
      tellProgress(envelope);
    },
  });
  // Also of a run that broke: neither must stay open.
  const end = () => Promise.all([collector.finish(), messages.close()]);
  const [secrets] = await running.then(end, end);
  return { envelopes: (await running).envelopes, secrets };
}

function conclude(
  { scope, seed, startedAt, certified, shard }: RunPlan,
  envelopes: readonly Envelope[],
  { clock, shipped: { version } }: Site,
  leaks: readonly string[],
): ReportSources {
  const result = judgeRun(envelopes, { ...scope, problems: leaks });
  const facts = { version, seed, startedAt, finishedAt: clock.now(), ...(certified && { certified }) };
  const document = toResultDocument(result, { ...facts, ...(shard && { shard }) });
  return { document, envelopes, catalogue: scope.catalogue };
}
