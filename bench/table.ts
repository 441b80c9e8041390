import { type Figure, toFigure } from "./figure.ts";
import { type Row, type Runs, rows } from "./rows.ts";

/** The markdown table: median, and lowest to highest of the repeated runs. */
export function renderTable(runs: Runs): string {
  const lines = rows.filter(({ measurement }) => runs.has(measurement)).map((row) => toLine(row, runs));
  return ["| measured | median | lowest – highest | runs | aim |", "|---|---|---|---|---|", ...lines, ""].join("\n");
}

function toLine(row: Row, runs: Runs): string {
  const values = (runs.get(row.measurement) ?? []).flatMap((readings) => readings[row.reading] ?? []);
  const figure = toFigure(values);
  const cells = figure ? cellsOf(figure, row) : ["could not be measured", "", "0"];
  return `| ${[row.label, ...cells, row.aim ?? ""].join(" | ")} |`;
}

function cellsOf({ median, low, high, runs }: Figure, { unit, digits = 0 }: Row): readonly string[] {
  const show = (value: number) =>
    value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return [`${show(median)}${unit}`, `${show(low)} – ${show(high)}`, String(runs)];
}
