import { type DefaultTreeAdapterTypes, defaultTreeAdapter as tree } from "parse5";
import { parseStyleSheet, type Scheme, type StyleRule } from "./css-rules.ts";
import { attributeOf } from "./element-style.ts";
import { contentOf } from "./html-elements.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Every rule of the page's own style sheets that may hold on a screen of this scheme, in order. */
export function styleRulesIn(root: Node, scheme: Scheme): readonly StyleRule[] {
  return elementsIn(root)
    .filter((element) => element.tagName === "style" && isForScreens(element))
    .flatMap((element) => parseStyleSheet(textOf(element), scheme));
}

/** Whether the page says that it has a dark theme: then browsers darken what it leaves open. Source: CSS Color Adjust 1. */
export function isReadyForDark(root: Node, rules: readonly StyleRule[]): boolean {
  const isInMeta = elementsIn(root).some(
    (element) =>
      element.tagName === "meta" &&
      attributeOf(element, "name")?.toLowerCase() === "color-scheme" &&
      namesDark(attributeOf(element, "content") ?? ""),
  );
  const isInRules = rules.some(
    ({ selector, declarations }) =>
      selector.tag === "html" &&
      declarations.some(({ property, value }) => property === "color-scheme" && namesDark(value)),
  );
  return isInMeta || isInRules;
}

const namesDark = (schemes: string): boolean => /\bdark\b/i.test(schemes);

const isForScreens = (style: Element): boolean => !/^\s*print\s*$/i.test(attributeOf(style, "media") ?? "");

const textOf = ({ childNodes }: Element): string =>
  childNodes.map((child) => (tree.isTextNode(child) ? child.value : "")).join("");

/** In the order of the text, without recursion. */
function elementsIn(root: Node): readonly Element[] {
  const elements: Element[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (tree.isElementNode(node)) elements.push(node);
    for (const child of contentOf(node).toReversed()) pending.push(child);
  }
  return elements;
}
