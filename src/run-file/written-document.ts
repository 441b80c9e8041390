import { type Document, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import type { Fault, Place } from "./fault.ts";

/** A run file as it was written: every scalar is text. */
export interface WrittenDocument {
  readonly tree: unknown;
  /** What the YAML itself gets wrong. */
  readonly faults: readonly Fault[];
  /** Whether the tree can be judged in spite of the faults. */
  readonly isReadable: boolean;
  /** Where a path leads, or the deepest part of it that exists. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Where the key itself stands. */
  placeOfKey(path: readonly PropertyKey[]): Place;
}

/** Never throws: whatever is wrong becomes a fault. */
export function parseWritten(source: string): WrittenDocument {
  const lines = new LineCounter();
  const document = parseDocument(expandTabs(source), {
    schema: "failsafe",
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  });
  // An empty file has no line at all to the counter.
  const at = (offset: number): Place => (source === "" ? { line: 1, col: 1 } : lines.linePos(offset));
  const aliases = aliasFaults(document, at);
  const broken = document.errors.filter(({ code }) => code !== "DUPLICATE_KEY");
  const isReadable = broken.length === 0 && aliases.length === 0;
  return {
    tree: isReadable ? document.toJS() : undefined,
    faults: [...tabFaults(source), ...aliases, ...document.errors.map((error) => toFault(error, at))],
    isReadable,
    placeOf: (path) => at(offsetOf(document, path)),
    placeOfKey: (path) => at(keyOffsetOf(document, path)),
  };
}

/** YAML allows no tab in an indentation. It is told once, and the rest is judged as if blanks stood there. */
const expandTabs = (source: string): string =>
  source.replace(/^[ \t]+/gm, (indentation) => indentation.replaceAll("\t", "  "));

function tabFaults(source: string): readonly Fault[] {
  return source.split("\n").flatMap((line, index) => {
    const col = /^ *\t/.exec(line)?.[0].length ?? 0;
    if (col === 0) return [];
    return [
      { path: [], complaint: "found a tab in the indentation, expected blanks", place: { line: index + 1, col } },
    ];
  });
}

function aliasFaults(document: Document.Parsed, at: (offset: number) => Place): readonly Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Alias(_key, { source, range }) {
      const complaint = `found the alias *${source}, expected the value itself: a run file has no aliases`;
      faults.push({ path: [], complaint, place: at(range?.[0] ?? 0) });
    },
  });
  return faults;
}

function toFault({ code, message, pos }: YAMLError, at: (offset: number) => Place): Fault {
  const place = at(pos[0]);
  if (code === "DUPLICATE_KEY") {
    return { path: [], complaint: "found a key that stands here already, expected each key once", place };
  }
  return { path: [], complaint: `this is not YAML: ${message.split("\n")[0]}`, place };
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range)
      return depth === path.length ? node.range[0] : keyOffsetOf(document, path.slice(0, depth));
  }
  return 0;
}

function keyOffsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const name = path.at(-1);
  let offset: number | undefined;
  if (isNode(parent)) {
    visit(parent, {
      Pair(_key, { key }) {
        if (isScalar(key) && key.value === name && key.range) offset ??= key.range[0];
        return visit.SKIP;
      },
    });
  }
  return offset ?? offsetOfItem(document, path);
}

function offsetOfItem(document: Document.Parsed, path: readonly PropertyKey[]): number {
  const node = path.length > 0 ? document.getIn(path, true) : document.contents;
  return isNode(node) && node.range ? node.range[0] : 0;
}
