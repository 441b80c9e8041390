import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Format } from "./format-names.ts";
import { type ReportFile, renderFormat } from "./formats.ts";
import type { ReportSources } from "./html/render-report.ts";
import { renderLedger } from "./ledger-file.ts";

/** Writes `result.json`, `ledger.json` where there were delivery requests, and the run in each of the formats. */
export async function writeResults(folder: string, sources: ReportSources, formats: readonly Format[]): Promise<void> {
  await write(folder, { path: "result.json", text: `${JSON.stringify(sources.document, null, 2)}\n` });
  const ledger = renderLedger(sources.envelopes);
  if (ledger !== undefined) await write(folder, { path: "ledger.json", text: ledger });
  await writeFormats(folder, sources, formats);
}

/** Writes the run in each of the formats. */
export async function writeFormats(folder: string, sources: ReportSources, formats: readonly Format[]): Promise<void> {
  for (const file of formats.flatMap((format) => renderFormat(format, sources))) await write(folder, file);
}

async function write(folder: string, file: ReportFile): Promise<void> {
  const place = path.join(folder, file.path);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, file.text);
}
