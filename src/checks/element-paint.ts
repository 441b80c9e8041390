import { type Colour, contrastOf, toColour, toFontSize, toPixels, toShare } from "./css-values.ts";

/** The declarations that win for one element, by property. */
export type Style = ReadonlyMap<string, string>;

/** How an element's text comes out, given what is around it. */
export interface Paint {
  /** Gone with everything inside: not displayed, off the page, of no size, see-through. */
  readonly gone: boolean;
  /** `visibility`, which an element inside may take back. */
  readonly shown: boolean;
  /** Pixels. */
  readonly fontSize: number;
  /** Undefined when it cannot be told. */
  readonly colour: Colour | undefined;
  /** What lies behind; undefined for pictures, gradients and what cannot be told. */
  readonly background: Colour | undefined;
  /** 0-1, of the element and all around it. */
  readonly opacity: number;
}

const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };
const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };

/** A page before anything is styled. */
export const barePage: Paint = { gone: false, shown: true, fontSize: 16, colour: black, background: white, opacity: 1 };

const SMALLEST_LEGIBLE_PIXELS = 4;
/** #eee on white has 1.16: nobody reads it. */
const LOWEST_LEGIBLE_CONTRAST = 1.2;
const LOWEST_LEGIBLE_OPACITY = 0.1;
/** Farther out than any mail is wide. */
const OFF_PAGE_PIXELS = 500;
const FAR_RIGHT_PIXELS = 3000;
/** What is left of a box that only screen readers shall find. */
const LARGEST_EMPTY_BOX_PIXELS = 1;

/** The paint of an element styled so inside another. Source: EM-09 [A]. */
export function paintInside(around: Paint, style: Style): Paint {
  const opacity = around.opacity * opacityOf(style);
  const fontSize = fontSizeOf(style, around.fontSize);
  return {
    gone: around.gone || opacity < LOWEST_LEGIBLE_OPACITY || isGone(style, fontSize),
    shown: shownBy(style.get("visibility")) ?? around.shown,
    fontSize,
    colour: colourOf(style, around.colour),
    background: backgroundOf(style, around.background),
    opacity,
  };
}

/** Whether text painted so reaches the eye. */
export function isLegible({ gone, shown, fontSize, colour, background }: Paint): boolean {
  if (gone || !shown || fontSize < SMALLEST_LEGIBLE_PIXELS) return false;
  if (colour === undefined) return true;
  if (colour.alpha < LOWEST_LEGIBLE_OPACITY) return false;
  return background === undefined || contrastOf(colour, background) >= LOWEST_LEGIBLE_CONTRAST;
}

/** Whether text painted so, seen or not, leaves a gap where it stands. */
export const takesRoom = ({ gone, fontSize }: Paint): boolean => !gone && fontSize >= SMALLEST_LEGIBLE_PIXELS;

function isGone(style: Style, fontSize: number): boolean {
  const pixels = (property: string) => toPixels(style.get(property) ?? "", fontSize);
  return (
    style.get("display") === "none" ||
    style.get("mso-hide") === "all" ||
    style.get("content-visibility") === "hidden" ||
    pixels("max-height") === 0 ||
    isEmptyBox(style, pixels) ||
    offsets.some((property) => (style.get(property) ?? "").split(" ").some((value) => isOffPage(value, fontSize))) ||
    isTransformedAway(style, fontSize) ||
    isClippedAway(style)
  );
}

const offsets = ["left", "top", "right", "bottom", "margin", "margin-left", "margin-top", "text-indent"] as const;

function isOffPage(value: string, fontSize: number): boolean {
  const pixels = toPixels(value, fontSize) ?? 0;
  return pixels <= -OFF_PAGE_PIXELS || pixels >= FAR_RIGHT_PIXELS;
}

function isEmptyBox(style: Style, pixels: (property: string) => number | undefined): boolean {
  const clips = ["overflow", "overflow-x", "overflow-y"].some((property) =>
    /hidden|clip/.test(style.get(property) ?? ""),
  );
  const sides = ["height", "width", "max-height", "max-width"].map(pixels);
  return clips && sides.some((side) => side !== undefined && side <= LARGEST_EMPTY_BOX_PIXELS);
}

function isTransformedAway(style: Style, fontSize: number): boolean {
  const isNothing = (value: string | undefined) => value?.split(/[\s,]+/).some((part) => toShare(part) === 0) ?? false;
  if (isNothing(style.get("scale")) || isNothing(style.get("zoom"))) return true;
  const transform = ["transform", "-webkit-transform"].map((property) => style.get(property) ?? "").join(" ");
  return [...transform.matchAll(/([a-z0-9]+)\(([^()]*)\)/g)].some(([, name = "", inside = ""]) => {
    const parts = inside.split(/[\s,]+/).filter((part) => part !== "");
    if (/^(?:scale|matrix)/.test(name))
      return toShare(parts[0] ?? "1") === 0 || (name !== "matrix" && parts.some((part) => toShare(part) === 0));
    if (/^rotate[xy]$/.test(name)) return /^-?(?:90|270)deg$/.test(parts[0] ?? "");
    return name.startsWith("translate") && parts.some((part) => isOffPage(part, fontSize));
  });
}

function isClippedAway(style: Style): boolean {
  const clip = style.get("clip") ?? "";
  const path = style.get("clip-path") ?? style.get("-webkit-clip-path") ?? "";
  if (/^rect\(\s*(?:[01](?:px)?[\s,]*){4}\)$/.test(clip)) return true;
  return /^circle\(\s*0/.test(path) || /^inset\(\s*(?:5\d|[6-9]\d|100)(?:\.\d+)?%\s*\)$/.test(path);
}

function shownBy(visibility: string | undefined): boolean | undefined {
  if (visibility === undefined || visibility === "inherit" || visibility === "unset") return undefined;
  return visibility !== "hidden" && visibility !== "collapse";
}

function opacityOf(style: Style): number {
  const filters = `${style.get("filter") ?? ""} ${style.get("-ms-filter") ?? ""}`;
  const [, filtered = "1"] = /opacity\(\s*([\d.e-]+%?)/.exec(filters) ?? [];
  // Internet Explorer counts in hundredths.
  const [, hundredths = "100"] = /alpha\(\s*opacity\s*=\s*(\d+)/.exec(filters) ?? [];
  const shares = [toShare(style.get("opacity") ?? "1"), toShare(filtered), Number(hundredths) / 100];
  return shares.reduce((product, share) => product * (Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share))), 1);
}

function fontSizeOf(style: Style, inherited: number): number {
  const value = style.get("font-size") ?? style.get("font");
  return value === undefined ? inherited : (toFontSize(value, inherited) ?? inherited);
}

function colourOf(style: Style, inherited: Colour | undefined): Colour | undefined {
  const value = style.get("-webkit-text-fill-color") ?? style.get("color");
  if (value === undefined || /^(?:inherit|unset|currentcolor)$/.test(value)) return inherited;
  return /^(?:initial|revert)$/.test(value) ? black : toColour(value);
}

function backgroundOf(style: Style, behind: Colour | undefined): Colour | undefined {
  const values = ["background", "background-color", "background-image"].map((property) => style.get(property) ?? "");
  const layers = values.join(" ").match(/[a-z-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s,]+/g) ?? [];
  if (layers.some((layer) => /url\(|gradient\(|image\(|var\(/.test(layer))) return undefined;
  const colours = layers.flatMap((layer) => toColour(layer) ?? []).filter(({ alpha }) => alpha >= 0.5);
  return colours.at(-1) ?? behind;
}
