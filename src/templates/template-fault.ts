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

/** What is wrong with a template, and where. The issuer who words the templates has to act. */
export class TemplateError extends StepproofError {
  /** `file`, or `file:line:column`. */
  readonly place: string;
  readonly what: string;

  constructor(place: string, { code, what, hint }: TemplateComplaint, cause?: unknown) {
    super(code, `${place}: ${what}`, { hint, attribution: "CONFIGURATION", cause });
    this.place = place;
    this.what = what;
  }
}

/** An error that points at a spot: `fr/sms.txt:2:14: …`. */
export const templateFault = (spot: TemplateSpot, complaint: TemplateComplaint): TemplateError =>
  new TemplateError(placeOf(spot), complaint);

/** An error about a file or folder as a whole. */
export const templateFileFault = (path: string, complaint: TemplateComplaint, cause?: unknown): TemplateError =>
  new TemplateError(path, complaint, cause);

/** `file:line:column`. Both start at 1; columns count characters, not UTF-16 units, as editors do. */
export function placeOf({ file, source, offset }: TemplateSpot): string {
  const before = source.slice(0, offset).split(/\r\n|\r|\n/);
  return `${file}:${before.length}:${[...(before.at(-1) ?? "")].length + 1}`;
}
