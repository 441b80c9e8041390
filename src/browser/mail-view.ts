import type { CDPSession, JSHandle, Page } from "playwright";
import type { Box, Ink, MailView, SeenPlace, ViewSight } from "../checks/sight.ts";
import type { Camera } from "./camera.ts";
import type { PageText, Place, Wanted } from "./in-page.ts";
import { findPlaces, hideGlyphs, measurePlaces, scrollToPlace, showGlyphs } from "./in-page.ts";
import { inkIn, type PicturePair } from "./ink.ts";

/** Of a window, px: what is below is scrolled to. */
const HEIGHT = 800;
/** Places that are looked at one after the other where a window does not show them all. */
const MOST_ROUNDS = 4;

export interface Window {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly camera: Camera;
}

/** Looks at a page that is loaded, once a view. */
export async function lookAt(
  window: Window,
  text: JSHandle<PageText>,
  wanted: readonly Wanted[],
  views: readonly MailView[],
): Promise<readonly ViewSight[]> {
  const places = await text.evaluateHandle(findPlaces, wanted);
  const sights: ViewSight[] = [];
  for (const view of views) {
    await show(window.page, view);
    const seen = await lookThrough(window, places);
    sights.push({ view, code: placesOf("code", seen), suffix: placesOf("suffix", seen) });
  }
  await places.dispose();
  return sights;
}

/** Makes the window so wide, and the screen light or dark. */
export async function show(page: Page, { width, height = HEIGHT, scheme }: MailView): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
}

interface NamedPlace {
  readonly name: Wanted["name"];
  readonly place: SeenPlace;
}

const placesOf = (name: Wanted["name"], seen: readonly NamedPlace[]): readonly SeenPlace[] =>
  seen.filter((each) => each.name === name).map(({ place }) => place);

/** Every place, scrolling down as far as needed. */
async function lookThrough(window: Window, places: JSHandle<readonly Place[]>): Promise<readonly NamedPlace[]> {
  const seen = new Map<number, NamedPlace>();
  for (let round = 0, next = 0; round < MOST_ROUNDS && next >= 0; round++) {
    await places.evaluate(scrollToPlace, next);
    const { measured, window: shown } = await places.evaluate(measurePlaces);
    const inSight = [...measured.keys()].filter((index) => index === next || isInside(measured[index]?.boxes, shown));
    const boxes = inSight.flatMap((index) => measured[index]?.boxes ?? []);
    const pair = await takePair(window, places, around(boxes, shown), shown);
    for (const index of inSight) {
      const { name, boxes, ...rest } = measured[index] ?? {};
      if (name && boxes)
        seen.set(index, { name, place: { fontPx: 0, ...rest, characters: boxes.map((box) => inkOf(box, pair)) } });
    }
    next = [...measured.keys()].find((index) => !seen.has(index)) ?? -1;
  }
  return [...seen.values()];
}

const nothing: Ink = { height: 0, contrast: 1 };
const inkOf = (box: Box, pair: PicturePair | undefined): Ink => (pair ? inkIn(box, pair) : nothing);

function isInside(boxes: readonly Box[] | undefined, window: Box): boolean {
  return (boxes ?? []).every(({ y, height }) => y >= window.y && y + height <= window.y + window.height);
}

/** The smallest piece of the window that shows all boxes; undefined where none reaches into it. */
function around(all: readonly Box[], window: Box): Box | undefined {
  const boxes = all.filter(({ width, height }) => width * height > 0);
  const x = Math.max(window.x, Math.floor(Math.min(...boxes.map((box) => box.x))));
  const y = Math.max(window.y, Math.floor(Math.min(...boxes.map((box) => box.y))));
  const right = Math.min(window.x + window.width, Math.ceil(Math.max(...boxes.map((box) => box.x + box.width))));
  const bottom = Math.min(window.y + window.height, Math.ceil(Math.max(...boxes.map((box) => box.y + box.height))));
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined;
}

async function takePair(
  { camera }: Window,
  places: JSHandle<readonly Place[]>,
  piece: Box | undefined,
  window: Box,
): Promise<PicturePair | undefined> {
  if (!piece) return undefined;
  const shown = await camera.take(piece, window);
  const former = await places.evaluateHandle(hideGlyphs);
  const bare = await camera.take(piece, window);
  await former.evaluate(showGlyphs);
  await former.dispose();
  return { ...shown, shown: shown.picture, bare: bare.picture };
}
