import { type DefaultTreeAdapterTypes, defaultTreeAdapter as tree } from "parse5";
import type { Scheme, StyleRule } from "./css-rules.ts";
import { bareDarkPage, barePage, isLegible, type Paint, paintInside, takesRoom } from "./element-paint.ts";
import { stylesOf } from "./element-style.ts";
import { contentOf, isAside, isNeverShown, isStyleText, separatorAround, wordsOfAttributes } from "./html-elements.ts";
import { isReadyForDark, styleRulesIn } from "./html-styles.ts";
import { type HtmlTree, parseHtml } from "./html-tree.ts";
import { remembered } from "./remembered.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Text of an element that styling, or the kind of element, keeps from the eye. */
export interface ConcealedText {
  readonly text: string;
  /** Whether a rule that cannot be resolved may show it after all. */
  readonly perhaps: boolean;
}

/** An HTML part, split by what a reader's eye gets. */
export interface HtmlTexts {
  /** Blanks collapsed as a browser does, a line per block. */
  readonly visible: string;
  /** The same without what a rule that cannot be resolved may hide. */
  readonly certainlyVisible: string;
  /** Attribute values, comments, styles, scripts and the text of hidden elements, one a line. */
  readonly hidden: string;
  /** Of the hidden, what is words: no styles, colours, ids; of comments that hold HTML, the words in it. */
  readonly hiddenWords: string;
  readonly concealed: readonly ConcealedText[];
  /** What Outlook alone shows, out of comments that it reads as HTML. */
  readonly outlook: string;
  /** Comments that no mail client reads as HTML. */
  readonly comments: readonly string[];
}

/** Stands where doubtful text was left out: no digit, no blank. */
const LEFT_OUT = "\uFFFC";
const DEEPEST_COMMENT = 3;
/** How a comment begins that Outlook reads as HTML. */
const condition = /^\s*\[if\b[^\]]*\]>?/i;
/** Resolutions and the like, for Outlook itself. */
const officeSettings = /<xml>(?:[^<]|<(?!\/?xml>))*<\/xml>/gi;
/** Of rules with elements: a page of more has its styles left open, for a person to look at. */
const MOST_COMPARISONS = 2_000_000;

interface Surroundings {
  /** As far as it can be told, and if every rule in doubt holds, too. */
  readonly certain: Paint;
  readonly possible: Paint;
  readonly obscure: boolean;
  /** In the head, a script, a style: text that is not there to be read. */
  readonly aside: boolean;
}

interface Step {
  readonly node: Node;
  readonly around: Surroundings;
}

/**
 * Walks the tree that a mail program would build; without recursion, because mail nests tables thousands deep. What is no
 * longer than templates are is remembered: a dozen rules read each of them.
 */
export function readHtml(html: string, scheme: Scheme = "light"): HtmlTexts {
  return html.length > LONGEST_REMEMBERED ? read(html, scheme) : readings[scheme](html);
}

const read = (html: string, scheme: Scheme): HtmlTexts => new Reading(parseHtml(html), scheme, 0).texts();

const LONGEST_REMEMBERED = 20_000;
/** A folder of templates in fifteen languages, each rendered in a few ways, and what one scenario sends. */
const MOST_REMEMBERED = 256;
const readings: Readonly<Record<Scheme, (html: string) => HtmlTexts>> = {
  light: remembered((html) => read(html, "light"), MOST_REMEMBERED),
  dark: remembered((html) => read(html, "dark"), MOST_REMEMBERED),
};

class Reading {
  readonly #visible: string[] = [];
  readonly #certain: string[] = [];
  readonly #hidden: string[] = [];
  readonly #words: string[] = [];
  readonly #concealed: ConcealedText[] = [];
  readonly #comments: string[] = [];
  readonly #outlook: string[] = [];
  readonly #rules: readonly StyleRule[];

  constructor(
    { root, size }: HtmlTree,
    private readonly scheme: Scheme,
    private readonly depth: number,
  ) {
    const rules = styleRulesIn(root, scheme);
    const isTooMuch = rules.length * size > MOST_COMPARISONS;
    this.#rules = isTooMuch ? [] : rules;
    const bare = this.#barePage(root);
    const page: Surroundings = { certain: bare, possible: bare, obscure: isTooMuch, aside: false };
    const steps: (Step | string)[] = [{ node: root, around: page }];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if (typeof step === "string") this.#show(step, step);
      else for (const inner of this.#take(step)) steps.push(inner);
    }
  }

