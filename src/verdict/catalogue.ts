import { readFile } from "node:fs/promises";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { StepproofError } from "../errors.ts";

const text = z.string().min(1, "must not be empty");

/** The part of a standard that a rule is taken from, and whether its public text was read. */
const clause = z.union(
  [z.strictObject({ name: text, verify: z.literal(true) }), z.strictObject({ name: text, verified: z.iso.date() })],
  "must be a name with verify: true, or with the day on which the text was verified",
);

const row = z
  .strictObject({
    id: z.string().regex(/^[A-Z]{2}-[0-9]{2}$/, "must be two capitals, a hyphen and two digits, like OC-01"),
    rule: text,
    keyword: z.enum(["MUST", "SHOULD", "MAY"]),
    "under-test": z.enum(["issuer-backend", "templates", "dns-zone", "d1", "tsp"]),
    source: text,
    clause: clause.optional(),
    basis: z.enum(["documented", "corroborated", "analogue", "assumption"]),
    profile: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be a name of lower-case letters, digits and hyphens"),
    advice: text,
    /** Why nothing here decides the rule. */
    "not-tested": text.optional(),
  })
  .transform(({ "under-test": underTest, "not-tested": notTested, ...rest }) => ({
    ...rest,
    underTest,
    ...(notTested !== undefined && { notTested }),
  }));

/** One numbered requirement: what must hold, of which system, says who, and how to mend it. Source: design.md section 5. */
export type Requirement = Readonly<z.infer<typeof row>>;

const catalogue = z.array(row).min(1, "must hold at least one requirement");

/**
 * Reads the requirements catalogue, in the order of its file.
 * Throws CATALOGUE_UNREADABLE, CATALOGUE_SYNTAX or CATALOGUE_INVALID, the last two with file:line:column.
 */
export async function loadCatalogue(file: string): Promise<readonly Requirement[]> {
  return parseCatalogue(await readCatalogue(file), file);
}

/** The same from a text; `file` names its origin in errors. */
export function parseCatalogue(source: string, file: string): readonly Requirement[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw syntaxError(broken.message.split("\n")[0] ?? "", placeOf(file, lines, broken.pos[0]));
  const parsed = catalogue.safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    throw invalidError(`${path.join(".")} ${issue?.message}`, placeOf(file, lines, offsetOf(document, path)));
  }
  refuseRepeatedIds(parsed.data, (index) => placeOf(file, lines, offsetOf(document, [index, "id"])));
  return parsed.data;
}

async function readCatalogue(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new StepproofError("CATALOGUE_UNREADABLE", `cannot read the requirements catalogue ${file}`, {
      hint: "Install Stepproof again: the catalogue comes with it.",
      attribution: "HARNESS",
      cause,
    });
  }
}

function refuseRepeatedIds(requirements: readonly Requirement[], placeOfRow: (index: number) => string): void {
  const seen = new Set<string>();
  for (const [index, { id }] of requirements.entries()) {
    if (seen.has(id)) throw invalidError(`${id} occurs twice`, placeOfRow(index));
    seen.add(id);
  }
}

/** The offset of the deepest node on the path that exists: a missing member is reported at its row. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function placeOf(file: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}:${line}:${col}`;
}

function syntaxError(problem: string, place: string): StepproofError {
  return new StepproofError("CATALOGUE_SYNTAX", `${place} ${problem}`, {
    hint: "Mend the YAML at this place; quote texts that hold a colon or a hash.",
    attribution: "HARNESS",
  });
}

function invalidError(problem: string, place: string): StepproofError {
  return new StepproofError("CATALOGUE_INVALID", `${place} ${problem}`, {
    hint: "Give every requirement the members that the other rows have, each id once.",
    attribution: "HARNESS",
  });
}
