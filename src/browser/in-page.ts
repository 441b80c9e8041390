/// <reference lib="dom" />
import type { Box } from "../checks/sight.ts";

// What is evaluated inside a page: each function stands alone, for only its own text gets there. Scripts are off in it,
// so the page runs no callback and keeps no promise: walk with loops.

/** A text to be found, by the name under which it is reported. */
export interface Wanted {
  readonly name: "code" | "suffix";
  readonly text: string;
}

/** The text of a page as it reads across elements, and to which node each of its UTF-16 units belongs. */
export interface PageText {
  readonly text: string;
  readonly units: readonly { readonly node: Text; readonly offset: number }[];
}

/** One place where a text stands, character by character. */
export interface Place {
  readonly name: Wanted["name"];
  readonly ranges: readonly Range[];
}

/** The same as it is laid out, in px of the page. */
export interface MeasuredPlace {
  readonly name: Wanted["name"];
  readonly fontPx: number;
  readonly boxes: readonly Box[];
  readonly obstacle?: string;
}

/** Reads what stands in the body; a block's end parts words, an inline element's does not. */
export function readPageText(): PageText {
  const blockOf = (node: Node): Element | null => {
    let element = node.parentElement;
    while (element && /^(inline|contents)/.test(getComputedStyle(element).display)) element = element.parentElement;
    return element;
  };
  const units: { node: Text; offset: number }[] = [];
  let [text, block]: [string, Element | null] = ["", null];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest("head, script, style, title")) continue;
    const own = blockOf(node);
    if (own !== block) {
      text += "\n";
      units.push({ node, offset: 0 });
    }
    block = own;
    text += node.data;
    for (let offset = 0; offset < node.length; offset++) units.push({ node, offset });
  }
  return { text, units };
}

/** Every place where a text stands by itself: no Latin letter or digit beside it. */
export function findPlaces({ text, units }: PageText, wanted: readonly Wanted[]): readonly Place[] {
  const rangeOf = ({ node, offset }: PageText["units"][number]): Range => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    return range;
  };
  return wanted.flatMap(({ name, text: sought }) => {
    if (sought === "") return [];
    const literal = sought.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    const found = [...text.matchAll(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, "g"))];
    return found
      .slice(0, 20)
      .map(({ index }) => ({ name, ranges: units.slice(index, index + sought.length).map(rangeOf) }));
  });
}

/** Scrolls down to a place, as a reader would; sideways and inside boxes nobody scrolls. */
export function scrollToPlace(places: readonly Place[], index: number): void {
  const box = places[index]?.ranges[0]?.getBoundingClientRect();
  if (!box || (box.top >= 0 && box.bottom <= innerHeight)) return;
  scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
}

/** Where the places are now, and what of the page the window shows. */
export function measurePlaces(places: readonly Place[]): {
  readonly measured: readonly MeasuredPlace[];
  readonly window: Box;
} {
  const obstacleAt = (box: DOMRect, holder: Element): string | undefined => {
    if (box.width * box.height === 0) return "takes no room";
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || box.left >= innerWidth) return "lies outside the page";
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!top || top.contains(holder) || holder.contains(top)) return undefined;
    return `is covered by a <${top.tagName.toLowerCase()}>`;
  };
  const measure = ({ name, ranges }: Place): MeasuredPlace => {
    const boxes = ranges.map((range) => range.getBoundingClientRect());
    const holder = ranges[0]?.startContainer.parentElement ?? document.documentElement;
    const height = holder instanceof HTMLElement ? holder.offsetHeight : 0;
    const scale = height > 0 ? holder.getBoundingClientRect().height / height : 1;
    const obstacle = boxes[0] && obstacleAt(boxes[0], holder);
    return {
      name,
      fontPx: Number.parseFloat(getComputedStyle(holder).fontSize) * scale,
      boxes: boxes.map(({ x, y, width, height }) => ({ x: x + scrollX, y: y + scrollY, width, height })),
      ...(obstacle && { obstacle }),
    };
  };
  const window = { x: scrollX, y: scrollY, width: innerWidth, height: innerHeight };
  return { measured: places.map(measure), window };
}

