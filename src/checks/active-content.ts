import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Something in an HTML part that acts, asks or fetches. */
export interface ActiveContent {
  readonly what: string;
  /** In the HTML, UTF-16 units. */
  readonly offset: number;
}

/** Everything in an HTML part that runs, takes input, or is fetched from elsewhere when the mail is opened. In order. */
export function findActiveContent(html: string): readonly ActiveContent[] {
  const found: ActiveContent[] = [];
  const pending: Node[] = [parse(html, { sourceCodeLocationInfo: true })];
  // No recursion: mail nests tables thousands deep.
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (tree.isElementNode(node)) found.push(...faultsOf(node));
    if (tree.isCommentNode(node) && /^\s*\[if\b/i.test(node.data)) found.push(...inside(node));
    pending.push(...childrenOf(node));
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function faultsOf(element: Element): readonly ActiveContent[] {
  const offset = element.sourceCodeLocation?.startOffset ?? 0;
  const faults = [...actsByItself(element), ...element.attrs.flatMap((attribute) => ofAttribute(element, attribute))];
  const style = element.tagName === "style" ? textOf(element) : "";
  return [...faults, ...fetchedByStyle(style)].map((what) => ({ what, offset }));
}

/** Outlook reads what stands in its conditional comments as HTML. */
function inside(comment: DefaultTreeAdapterTypes.CommentNode): readonly ActiveContent[] {
  const start = comment.sourceCodeLocation?.startOffset ?? 0;
  return findActiveContent(comment.data).map(({ what, offset }) => ({ what, offset: start + offset }));
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
]);
const fetchingLinks = new Set(["link", "image", "use", "feimage"]);

function ofAttribute({ tagName }: Element, { name, value, prefix }: Attribute): readonly string[] {
  const full = prefix ? `${prefix}:${name}` : name;
  if (/^on[a-z]+$/.test(name)) return [`a script in the attribute ${name}`];
  if (/^\s*(?:javascript|vbscript)\s*:/i.test(withoutBlanks(value))) return [`a script in the attribute ${full}`];
  if (name === "href" && /^\s*data\s*:\s*text\/html/i.test(value)) return ["a page in a data: link"];
  if (name === "style") return fetchedByStyle(value);
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
  const css = style.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex) => toCharacter(hex));
  const urls = [...css.matchAll(/url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)/gi)].map(
    ([, url, imported]) => url ?? imported ?? "",
  );
  const runs = /expression\s*\(|-moz-binding|behavior\s*:/i.test(css) ? ["a script in a style"] : [];
  return [...runs, ...(urls.some(isRemote) ? ["remote content: a URL in a style"] : [])];
}

function toCharacter(hex: string): string {
  const point = Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
}

const textOf = ({ childNodes }: Element): string =>
  childNodes.map((child) => (tree.isTextNode(child) ? child.value : "")).join("");

function childrenOf(node: Node): readonly Node[] {
  const parent: object = tree.isElementNode(node) && "content" in node ? (node.content as object) : node;
  return "childNodes" in parent ? (parent.childNodes as readonly Node[]) : [];
}
