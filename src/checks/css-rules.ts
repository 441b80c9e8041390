import { type Declaration, parseDeclarations, unescapeCss, withoutCssComments } from "./css-declarations.ts";

/** What a rule asks of the element it styles. */
export interface Selector {
  readonly tag?: string;
  readonly id?: string;
  readonly classes: readonly string[];
  /** Ids, classes, tags, as CSS weighs them. */
  readonly weight: number;
  /** Whether that is all it asks: no ancestor, no attribute, no state, no width of the screen. */
  readonly exact: boolean;
  /** Whether it styles text that the style sheet itself adds: `::before`, `::after`. */
  readonly generated: boolean;
}

export interface StyleRule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
}

/** What the eye can be told apart by: an element's tag, id and classes. */
export interface Selectable {
  readonly tag: string;
  readonly id: string;
  readonly classes: ReadonlySet<string>;
}

/** How the reader's screen is set. */
export type Scheme = "light" | "dark";

const DEEPEST_NESTING = 5;
/** Colours under a condition are another theme, whole in itself: mixing it with this one would tell nothing. */
const themed = /^(?:color|background.*|-webkit-text-fill-color)$/;

/** Every rule of a style sheet, one a selector, in order; print and font rules are left out. Source: CSS Syntax 3, [A]. */
export function parseStyleSheet(css: string, scheme: Scheme): readonly StyleRule[] {
  return rulesIn(withoutCssComments(css).replace(/<!--|-->/g, " "), { scheme, conditional: false, depth: 0 });
}

/** Whether the rule may style the element: certainly when its selector is exact. */
export function selects({ tag, id, classes }: Selector, element: Selectable): boolean {
  if (tag !== undefined && tag !== element.tag) return false;
  if (id !== undefined && id !== element.id) return false;
  return classes.every((name) => element.classes.has(name));
}

interface Context {
  readonly scheme: Scheme;
  readonly conditional: boolean;
  readonly depth: number;
}

function rulesIn(css: string, context: Context): readonly StyleRule[] {
  const rules: StyleRule[] = [];
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf("{", at);
    if (open < 0) break;
    const close = closingBrace(css, open);
    // A statement without a block, such as an @import, ends before the next rule begins.
    const prelude = css.slice(at, open).split(";").at(-1)?.trim() ?? "";
    rules.push(...rulesOf(prelude, css.slice(open + 1, close), context));
    at = close + 1;
  }
  return rules;
}

function rulesOf(prelude: string, block: string, context: Context): readonly StyleRule[] {
  const { conditional } = context;
  if (prelude.startsWith("@")) return rulesUnder(prelude, block, context);
  const declarations = parseDeclarations(block).filter(({ property }) => !conditional || !themed.test(property));
  return prelude.split(",").flatMap((text) => {
    const selector = parseSelector(text);
    return selector === undefined
      ? []
      : [{ selector: { ...selector, exact: selector.exact && !conditional }, declarations }];
  });
}

/** The rules inside a block that holds under a condition, unless it is known not to. */
function rulesUnder(prelude: string, block: string, context: Context): readonly StyleRule[] {
  if (context.depth >= DEEPEST_NESTING || !/^@(?:media|supports|layer|container)/i.test(prelude)) return [];
  if (isForPrintOnly(prelude) || isForOtherScheme(prelude, context.scheme)) return [];
  const isCertain = isForEveryScreen(prelude.replace(schemeCondition, ""));
  return rulesIn(block, { ...context, conditional: context.conditional || !isCertain, depth: context.depth + 1 });
}

const schemeCondition = /(?:\band\s*)?\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/i;

/** A list of conditions may hold for another reason, a negated one for the opposite: those stay in doubt. */
function isForOtherScheme(prelude: string, scheme: Scheme): boolean {
  const wanted = schemeCondition.exec(prelude)?.[1];
  return wanted !== undefined && !/,|\bnot\b|\bor\b/i.test(prelude) && wanted.toLowerCase() !== scheme;
}

const isForPrintOnly = (prelude: string): boolean => /^@media\s+(?:only\s+)?(?:print|speech)\b[^,]*$/i.test(prelude);
const isForEveryScreen = (prelude: string): boolean =>
  /^@(?:media\s*(?:(?:only\s+)?(?:all|screen)\s*)?$|layer)/i.test(prelude);

function closingBrace(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === "{") depth += 1;
    else if (css[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return css.length;
}

const compoundPiece = /([.#]?)((?:\\[0-9a-f]{1,6}\s?|\\.|[\w\u0080-\uFFFF-])+)|\*/giu;
/** States that nobody is in when a mail is opened. */
const lateState = /:(?:hover|active|focus|visited|checked|target|selection|placeholder)\b/i;

/** What Outlook's apps mark their own dark theme with; they choose the colours themselves. */
const outlookTheme = /\[data-ogs[bc]\]/i;

/** Undefined for a state that does not hold when the mail is opened. */
function parseSelector(text: string): Selector | undefined {
  const whole = text.trim().replace(/^:root$/i, "html");
  if (whole === "" || lateState.test(whole) || outlookTheme.test(whole)) return undefined;
  // Ancestors and siblings cannot be told here, nor attributes and states: only the last compound is compared.
  const bare = whole.replace(/\[[^\]]*\]?/g, "").replace(/(?<!\\)::?[a-z-]+(?:\([^)]*\)?)?/gi, "");
  const last =
    bare
      .trim()
      .split(/(?<!\\[0-9a-f]{0,6})[\s>+~]+/i)
      .at(-1) ?? "";
  const pieces = [...last.matchAll(compoundPiece)].map(([, kind = "", name = ""]) => ({
    kind,
    name: unescapeCss(name),
  }));
  const named = (kind: string) =>
    pieces.filter((piece) => piece.kind === kind && piece.name !== "").map(({ name }) => name);
  const [ids, classes, tags] = [named("#"), named("."), named("")];
  const [id, tag] = [ids[0], tags[0]?.toLowerCase()];
  return {
    ...(id !== undefined && { id }),
    ...(tag !== undefined && { tag }),
    classes,
    weight: 10_000 * ids.length + 100 * classes.length + tags.length,
    exact: last === whole,
    generated: /::?(?:before|after)\b/i.test(whole),
  };
}
