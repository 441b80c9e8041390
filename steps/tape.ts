import { readFile, writeFile } from "node:fs/promises";
import type { Journal } from "../src/evidence/journal.ts";
import { parseRecording, type Recording, toRecordedAnswers } from "../src/evidence/recording.ts";
import type { RunFile } from "../src/run-file/run-file.ts";
import { pseudonymsOf } from "../src/testbed/pseudonyms.ts";
import { startReplay } from "../src/testbed/replay.ts";

/** The issuer's answers of one run: kept when it ends, or played instead of the issuer. */
export interface Tape {
  end(journal: Journal): Promise<void>;
}

export interface TapeParameters {
  readonly seed?: string;
  readonly record?: string;
  readonly replay?: string;
}

export async function openTape(
  { seed = "", record, replay }: TapeParameters,
  runFile: RunFile,
): Promise<Tape | undefined> {
  const pseudonyms = pseudonymsOf(runFile);
  if (replay !== undefined) {
    const { close } = await startReplay(parseRecording(await readFile(replay, "utf8")), pseudonyms);
    return { end: async () => close() };
  }
  if (record === undefined) return undefined;
  const end = async (journal: Journal) => {
    const answers = toRecordedAnswers(journal.since(0), pseudonyms);
    const recording: Recording = { recording: 1, seed, runFile: runFile.digest, answers };
    await writeFile(record, `${JSON.stringify(recording, null, 2)}\n`);
  };
  return { end };
}
