/** The files of a template folder, by `language/file`. */
export type TemplateFiles = Readonly<Record<string, string | Buffer>>;

/** A deliberately wrong set of templates: the good one, edited. */
export interface TemplateMutant {
  /** `templates/<mistake>`. */
  readonly id: string;
  /** The mistake, in one sentence. */
  readonly mistake: string;
  /** The requirement whose finding must be red, or a warning where it is a SHOULD, for the stated reason. */
  readonly caughtBy: string;
  /** Rules that cannot but break with it. */
  readonly alsoBreaks?: readonly string[];
  readonly edit: (files: TemplateFiles) => TemplateFiles;
}

type Edit = TemplateMutant["edit"];

/** Writes a file anew. */
export const put =
  (name: string, content: string | Buffer): Edit =>
  (files) => ({ ...files, [name]: content });

/** Takes files away: every one whose name begins so. */
export const without =
  (prefix: string): Edit =>
  (files) =>
    Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(prefix)));

/** Replaces a text that must be there, the first time it stands. */
export const replaced =
  (name: string, from: string, to: string): Edit =>
  (files) => {
    const source = String(files[name]);
    if (!source.includes(from)) throw new Error(`${name} does not hold "${from}": the mutant changes nothing`);
    return { ...files, [name]: source.replace(from, () => to) };
  };

/** Adds to the end of a file's text, before its last line break. */
export const appended =
  (name: string, text: string): Edit =>
  (files) => ({ ...files, [name]: `${String(files[name]).replace(/\n$/, "")}${text}\n` });

/** One edit after the other: a mail says the same in both its parts. */
export const inTurn =
  (...edits: readonly Edit[]): Edit =>
  (files) =>
    edits.reduce((edited, edit) => edit(edited), files);
