import { basename } from "node:path";
import { StepproofError } from "../errors.ts";

/** A place in the file; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly col: number;
}

/** One mistake of a run file. Neither text may quote a secret, a card number or a whole contact. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  /** What is wrong: `found "x", expected y`. */
  readonly complaint: string;
  /** Where, if it is not where the path leads. */
  readonly place?: Place;
}

/** `endUsers[0].phone`. */
export function toKey(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

/** All mistakes at once, one a line, in the order of the file. */
export function runFileInvalid(
  file: string,
  faults: readonly Fault[],
  placeOf: (fault: Fault) => Place,
): StepproofError {
  const placed = faults.map((fault) => ({ fault, place: placeOf(fault) }));
  placed.sort((a, b) => a.place.line - b.place.line || a.place.col - b.place.col);
  const lines = placed.map(({ fault, place }) => toLine(basename(file), fault, place));
  const count = lines.length === 1 ? "1 mistake" : `${lines.length} mistakes`;
  return new StepproofError("RUN_FILE_INVALID", `${file} holds ${count}`, {
    hint: "Correct the lines named above; stepproof init DIR writes an example with every key explained.",
    attribution: "CONFIGURATION",
    lines,
  });
}

function toLine(file: string, { path, complaint }: Fault, { line, col }: Place): string {
  const key = toKey(path);
  return `${file}:${line}:${col} ${key === "" ? "" : `${key}: `}${complaint}`;
}
