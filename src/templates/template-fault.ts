import { StepproofError } from "../errors.ts";

/** A spot in a template file; `offset` counts UTF-16 units from the start of `source`. */
export interface TemplateSpot {
  readonly file: string;
  readonly source: string;
  readonly offset: number;
}

export interface TemplateComplaint {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

/** An error that points at a spot: `fr/sms.txt:2:14: …`. The issuer who words the templates has to act. */
export function templateFault(spot: TemplateSpot, { code, what, hint }: TemplateComplaint): StepproofError {
  const { line, column } = lineAndColumn(spot.source, spot.offset);
  return new StepproofError(code, `${spot.file}:${line}:${column}: ${what}`, { hint, attribution: "CONFIGURATION" });
}

/** An error about a file or folder as a whole. */
export function templateFileFault(path: string, complaint: TemplateComplaint, cause?: unknown): StepproofError {
  const { code, what, hint } = complaint;
  return new StepproofError(code, `${path}: ${what}`, { hint, attribution: "CONFIGURATION", cause });
}

/** Both start at 1; columns count characters, not UTF-16 units, as editors do. */
function lineAndColumn(source: string, offset: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: [...(before.at(-1) ?? "")].length + 1 };
}
