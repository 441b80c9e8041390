import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { StepproofError } from "../errors.ts";
import { parseRecording, type Recording } from "../evidence/recording.ts";

export interface RecordingOptions {
  /** Folder to keep the issuer's answers in. */
  readonly record?: string;
  /** Folder of a recording that answers instead of the issuer. */
  readonly replay?: string;
}

/** The one file of a recording. */
const FILE = "issuer.json";

/** The absolute path to write to; the folder is made. Throws RECORDING_NEEDS_PROFILE, RECORDING_UNWRITABLE. */
export async function openRecording(folder: string, cwd: string): Promise<string> {
  const target = path.resolve(cwd, folder);
  try {
    await mkdir(target, { recursive: true });
  } catch (cause) {
    throw refused(
      "RECORDING_UNWRITABLE",
      `--record ${folder}: the folder cannot be made`,
      "Name a folder that you may write to.",
      cause,
    );
  }
  return path.join(target, FILE);
}

/** Throws RECORDING_UNREADABLE. */
export async function readRecording(
  folder: string,
  cwd: string,
): Promise<{ readonly file: string; readonly recording: Recording }> {
  const file = path.resolve(cwd, folder, FILE);
  try {
    return { file, recording: parseRecording(await readFile(file, "utf8")) };
  } catch (cause) {
    throw refused(
      "RECORDING_UNREADABLE",
      `--replay ${folder}: there is no recording in it`,
      "Make one with run --record first.",
      cause,
    );
  }
}

/** What cannot be played again is said before anything starts. Throws RECORDING_MISPLACED. */
export function refuseMisplaced(
  { record, replay }: RecordingOptions,
  profile: string | undefined,
  parallel: number,
): void {
  if (record === undefined && replay === undefined) return;
  const fault = faultOf({ record, replay, profile, parallel });
  if (fault) throw refused("RECORDING_MISPLACED", ...fault);
}

interface Asked {
  readonly record: string | undefined;
  readonly replay: string | undefined;
  readonly profile: string | undefined;
  readonly parallel: number;
}

function faultOf({ record, replay, profile, parallel }: Asked): readonly [what: string, hint: string] | undefined {
  if (profile === undefined) return ["--record and --replay need an issuer", "Name its run file with --profile."];
  if (record !== undefined && replay !== undefined)
    return ["--record and --replay exclude each other", "Leave one out."];
  if (parallel > 1) return ["a recording has one order, several workers have none", "Run without --parallel."];
  return undefined;
}

/** A recording says how the issuer answered this very plan. Throws RECORDING_OF_ANOTHER, RECORDING_HAS_NO_MESSAGES. */
export function requireFitting(
  { runFile }: Recording,
  { digest, mode }: { readonly digest: string; readonly mode: string },
): void {
  if (mode === "issuer-managed") {
    throw refused(
      "RECORDING_HAS_NO_MESSAGES",
      "a recording holds what the issuer answered, not the messages that it sent",
      "Replay in d1-managed mode, or run against the issuer.",
    );
  }
  if (runFile !== digest) {
    throw refused(
      "RECORDING_OF_ANOTHER",
      "the recording was made with another run file, or the file has changed since",
      "Record again.",
    );
  }
}

const refused = (code: string, what: string, hint: string, cause?: unknown): StepproofError =>
  new StepproofError(code, what, { hint, attribution: "CONFIGURATION", cause });
