import type { Diagnosis, Outcome } from "../doctor/diagnosis.ts";
import { coloured, type Paint, plain } from "../reports/paint.ts";
import { wrap } from "../reports/wrap.ts";
import type { Colour } from "../verdict/severity.ts";
import type { Terminal } from "./terminal.ts";

const words: Readonly<Record<Outcome, string>> = {
  ok: "ok",
  warn: "warn",
  problem: "problem",
  "not-looked-at": "not looked at",
};

const colourOf = { ok: "green", warn: "amber", problem: "red", "not-looked-at": "neutral" } as const satisfies Record<
  Outcome,
  Colour
>;

const OUTCOME_WIDTH = 15;
const STEP_WIDTH = 25;

/** A line a look, with what to do below it where something is wrong, and the sum at the end. */
export function renderDiagnoses(
  diagnoses: readonly Diagnosis[],
  { columns, usesColour }: Pick<Terminal, "columns" | "usesColour">,
): string {
  const paint = usesColour ? coloured : plain;
  const lines = diagnoses.flatMap((diagnosis) => linesOf(diagnosis, columns, paint));
  return `${lines.join("\n")}\n\n${sumUp(diagnoses)}\n`;
}

function linesOf(diagnosis: Diagnosis, columns: number, paint: Paint): readonly string[] {
  const { outcome, step, subject, actual, hint, attribution } = diagnosis;
  const said = [
    `${subject}: ${actual}`,
    ...(attribution === undefined ? [] : [`at fault: ${attribution.toLowerCase()}`]),
    ...(hint === undefined ? [] : [`to do: ${hint}`]),
  ];
  const [first = "", ...more] = said.flatMap((text) => wrap(text, columns - OUTCOME_WIDTH - STEP_WIDTH));
  const label = paint(colourOf[outcome], words[outcome].padEnd(OUTCOME_WIDTH));
  return [
    `${label}${step.padEnd(STEP_WIDTH)}${first}`,
    ...more.map((line) => " ".repeat(OUTCOME_WIDTH + STEP_WIDTH) + line),
  ];
}

function sumUp(diagnoses: readonly Diagnosis[]): string {
  const count = (wanted: Outcome) => diagnoses.filter(({ outcome }) => outcome === wanted).length;
  const [problems, warnings, unseen] = [count("problem"), count("warn"), count("not-looked-at")];
  const verdict = problems === 0 ? "Fit to run" : "Not fit to run";
  return `${verdict}: ${count("ok")} ok, ${warnings} to watch, ${problems} to mend, ${unseen} not looked at`;
}
