import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from "parse5";
import { unescapeCss, withoutCssComments } from "./css-declarations.ts";
import { contentOf } from "./html-elements.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Something in an HTML part that acts, asks or fetches. */
export interface ActiveContent {
  readonly what: string;
  /** In the HTML, UTF-16 units. */
  readonly offset: number;
}

/** A comment that Outlook reads may hold one more; a mail of nothing but such beginnings would be read for ever. */
const DEEPEST_COMMENT = 3;

/** Everything in an HTML part that runs, takes input, or is fetched from elsewhere when the mail is opened. In order. */
export function findActiveContent(html: string): readonly ActiveContent[] {
  return findIn(html, 0).toSorted((a, b) => a.offset - b.offset);
}

function findIn(html: string, depth: number): readonly ActiveContent[] {
  const found: ActiveContent[] = [];
  // Mail programs run no scripts, so what stands in a <noscript> is shown, and fetched.
  const pending: Node[] = [parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false })];
  // No recursion: mail nests tables thousands deep.
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (tree.isElementNode(node)) found.push(...faultsOf(node));
    if (tree.isCommentNode(node) && /^\s*\[if\b/i.test(node.data)) found.push(...inside(node, depth));
    for (const child of contentOf(node)) pending.push(child);
  }
  return found;
}

function faultsOf(element: Element): readonly ActiveContent[] {
  const start = element.sourceCodeLocation?.startOffset ?? 0;
  const style = element.tagName === "style" ? textOf(element) : "";
  const whole = [...actsByItself(element), ...fetchedByStyle(style)].map((what) => ({ what, offset: start }));
  const inAttributes = element.attrs.flatMap((attribute) => {
    const offset = element.sourceCodeLocation?.attrs?.[fullName(attribute)]?.startOffset ?? start;
    return ofAttribute(element, attribute).map((what) => ({ what, offset }));
  });
  return [...whole, ...inAttributes];
}

const fullName = ({ name, prefix }: Attribute): string => (prefix ? `${prefix}:${name}` : name);

/** Outlook reads what stands in its conditional comments as HTML. */
function inside(comment: DefaultTreeAdapterTypes.CommentNode, depth: number): readonly ActiveContent[] {
  if (depth >= DEEPEST_COMMENT) return [];
  const start = (comment.sourceCodeLocation?.startOffset ?? 0) + "<!--".length;
  return findIn(comment.data, depth + 1).map(({ what, offset }) => ({ what, offset: start + offset }));
}

const programs = new Set(["script", "iframe", "frame", "object", "embed", "applet", "portal"]);
const inputs = new Set(["form", "input", "button", "select", "textarea"]);

function actsByItself({ tagName, attrs }: Element): readonly string[] {
  if (programs.has(tagName)) return [`<${tagName}>`];
  if (inputs.has(tagName)) return [`a form: <${tagName}>`];
  if (tagName === "base") return ["<base>, which moves every link"];
  const isRefresh = attrs.some(({ name, value }) => name === "http-equiv" && /^\s*refresh\s*$/i.test(value));
  return tagName === "meta" && isRefresh ? ["a page that moves on by itself: <meta http-equiv=refresh>"] : [];
}

type Attribute = Element["attrs"][number];

/** Attributes that a reader's program follows without being asked. */
const fetching = new Set([
  "src",
  "srcset",
  "background",
  "poster",
  "data",
  "lowsrc",
  "dynsrc",
  "icon",
  "manifest",
  "archive",
  "ping",
]);
const fetchingLinks = new Set(["link", "image", "use", "feimage"]);
/** Attributes that hold a style, or a piece of one. */
const styling = /^(?:style|fill|stroke|filter|mask|clip-path|cursor|marker(?:-.*)?)$/;
/** Read out, and never followed. */
const wording = /^(?:alt|title|summary|content|placeholder|aria-.*|data-.*)$/;

function ofAttribute({ tagName }: Element, attribute: Attribute): readonly string[] {
  const { name, value } = attribute;
  const full = fullName(attribute);
  if (wording.test(name)) return [];
  if (/^on[a-z]+$/.test(name)) return [`a script in the attribute ${name}`];
  if (/^\s*(?:javascript|vbscript)\s*:/i.test(withoutBlanks(value))) return [`a script in the attribute ${full}`];
  if (name === "href" && /^\s*data\s*:\s*text\/html/i.test(value)) return ["a page in a data: link"];
  if (styling.test(name)) return fetchedByStyle(value);
  const isFetched = fetching.has(name) || (name === "href" && fetchingLinks.has(tagName.toLowerCase()));
  return isFetched && urlsIn(name, value).some(isRemote) ? [`remote content: ${full} of <${tagName}>`] : [];
}

/** Browsers leave out blanks and control characters inside a scheme. */
const withoutBlanks = (value: string): string => [...value].filter((character) => character > " ").join("");

const urlsIn = (name: string, value: string): readonly string[] =>
  name === "srcset" ? value.split(",").map((candidate) => candidate.trim().split(/\s+/)[0] ?? "") : [value];

/** A mail has no address of its own, so a relative one leads nowhere; cid: and data: lie in the mail itself. */
const isRemote = (url: string): boolean =>
  /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(withoutBlanks(url)) && !/^(?:cid|data):/i.test(url.trim());

function fetchedByStyle(style: string): readonly string[] {
  const css = unescapeCss(withoutCssComments(style)).replace(/@namespace[^;]*/gi, "");
  const sets = [...css.matchAll(/image-set\(([^;{}]*)/gi)].map(([, inside = ""]) => inside);
  const urls = [
    ...css.matchAll(/(?:url|src)\(\s*["']?([^"')]*)/gi),
    ...css.matchAll(/@import\s*["']([^"']*)/gi),
    ...sets.flatMap((set) => [...set.matchAll(/["']([^"']*)["']/g)]),
  ].map(([, url = ""]) => url);
  const runs = /expression\s*\(|-moz-binding|behavior\s*:/i.test(css) ? ["a script in a style"] : [];
  return [...runs, ...(urls.some(isRemote) ? ["remote content: a URL in a style"] : [])];
}

const textOf = ({ childNodes }: Element): string =>
  childNodes.map((child) => (tree.isTextNode(child) ? child.value : "")).join("");