  texts(): HtmlTexts {
    return {
      visible: tidyLines(this.#visible.join("")),
      certainlyVisible: tidyLines(this.#certain.join("")),
      hidden: linesOf(this.#hidden),
      hiddenWords: linesOf(this.#words),
      concealed: this.#concealed,
      outlook: linesOf(this.#outlook),
      comments: this.#comments,
    };
  }

  /** On a dark screen, what a page leaves open that says nothing of dark is up to each mail program. */
  #barePage(root: Node): Paint {
    if (this.scheme === "light") return barePage;
    return isReadyForDark(root, this.#rules) ? bareDarkPage : { ...barePage, background: undefined };
  }

  #take({ node, around }: Step): readonly (Step | string)[] {
    if (tree.isTextNode(node)) this.#takeText(node, around);
    else if (tree.isCommentNode(node)) this.#takeComment(node.data);
    else if (tree.isElementNode(node)) return this.#enter(node, around);
    else return childrenOf(node).map((child) => ({ node: child, around }));
    return [];
  }

  /** The steps inside an element, last first, as a stack wants them; attribute values are hidden text. */
  #enter(element: Element, around: Surroundings): readonly (Step | string)[] {
    this.#hidden.push(...element.attrs.map(({ value }) => value));
    this.#words.push(...wordsOfAttributes(element));
    const styles = stylesOf(element, this.#rules);
    const inside: Surroundings = {
      certain: paintInside(around.certain, styles.certain),
      possible: paintInside(around.possible, styles.possible),
      obscure: around.obscure || styles.obscure,
      aside: around.aside || isAside(element),
    };
    const separator = inside.certain.gone ? "" : separatorAround(element, styles.certain);
    const children = childrenOf(element).map((child): Step => {
      return { node: child, around: isNeverShown(child, element) ? withoutSight(inside) : inside };
    });
    return [separator, ...children, separator];
  }

  #takeText({ value, parentNode }: DefaultTreeAdapterTypes.TextNode, around: Surroundings): void {
    const text = value.replace(/[ \t\r\n\f]+/g, " ");
    const [isSeen, mayBeSeen] = [isLegible(around.certain), isLegible(around.possible)];
    const isDoubtful = around.obscure || isSeen !== mayBeSeen;
    if (isSeen) {
      this.#show(text, isDoubtful && text.trim() !== "" ? LEFT_OUT : text);
      return;
    }
    // White on white parts what stands around it, and so does a blank of any colour.
    if (takesRoom(around.certain)) this.#show(" ", " ");
    this.#hidden.push(text);
    if (!isStyleText(parentNode)) this.#words.push(text);
    if (!around.aside && text.trim() !== "") this.#concealed.push({ text, perhaps: isDoubtful });
  }

  /** Outlook reads some comments as HTML; then their styles are styles, and their words words. */
  #takeComment(comment: string): void {
    this.#hidden.push(comment);
    if (!comment.includes("<") || this.depth >= DEEPEST_COMMENT) this.#words.push(comment);
    else {
      const html = comment.replace(condition, "").replace(officeSettings, "");
      const inner = new Reading(parseHtml(html), this.scheme, this.depth + 1).texts();
      this.#words.push(inner.visible, inner.hiddenWords);
      if (condition.test(comment)) this.#outlook.push(inner.visible, inner.outlook);
    }
    if (!condition.test(comment)) this.#comments.push(comment);
  }

  #show(text: string, certainText: string): void {
    this.#visible.push(text);
    this.#certain.push(certainText);
  }
}

const withoutSight = ({ certain, possible, ...rest }: Surroundings): Surroundings => ({
  ...rest,
  certain: { ...certain, gone: true },
  possible: { ...possible, gone: true },
});

/** Last first, as a stack wants them. */
const childrenOf = (node: Node): readonly Node[] => contentOf(node).toReversed();

const linesOf = (texts: readonly string[]): string => texts.filter((text) => text.trim() !== "").join("\n");

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