/** Takes the glyphs away and nothing else: layout, backgrounds and borders stay. Returns how to put them back. */
export function hideGlyphs(places: readonly Place[]): ReadonlyMap<HTMLElement, string | null> {
  const former = new Map<HTMLElement, string | null>();
  for (const { ranges } of places) {
    for (const range of ranges) {
      const holder = range.startContainer.parentElement;
      if (!holder || former.has(holder)) continue;
      former.set(holder, holder.getAttribute("style"));
      holder.style.setProperty("transition", "none", "important");
      holder.style.setProperty("-webkit-text-fill-color", "transparent", "important");
      holder.style.setProperty("-webkit-text-stroke-color", "transparent", "important");
      holder.style.setProperty("text-shadow", "none", "important");
    }
  }
  return former;
}

export function showGlyphs(former: ReadonlyMap<HTMLElement, string | null>): void {
  for (const [holder, style] of former) {
    if (style === null) holder.removeAttribute("style");
    else holder.setAttribute("style", style);
  }
}

/** Lends a page its fonts: before each generic family, after those that the page names. What moves is at its end at once. */
export function lendFonts({ family, rules }: { readonly family: string; readonly rules: string }): void {
  const sheet = document.createElement("style");
  sheet.textContent = `${rules}
    *, *::before, *::after { transition: none !important; animation-duration: 0s !important;
      animation-delay: 0s !important; animation-iteration-count: 1 !important; }`;
  document.head.append(sheet);
  const generic = /^(?:serif|sans-serif|monospace|cursive|fantasy|system-ui|math|emoji|ui-.+)$/;
  for (const element of document.querySelectorAll("body, body *")) {
    const families = getComputedStyle(element).fontFamily.split(/,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    if (!(element instanceof HTMLElement) || families.includes(`"${family}"`)) continue;
    const at = families.findIndex((name) => generic.test(name));
    const lent = families.toSpliced(at < 0 ? families.length : at, 0, `"${family}"`);
    element.style.setProperty("font-family", lent.join(", "), "important");
  }
  for (const face of document.fonts) if (face.family.includes(family)) face.load();
}

/** Whether every font that was lent is there; the set's own status follows only later. */
export function areFontsLoaded(family: string): boolean {
  for (const face of document.fonts) if (face.family.includes(family) && face.status === "loading") return false;
  return true;
}

/** Puts other characters into texts, one for one, whatever elements they are spread over. */
export function overwrite({ text, units }: PageText, replaced: readonly (readonly [text: string, by: string])[]): void {
  for (const [sought, by] of replaced) {
    for (let at = sought === "" ? -1 : text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      for (let index = 0; index < sought.length; index++) {
        const { node, offset } = units[at + index] ?? {};
        if (node && offset !== undefined) node.replaceData(offset, 1, by[index] ?? "0");
      }
    }
  }
}

export interface Beacon {
  /** In px of the window. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

/** A spot of colour over everything, in the way of nothing; the one of before goes. */
export function showBeacon({ x, y, size, colour }: Beacon): void {
  const name = "stepproof-beacon";
  const beacon = document.querySelector<HTMLElement>(name) ?? document.createElement(name);
  const look = { all: "initial", display: "block", position: "fixed", "pointer-events": "none", background: colour };
  const place = { left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px`, "z-index": "2147483647" };
  for (const [property, value] of Object.entries({ ...look, ...place })) {
    beacon.style.setProperty(property, value, "important");
  }
  document.documentElement.append(beacon);
}

/** How far down anything in the page reaches, px. */
export function heightOfContent(): number {
  let bottom = 0;
  for (const element of document.querySelectorAll("body *")) {
    bottom = Math.max(bottom, element.getBoundingClientRect().bottom + scrollY);
  }
  return Math.ceil(bottom);
}

/** Of some characters, those of which no font has a picture: they look like one that does not exist. */
export function findBoxes({
  family,
  characters,
}: {
  readonly family: string;
  readonly characters: readonly string[];
}): string[] {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [48, 48];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return [];
  pen.font = `24px "${family}", sans-serif`;
  const draw = (character: string): string => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.fillText(character, 8, 32);
    return pen.getImageData(0, 0, canvas.width, canvas.height).data.join();
  };
  // U+0378 is not assigned, so it stands for all that is missing.
  const box = draw("\u0378");
  return characters.filter((character) => draw(character) === box);
}
