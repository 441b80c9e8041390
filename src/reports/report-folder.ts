import { mkdir, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import type { EpochMs } from "../clock.ts";
import { causeCode, StepproofError } from "../errors.ts";

export interface ReportPlace {
  /** Where `reports/` lies. */
  readonly cwd: string;
  /** A folder of the user's choice, relative to `cwd`. Default: `reports/<UTC time>`. */
  readonly out?: string;
  readonly startedAt: EpochMs;
}

export interface ReportFolder {
  readonly path: string;
  /** The link to the newest run's folder; only in the default place. */
  readonly latest?: string;
}

/** Makes the folder before the run, so that a place that cannot be written is known in time. Throws REPORT_UNWRITABLE. */
export async function openReportFolder({ cwd, out, startedAt }: ReportPlace): Promise<ReportFolder> {
  const reports = path.join(cwd, "reports");
  try {
    if (out === undefined)
      return { path: await makeNewFolder(reports, startedAt), latest: path.join(reports, "latest") };
    await mkdir(path.resolve(cwd, out), { recursive: true });
    return { path: path.resolve(cwd, out) };
  } catch (error) {
    throw unwritable(out ?? reports, error);
  }
}

/** Points `reports/latest` at the folder, in one step, so that a reader never finds it missing. Throws REPORT_UNWRITABLE. */
export async function pointLatestAt({ path: folder, latest }: ReportFolder): Promise<void> {
  if (latest === undefined) return;
  const fresh = `${latest}-${path.basename(folder)}`;
  try {
    await symlink(path.basename(folder), fresh);
    await rename(fresh, latest);
  } catch (error) {
    await rm(fresh, { force: true });
    throw unwritable(latest, error);
  }
}

/** Two runs may start in the same millisecond: the later one gets a number. */
async function makeNewFolder(reports: string, startedAt: EpochMs): Promise<string> {
  await mkdir(reports, { recursive: true });
  // Colons are not allowed in Windows file names.
  const stem = path.join(reports, new Date(startedAt).toISOString().replaceAll(":", "-"));
  for (let attempt = 1; ; attempt++) {
    const folder = attempt === 1 ? stem : `${stem}-${attempt}`;
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (causeCode(error) !== "EEXIST") throw error;
    }
  }
}

function unwritable(place: string, cause: unknown): StepproofError {
  return new StepproofError("REPORT_UNWRITABLE", `${place} cannot be written (${causeCode(cause) ?? "unknown"})`, {
    hint: "Choose a folder that can be written with --out.",
    attribution: "ENVIRONMENT",
    cause,
  });
}
