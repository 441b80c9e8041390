import type { Style } from "./css-declarations.ts";
import { toPixels } from "./css-values.ts";
import { isClippedAway, isFlattened, transformsOf } from "./element-shape.ts";

/** Farther out than any mail is wide. */
const OFF_PAGE_PIXELS = 500;
const FAR_RIGHT_PIXELS = 3000;
/** What is left of a box that only screen readers shall find. */
const LARGEST_EMPTY_BOX_PIXELS = 1;
/** Of the font size: letters run into each other. */
const STRONGEST_LEGIBLE_BLUR = 0.3;

/**
 * Whether styling takes an element away with everything in it: not displayed, off the page, of no size, clipped,
 * blurred, its characters replaced by dots. Source: EM-09 [A].
 */
export function isRemoved(style: Style, fontSize: number): boolean {
  const pixels = (property: string) => toPixels(style.get(property) ?? "", fontSize);
  return (
    /^(?:none|table-column(?:-group)?)$/.test(style.get("display") ?? "") ||
    style.get("mso-hide") === "all" ||
    style.get("content-visibility") === "hidden" ||
    style.get("font-size-adjust") === "0" ||
    /^(?:disc|circle|square)$/.test(style.get("-webkit-text-security") ?? "") ||
    pixels("max-height") === 0 ||
    isEmptyBox(style, pixels) ||
    isMovedAway(style, fontSize) ||
    isBlurred(style, fontSize) ||
    isFlattened(style) ||
    isClippedAway(style)
  );
}

/**
 * Whether the element's lines, and those in it that have no height of their own, are cut off with it: a line is as high
 * as it says, whatever stands in it. Undefined where nothing is said.
 */
export function cutsLines(style: Style, fontSize: number): boolean | undefined {
  const value = style.get("line-height") ?? /\/ ?(\S+)/.exec(style.get("font") ?? "")?.[1];
  if (value === undefined || value === "inherit") return undefined;
  const height = /^[\d.]+$/.test(value) ? Number(value) * fontSize : (toPixels(value, fontSize) ?? fontSize);
  const room = ["height", "min-height", "padding"].flatMap((property) => (style.get(property) ?? "").split(" "));
  return height <= 1 && clips(style) && room.every((word) => (toPixels(word, fontSize) ?? 0) <= 0);
}

const clips = (style: Style): boolean =>
  ["overflow", "overflow-x", "overflow-y"].some((property) => /hidden|clip/.test(style.get(property) ?? ""));

function isEmptyBox(style: Style, pixels: (property: string) => number | undefined): boolean {
  if (!clips(style)) return false;
  const sides = ["height", "width", "max-height", "max-width"].map(pixels);
  if (sides.some((side) => side !== undefined && side <= LARGEST_EMPTY_BOX_PIXELS)) return true;
  return isIndentedAway(style);
}

/** Pushed out of its own box, on a line that does not break. */
function isIndentedAway(style: Style): boolean {
  const indent = style.get("text-indent") ?? "";
  return style.get("white-space") === "nowrap" && indent.endsWith("%") && Math.abs(Number.parseFloat(indent)) >= 100;
}

const offsets = [
  "left",
  "top",
  "right",
  "bottom",
  "inset",
  "margin",
  "margin-left",
  "margin-top",
  "text-indent",
] as const;

function isMovedAway(style: Style, fontSize: number): boolean {
  const placed = offsets.flatMap((property) => (style.get(property) ?? "").split(" "));
  const moved = transformsOf(style).filter(({ name }) => name.startsWith("translate"));
  const words = [...placed, ...(style.get("translate") ?? "").split(" "), ...moved.flatMap((move) => move.words)];
  return words.some((word) => isOffPage(word, fontSize)) || isAWindowToTheLeft(style);
}

function isOffPage(value: string, fontSize: number): boolean {
  const pixels = toPixels(value, fontSize) ?? 0;
  return pixels <= -OFF_PAGE_PIXELS || pixels >= FAR_RIGHT_PIXELS;
}

/** A share of what is around it; by a whole one and more it is out of the window. */
function isAWindowToTheLeft(style: Style): boolean {
  const isPlaced = /^(?:absolute|fixed)$/.test(style.get("position") ?? "");
  const left = style.get("left") ?? "";
  return isPlaced && left.endsWith("%") && Number.parseFloat(left) <= -100;
}

function isBlurred(style: Style, fontSize: number): boolean {
  const [, blur = ""] = /blur\(\s*([^()\s]+)\s*\)/.exec(style.get("filter") ?? "") ?? [];
  return (toPixels(blur, fontSize) ?? 0) >= STRONGEST_LEGIBLE_BLUR * fontSize;
}
