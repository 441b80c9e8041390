/// <reference lib="dom" />

/*
 * These functions run in the page: a browser is handed their text, so each may use nothing from outside but its
 * arguments.
 */

/** A word to look for. */
export interface Word {
  readonly word: "code" | "suffix";
  readonly value: string;
}

/** One character of a word, as the page has it; lengths in CSS pixels from the page's corner. */
export interface Mark {
  readonly word: "code" | "suffix";
  readonly occurrence: number;
  readonly character: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fontPx: number;
}

export interface FallbackFonts {
  /** The style sheet that declares them. */
  readonly styles: string;
  /** In the order in which they are tried. */
  readonly families: string;
}

/** Lets our fonts stand in where a mail's own have no letter. */
export function addFallbackFonts({ styles, families }: FallbackFonts): void {
  // By hand: a driver that waits for the sheet's load event waits for ever where scripts are off.
  const sheet = document.createElement("style");
  sheet.textContent = styles;
  document.head.append(sheet);
  for (const element of document.querySelectorAll<HTMLElement>("body, body *")) {
    const own = getComputedStyle(element).fontFamily;
    // Before the generic family, which would take letters from whatever the machine has.
    const named = own.replace(/,?\s*(?:sans-serif|serif|monospace|system-ui|ui-[a-z-]+)\s*$/, "");
    element.style.setProperty("font-family", `${named ? `${named}, ` : ""}${families}, ${own}`, "important");
  }
}

/** Puts each occurrence of a word into an element of its own, which changes nothing. */
export function markWords(words: readonly Word[]): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const { word, value } of words) {
    for (const text of texts) {
      const at = text.data.indexOf(value);
      if (at < 0) continue;
      const found = text.splitText(at);
      // The rest is looked through as well: pushed, it is still to come.
      texts.push(found.splitText(value.length));
      const holder = document.createElement("span");
      holder.setAttribute("data-stepproof-mark", word);
      found.replaceWith(holder);
      holder.append(found);
    }
  }
}

/** Tells where the characters of the marked words are, once every font is there. */
export function measureMarks(): Mark[] {
  return [...document.querySelectorAll("[data-stepproof-mark]")].flatMap((holder, occurrence) => {
    const word = holder.getAttribute("data-stepproof-mark") as Word["word"];
    const fontPx = Number.parseFloat(getComputedStyle(holder).fontSize);
    const text = holder.firstChild as Text;
    return [...text.data].map((character, index) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { word, occurrence, character, x: x + scrollX, y: y + scrollY, width, height, fontPx };
    });
  });
}

/** Takes the marked words out of sight and leaves them their room. */
export function hideMarks(): void {
  for (const mark of document.querySelectorAll<HTMLElement>("[data-stepproof-mark]")) {
    mark.style.setProperty("visibility", "hidden", "important");
  }
}

/** What stands in the page, to know which scripts it is written in. */
export function textOf(): string {
  return document.body.textContent ?? "";
}
