import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const UNSEEN = new Set(["head", "script", "style", "template", "title", "noscript", "svg", "object"]);
const OWN_LINE = new Set(
  "address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const OWN_CELL = new Set(["td", "th"]);
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])/i;

/**
 * The words of an HTML page as a reader sees them: block elements on lines of their own, cells apart, blanks folded.
 * Scripts, styles, comments, and elements hidden by attribute or inline style are left out; style sheets are not obeyed.
 */
export function htmlToText(html: string): string {
  const lines = piecesOf(html).join("").split("\n");
  return lines
    .map((line) => line.replace(/[ \t\r\f]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** Walks with a stack of its own: a page may be nested deeper than the call stack is. A string stands for itself. */
function piecesOf(html: string): readonly string[] {
  const pieces: string[] = [];
  const pending: (Node | string)[] = [parse(html)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") pieces.push(next);
    else if (defaultTreeAdapter.isTextNode(next)) pieces.push(next.value.replaceAll("\n", " "));
    else for (const inner of contentOf(next).reverse()) pending.push(inner);
  }
  return pieces;
}

function contentOf(node: Node): (Node | string)[] {
  if (!defaultTreeAdapter.isElementNode(node)) return "childNodes" in node ? [...node.childNodes] : [];
  if (isUnseen(node)) return [];
  if (OWN_LINE.has(node.tagName)) return ["\n", ...node.childNodes, "\n"];
  return OWN_CELL.has(node.tagName) ? [" ", ...node.childNodes, " "] : [...node.childNodes];
}

function isUnseen({ tagName, attrs }: Element): boolean {
  if (UNSEEN.has(tagName)) return true;
  return attrs.some(({ name, value }) => name === "hidden" || (name === "style" && HIDDEN_STYLE.test(value)));
}
