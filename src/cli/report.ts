import path from "node:path";
import { type Format, usualFormats } from "../reports/format-names.ts";
import { openReportFolder } from "../reports/report-folder.ts";
import type { ResultDocument } from "../reports/result-document.ts";
import { writeFormats } from "../reports/write-results.ts";
import { readResultFile } from "./result-file.ts";
import { copyPictures, readMessages } from "./run-folder.ts";
import type { Site } from "./site.ts";

export interface ReportOptions {
  readonly format?: readonly Format[];
  readonly out?: string;
}

/** Writes the reports of an earlier run again. Returns 0. Throws RESULT_…, MESSAGES_UNREADABLE, REPORT_UNWRITABLE. */
export async function report(folder: string, options: ReportOptions, site: Site): Promise<number> {
  const { cwd, clock, shipped, terminal } = site;
  const { format = usualFormats, out = folder } = options;
  const place = path.resolve(cwd, folder);
  // What a run wrote is what a run reads again: the reader has checked the version.
  const document = (await readResultFile(place)) as unknown as ResultDocument;
  const sources = { document, envelopes: await readMessages(place), catalogue: await shipped.loadRequirements() };
  const target = await openReportFolder({ cwd, out, startedAt: clock.now() });
  await copyPictures(place, target.path);
  await writeFormats(target.path, sources, format);
  terminal.print(`${format.join(", ")} written to ${path.relative(cwd, target.path) || "."}\n`);
  return 0;
}
