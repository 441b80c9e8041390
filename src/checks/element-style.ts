import type { DefaultTreeAdapterTypes } from "parse5";
import { type Declaration, parseDeclarations, type Style } from "./css-declarations.ts";
import { type Selectable, type StyleRule, selects } from "./css-rules.ts";

type Element = DefaultTreeAdapterTypes.Element;

/** An element's style as far as it can be told, and as it may be if every rule in doubt holds, too. */
export interface ElementStyles {
  readonly certain: Style;
  readonly possible: Style;
  /** Whether something bears on it that cannot be computed at all. */
  readonly obscure: boolean;
}

/** Bears on whether text is seen, and cannot be computed. */
const uncomputable = /\b(?:var|calc|env|min|max|clamp)\(/;
const bearsOnSight =
  /^(?:display|visibility|opacity|color|font|font-size|max-height|left|text-indent|transform|clip|clip-path)$/;

/** Styles an element by attributes, style sheet and style attribute, in that order. Source: CSS Cascade 4, as far as mail needs it. */
export function stylesOf(element: Element, rules: readonly StyleRule[]): ElementStyles {
  const selectable = toSelectable(element);
  const matching = rules.filter(({ selector }) => selects(selector, selectable));
  const inline = parseDeclarations(attributeOf(element, "style") ?? "");
  const own = matching.filter(({ selector }) => !selector.generated);
  const everything = [...own.flatMap(({ declarations }) => declarations), ...inline];
  return {
    certain: cascade(
      element,
      own.filter(({ selector }) => selector.exact),
      inline,
    ),
    possible: cascade(element, own, inline),
    obscure:
      everything.some(({ property, value }) => bearsOnSight.test(property) && uncomputable.test(value)) ||
      matching.some(addsText),
  };
}

export function attributeOf({ attrs }: Element, wanted: string): string | undefined {
  return attrs.find(({ name }) => name === wanted)?.value;
}

function toSelectable(element: Element): Selectable {
  const names = (attributeOf(element, "class") ?? "").split(/\s+/).filter((name) => name !== "");
  return { tag: element.tagName, id: attributeOf(element, "id") ?? "", classes: new Set(names) };
}

/** `::before` with a letter or digit puts it beside the code. */
const addsText = ({ selector, declarations }: StyleRule): boolean =>
  selector.generated &&
  declarations.some(({ property, value }) => property === "content" && /["'].*[\p{L}\p{N}]/u.test(value));

function cascade(element: Element, rules: readonly StyleRule[], inline: readonly Declaration[]): Style {
  // The sort is stable: among equals the later one wins.
  const sorted = [...rules].sort((a, b) => a.selector.weight - b.selector.weight);
  const ordered = [...presentational(element), ...sorted.flatMap(({ declarations }) => declarations), ...inline];
  const [normal, important] = [ordered.filter((each) => !each.important), ordered.filter((each) => each.important)];
  return [...normal, ...important].filter(({ value }) => !uncomputable.test(value)).reduce(withDeclaration, new Map());
}

/** A shorthand sets back what its longhands said before, and the other way round the later one is read beside it. */
function withDeclaration(style: Map<string, string>, { property, value }: Declaration): Map<string, string> {
  if (property === "font") style.delete("font-size");
  if (property === "background") for (const part of ["color", "image"]) style.delete(`background-${part}`);
  return style.set(property, value);
}

/** What HTML attributes, and browsers themselves, say of style: of less weight than any style sheet. */
function presentational({ tagName, attrs }: Element): readonly Declaration[] {
  return attrs.flatMap(({ name, value }) => {
    if (name === "hidden" || name === "popover") return [declare("display", "none")];
    if (name === "background") return [declare("background-image", "url()")];
    if (name === "bgcolor") return [declare("background-color", withHash(value))];
    if (name === "href" && tagName === "a") return [declare("color", LINK_BLUE)];
    const isTextColour = (tagName === "font" && name === "color") || (tagName === "body" && name === "text");
    return isTextColour ? [declare("color", withHash(value))] : [];
  });
}

const LINK_BLUE = "#0000ee";

const declare = (property: string, value: string): Declaration => ({ property, value, important: false });

/** Old mails write colours without their hash. */
const withHash = (value: string): string =>
  value
    .trim()
    .toLowerCase()
    .replace(/^(?=[0-9a-f]{6}$)/, "#");
