import { type DefaultTreeAdapterTypes, defaultTreeAdapter as tree } from "parse5";
import type { Style } from "./css-declarations.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Not there to be read, by anybody. */
const asides = new Set(["head", "script", "style", "title"]);
/** There to be read at another time, or by another program. */
const closedContainers = new Set(
  "template option datalist iframe noframes noembed object audio video canvas meter progress rp desc metadata defs symbol".split(
    " ",
  ),
);
const inlineElements = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var wbr".split(
    " ",
  ),
);

/** What a node holds; a template's children are in its content. */
export function contentOf(node: Node): readonly Node[] {
  const parent: object = tree.isElementNode(node) && "content" in node ? (node.content as object) : node;
  return "childNodes" in parent ? (parent.childNodes as readonly Node[]) : [];
}

/** Whether the element's text is code or belongs to the head. */
export const isAside = ({ tagName }: Element): boolean => asides.has(tagName);

/** Whether browsers show nothing of a child until somebody acts, whatever the styles say. Source: HTML standard, rendering. */
export function isNeverShown(child: Node, parent: Element): boolean {
  const { tagName, attrs } = parent;
  const isOpen = attrs.some(({ name }) => name === "open");
  if (tagName === "dialog") return !isOpen;
  if (tagName === "details") return !isOpen && child !== parent.childNodes.find(isSummary);
  return asides.has(tagName) || closedContainers.has(tagName);
}

const isSummary = (node: Node): boolean => tree.isElementNode(node) && node.tagName === "summary";

/** What parts an element's text from its neighbours': nothing if inline, a tab between cells, else a line. */
export function separatorAround({ tagName }: Element, style: Style): string {
  const display = style.get("display") ?? "";
  const isTakenOut =
    /^(?:absolute|fixed)$/.test(style.get("position") ?? "") || /^(?:left|right)$/.test(style.get("float") ?? "");
  if (isTakenOut || /^(?:block|list-item|flex|grid|table|table-row|flow-root|table-caption)$/.test(display))
    return "\n";
  if (/^(?:inline|contents)/.test(display)) return "";
  if (display === "table-cell") return "\t";
  if (inlineElements.has(tagName)) return "";
  return tagName === "td" || tagName === "th" ? "\t" : "\n";
}

export const isStyleText = (parent: Node | null): boolean =>
  parent !== null && tree.isElementNode(parent) && parent.tagName === "style";

/** Colours, numbers for machines, names for machines: no words. */
const machineAttributes = new Set(
  "style color bgcolor bordercolor text link alink vlink fill stroke stop-color id class for name headers usemap width height size border cellpadding cellspacing colspan rowspan aria-labelledby aria-describedby".split(
    " ",
  ),
);
const machineValue = /^\s*(?:#[0-9a-f]{3,8}|cid:.*)\s*$/is;

/** The attribute values that somebody may read, or that lead somewhere. */
export function wordsOfAttributes({ attrs }: Element): readonly string[] {
  return attrs
    .filter(({ name, value }) => !machineAttributes.has(name) && !machineValue.test(value))
    .map(({ value }) => value);
}
