/** A deliberately wrong zone file: the good one, edited. */
export interface ZoneMutant {
  /** `zone/<mistake>`. */
  readonly id: string;
  /** The mistake, in one sentence. */
  readonly mistake: string;
  /** The requirement whose finding must be red, or a warning where it is a SHOULD, for the stated reason. */
  readonly caughtBy: string;
  /** Rules that cannot but break with it. */
  readonly alsoBreaks?: readonly string[];
  /** The domain of the envelope's sender, where it is another than the zone's. */
  readonly mailFrom?: string;
  /** The file's text, which is the shipped example's. */
  readonly edit: (source: string) => string;
}

type Edit = ZoneMutant["edit"];

/** Replaces a text that must be there, the first time it stands. */
export const swapped =
  (from: string, to: string): Edit =>
  (source) => {
    if (!source.includes(from)) throw new Error(`the zone does not hold "${from}": the mutant changes nothing`);
    return source.replace(from, () => to);
  };

/** Adds lines at the end. */
export const added =
  (...lines: readonly string[]): Edit =>
  (source) =>
    `${source}${lines.join("\n")}\n`;

/** One edit after the other. */
export const both =
  (one: Edit, other: Edit): Edit =>
  (source) =>
    other(one(source));
