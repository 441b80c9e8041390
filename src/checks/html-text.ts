import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** An HTML part, split by what a reader's eye gets. */
export interface HtmlTexts {
  /** Blanks collapsed as a browser does, a line per block. */
  readonly visible: string;
  /** Attribute values, comments, styles, scripts and the text of hidden elements, one a line. */
  readonly hidden: string;
}

const neverShown = new Set(["head", "script", "style", "template", "title", "noscript"]);
const inlineElements = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var wbr".split(
    " ",
  ),
);
const hidingStyle =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$))/i;

interface Step {
  readonly node: Node;
  readonly hidden: boolean;
}

/** Walks the tree that a browser would build; without recursion, because mail nests tables thousands deep. */
export function readHtml(html: string): HtmlTexts {
  const visible: string[] = [];
  const hidden: string[] = [];
  const steps: (Step | string)[] = [{ node: parse(html), hidden: false }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === "string") visible.push(step);
    else if (tree.isTextNode(step.node)) (step.hidden ? hidden : visible).push(collapseBlanks(step.node.value));
    else if (tree.isCommentNode(step.node)) hidden.push(step.node.data);
    else steps.push(...enter(step, hidden));
  }
  return { visible: tidyLines(visible.join("")), hidden: hidden.filter((text) => text.trim() !== "").join("\n") };
}

/** The steps inside a node, last first, as a stack wants them; attribute values are hidden text. */
function enter({ node, hidden }: Step, hiddenTexts: string[]): readonly (Step | string)[] {
  if (!tree.isElementNode(node)) return childSteps(node, hidden);
  hiddenTexts.push(...node.attrs.map(({ value }) => value));
  const gone = hidden || isHidden(node);
  if (gone) return childSteps(node, true);
  const edge = edgeOf(node);
  return [edge, ...childSteps(node, false), edge];
}

function childSteps(node: Node, hidden: boolean): readonly Step[] {
  const parent = tree.isElementNode(node) && "content" in node ? node.content : node;
  if (!("childNodes" in (parent as object))) return [];
  const children = (parent as DefaultTreeAdapterTypes.ParentNode).childNodes;
  return children.map((child) => ({ node: child, hidden })).reverse();
}

function isHidden({ tagName, attrs }: Element): boolean {
  return (
    neverShown.has(tagName) ||
    attrs.some(({ name, value }) => name === "hidden" || (name === "style" && hidingStyle.test(value)))
  );
}

/** What separates an element from its neighbours: nothing if inline, a tab between cells, else a line. */
function edgeOf({ tagName }: Element): string {
  if (inlineElements.has(tagName)) return "";
  return tagName === "td" || tagName === "th" ? "\t" : "\n";
}

const collapseBlanks = (text: string): string => text.replace(/[ \t\r\n\f]+/g, " ");

function tidyLines(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(/ *\t[ \t]*/g, "\t")
        .replace(/ {2,}/g, " ")
        .replace(/^[ \t]+|[ \t]+$/g, ""),
    )
    .filter((line) => line !== "")
    .join("\n");
}
