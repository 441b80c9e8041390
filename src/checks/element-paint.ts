import { type Colour, contrastOf, mixOver, toColour } from "./css-colours.ts";
import type { Style } from "./css-declarations.ts";
import { toFontSize, toPixels, toShare } from "./css-values.ts";
import { cutsLines, isRemoved } from "./element-removal.ts";

/** How an element's text comes out, given what is around it. */
export interface Paint {
  /** Gone with everything inside: not displayed, off the page, of no size, see-through. */
  readonly gone: boolean;
  /** `visibility`, which an element inside may take back. */
  readonly shown: boolean;
  /** Pixels. */
  readonly fontSize: number;
  /** `letter-spacing`, pixels. */
  readonly spacing: number;
  /** Whether lines that say nothing of their height have none. */
  readonly linesCut: boolean;
  /** Undefined when it cannot be told. */
  readonly colour: Colour | undefined;
  /** What lies behind; undefined for pictures, gradients and what cannot be told. */
  readonly background: Colour | undefined;
  /** 0-1, of the element and all around it. */
  readonly opacity: number;
}

const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };
const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };
/** The page of a dark theme, as browsers paint it. */
const nearlyBlack: Colour = { red: 18, green: 18, blue: 18, alpha: 1 };

/** A page before anything is styled, in a light theme and in a dark one that the page says it is ready for. */
export const barePage: Paint = {
  gone: false,
  shown: true,
  fontSize: 16,
  spacing: 0,
  linesCut: false,
  colour: black,
  background: white,
  opacity: 1,
};
export const bareDarkPage: Paint = { ...barePage, colour: white, background: nearlyBlack };

const SMALLEST_LEGIBLE_PIXELS = 4;
/** #ddd on white has 1.36, #ccc 1.6; WCAG wants 4.5. Under this nobody sees that something stands there. */
const LOWEST_LEGIBLE_CONTRAST = 1.5;
const LOWEST_LEGIBLE_OPACITY = 0.1;
/** Of the font size; a digit is about 0.55 wide: each lies on its neighbour. */
const TIGHTEST_LEGIBLE_SPACING = -0.4;
/** A background that lets more through than this is no ground to stand on, when what lies behind is unknown. */
const THINNEST_GROUND = 0.5;

/** The paint of an element styled so inside another. Source: EM-09 [A]. */
export function paintInside(around: Paint, style: Style): Paint {
  const opacity = around.opacity * opacityOf(style);
  const fontSize = fontSizeOf(style, around.fontSize);
  return {
    gone: around.gone || opacity < LOWEST_LEGIBLE_OPACITY || isRemoved(style, fontSize),
    shown: shownBy(style.get("visibility")) ?? around.shown,
    fontSize,
    spacing: spacingOf(style, fontSize, around.spacing),
    linesCut: cutsLines(style, fontSize) ?? around.linesCut,
    colour: colourOf(style, around.colour),
    background: backgroundOf(style, around.background),
    opacity,
  };
}

/** Whether text painted so reaches the eye. */
export function isLegible(paint: Paint): boolean {
  const { gone, shown, linesCut, colour, background, opacity } = paint;
  if (gone || !shown || linesCut || !hasLegibleSize(paint)) return false;
  if (colour === undefined) return true;
  const alpha = colour.alpha * opacity;
  if (alpha < LOWEST_LEGIBLE_OPACITY) return false;
  if (background === undefined) return true;
  return contrastOf(mixOver({ ...colour, alpha }, background), background) >= LOWEST_LEGIBLE_CONTRAST;
}

const hasLegibleSize = ({ fontSize, spacing }: Paint): boolean =>
  fontSize >= SMALLEST_LEGIBLE_PIXELS && spacing >= TIGHTEST_LEGIBLE_SPACING * fontSize;

/** Whether text painted so, seen or not, leaves a gap where it stands. */
export const takesRoom = ({ gone, fontSize }: Paint): boolean => !gone && fontSize >= SMALLEST_LEGIBLE_PIXELS;

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

function spacingOf(style: Style, fontSize: number, inherited: number): number {
  const value = style.get("letter-spacing");
  if (value === undefined || value === "inherit") return inherited;
  return toPixels(value, fontSize) ?? 0;
}

function colourOf(style: Style, inherited: Colour | undefined): Colour | undefined {
  // Letters cut out of a background have its colours.
  const clip = style.get("background-clip") ?? style.get("-webkit-background-clip") ?? "";
  if (clip.includes("text")) return undefined;
  const value = style.get("-webkit-text-fill-color") ?? style.get("color");
  if (value === undefined || /^(?:inherit|unset|currentcolor)$/.test(value)) return inherited;
  return /^(?:initial|revert)$/.test(value) ? black : toColour(value);
}

function backgroundOf(style: Style, behind: Colour | undefined): Colour | undefined {
  const values = ["background", "background-color", "background-image"].map((property) => style.get(property) ?? "");
  const layers = values.join(" ").match(/[a-z-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s,]+/g) ?? [];
  if (layers.some((layer) => /url\(|gradient\(|image\(|image-set\(|var\(/.test(layer))) return undefined;
  const colour = layers.flatMap((layer) => toColour(layer) ?? []).at(-1);
  if (colour === undefined) return behind;
  if (behind === undefined) return colour.alpha >= THINNEST_GROUND ? colour : undefined;
  return mixOver(colour, behind);
}
