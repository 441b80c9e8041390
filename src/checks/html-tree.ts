import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  type ParserOptions,
  parse,
  type TreeAdapter,
} from "parse5";

/** An HTML part as a tree. */
export interface HtmlTree {
  readonly root: DefaultTreeAdapterTypes.Document;
  /** How many elements and comments there are. */
  readonly size: number;
  /** False for a page beyond all measure: then the tree holds its text alone, as if all of it could be seen. */
  readonly isWhole: boolean;
}

/** A mail program shows a tenth of these and cuts the rest; what reads trees may take the square of them in time. */
const MOST_NODES = 20_000;
const MOST_CHARACTERS = 2_000_000;

/** Builds the tree that a mail program would, which runs no scripts: so what stands in a <noscript> is shown. */
export function parseHtml(
  html: string,
  options: Pick<ParserOptions<DefaultTreeAdapterMap>, "sourceCodeLocationInfo"> = {},
): HtmlTree {
  const counter = new NodeCounter();
  try {
    if (html.length > MOST_CHARACTERS) throw new BeyondMeasure();
    const root = parse(html, { ...options, scriptingEnabled: false, treeAdapter: counter.adapter });
    return { root, size: counter.count, isWhole: true };
  } catch (error) {
    if (!(error instanceof BeyondMeasure)) throw error;
    return { root: parse(textAlone(html), { scriptingEnabled: false }), size: 1, isWhole: false };
  }
}

class BeyondMeasure extends Error {}

/** The usual tree, which gives up on a page of too many nodes while it is being built. */
class NodeCounter {
  count = 0;
  readonly adapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement: (...given) => {
      this.#count();
      return defaultTreeAdapter.createElement(...given);
    },
    createCommentNode: (...given) => {
      this.#count();
      return defaultTreeAdapter.createCommentNode(...given);
    },
  };

  #count(): void {
    this.count += 1;
    if (this.count > MOST_NODES) throw new BeyondMeasure();
  }
}

/** Without tags; an attribute's text goes with its tag, and no entity stays one. */
const textAlone = (html: string): string => html.replace(/<[^<>]*>/g, " ").replaceAll("<", "&lt;");
