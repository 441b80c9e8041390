import type { Style } from "./css-declarations.ts";
import { toDegrees, toShare } from "./css-values.ts";

/** Whether clipping leaves nothing of an element's box: `clip`, and the shapes of `clip-path`. Source: CSS Masking 1, [A]. */
export function isClippedAway(style: Style): boolean {
  const path = style.get("clip-path") ?? style.get("-webkit-clip-path") ?? "";
  const [, shape = "", inside = ""] = /^([a-z]+)\(([^()]*)\)/.exec(path) ?? [];
  return isEmptyRectangle(style.get("clip") ?? "") || (emptyShapes.get(shape)?.(wordsOf(inside)) ?? false);
}

/** Whether a transform leaves no width or no height: scaled to nothing, or seen from the edge. Source: CSS Transforms 2, [A]. */
export function isFlattened(style: Style): boolean {
  if ([style.get("scale"), style.get("zoom")].some((value = "") => wordsOf(value).some(isNothing))) return true;
  const turned = wordsOf(style.get("rotate") ?? "");
  if (/^[xy]$/.test(turned[0] ?? "") && isSeenFromEdge(turned[1] ?? "")) return true;
  return transformsOf(style).some(({ name, words }) => {
    if (name.startsWith("scale")) return words.some(isNothing);
    if (/^rotate[xy]$/.test(name)) return isSeenFromEdge(words[0] ?? "");
    return name.startsWith("matrix") && isFlat(words.map(Number), name === "matrix" ? [0, 3, 1, 2] : [0, 5, 1, 4]);
  });
}

/** The functions of `transform`, in order. */
export function transformsOf(style: Style): readonly { readonly name: string; readonly words: readonly string[] }[] {
  const transform = ["transform", "-webkit-transform"].map((property) => style.get(property) ?? "").join(" ");
  const functions = transform.matchAll(/([a-z0-9]+)\(([^()]*)\)/g);
  return [...functions].map(([, name = "", inside = ""]) => ({ name, words: wordsOf(inside) }));
}

type Words = readonly string[];

const emptyShapes: ReadonlyMap<string, (words: Words) => boolean> = new Map([
  ["circle", (words: Words) => isNothing(words[0] ?? "")],
  ["ellipse", (words: Words) => words.slice(0, 2).some(isNothing)],
  ["inset", isEmptyInset],
  ["rect", (words: Words) => isEmptyRectangle(`rect(${words.slice(0, 4).join(" ")})`)],
  ["xywh", (words: Words) => words.slice(2, 4).some(isNothing)],
  ["polygon", isEmptyPolygon],
]);

/** Top, right, bottom and left, as `margin` lists them; only shares of the box can be told to meet. */
function isEmptyInset(words: Words): boolean {
  const end = words.indexOf("round");
  const sides = words.slice(0, end < 0 ? undefined : end);
  const [top = "", right = top, bottom = top, left = right] = sides;
  const meet = (one: string, other: string) => [one, other].every(isShare) && toShare(one) + toShare(other) >= 1;
  return meet(top, bottom) || meet(right, left);
}

const isShare = (word: string): boolean => /^[\d.]+%$/.test(word) || isNothing(word);

/** What is left of a box that only screen readers shall find has a pixel at most. */
function isEmptyRectangle(clip: string): boolean {
  const [, inside = ""] = /^rect\(([^()]*)\)$/.exec(clip) ?? [];
  const edges = wordsOf(inside).map((word) => (/^-?[\d.]+(?:px)?$/.test(word) ? Number.parseFloat(word) : Number.NaN));
  const [top = Number.NaN, right = Number.NaN, bottom = Number.NaN, left = Number.NaN] = edges;
  return bottom - top <= 1 || right - left <= 1;
}

/** No area inside: all corners in one place, or in one line. */
function isEmptyPolygon(words: Words): boolean {
  const corners = words.filter((word) => word !== "nonzero" && word !== "evenodd");
  const units = new Set(corners.filter((word) => !isNothing(word)).map((word) => word.replace(/^[-+\d.e]+/, "")));
  const numbers = corners.map((word) => Number.parseFloat(word));
  if (units.size > 1 || numbers.length < 2 || numbers.some(Number.isNaN)) return false;
  const [x, y] = [0, 1].map((offset) => numbers.filter((_, index) => index % 2 === offset));
  const areas = x?.map((from, index) => {
    const next = (index + 1) % x.length;
    return from * (y?.[next] ?? 0) - (x[next] ?? 0) * (y?.[index] ?? 0);
  });
  return areas?.reduce((sum, area) => sum + area, 0) === 0;
}

/** Whether the surface that the matrix spans, its determinant, is none. */
function isFlat(matrix: readonly number[], [a, d, b, c]: readonly [number, number, number, number]): boolean {
  const at = (place: number) => matrix[place] ?? Number.NaN;
  return Math.abs(at(a) * at(d) - at(b) * at(c)) < 0.001;
}

const isSeenFromEdge = (angle: string): boolean => Math.abs(Math.cos((toDegrees(angle) * Math.PI) / 180)) < 0.02;

const isNothing = (word: string): boolean => /^[+-]?(?:0+\.?0*|\.0+)(?:e[+-]?\d+)?[a-z%]*$/.test(word);

const wordsOf = (text: string): Words => text.split(/[\s,]+/).filter((word) => word !== "");
