import type { CapturedMail, CapturedSms } from "../messages/captured-message.ts";
import { type Check, fail, notApplicable, pass } from "./finding.ts";
import { concludeForm } from "./mail-verdict.ts";

/** How a mail is opened: the width of the screen in CSS pixels, and whether the reader likes it dark. */
export interface MailView {
  readonly name: string;
  readonly width: number;
  /** Of the screen; pictures are as high as the page. Default 800. */
  readonly height?: number;
  readonly scheme: "light" | "dark";
}

/** A phone and a desktop, each light and dark. */
export const mailViews: readonly MailView[] = [
  { name: "phone, light", width: 390, scheme: "light" },
  { name: "phone, dark", width: 390, scheme: "dark" },
  { name: "desktop, light", width: 1280, scheme: "light" },
  { name: "desktop, dark", width: 1280, scheme: "dark" },
];

/** In px of the page, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the eye gets of one character. */
export interface Ink {
  /** From its highest to its lowest trace, px of the page; 0 where there is none. */
  readonly height: number;
  /** The strongest contrast of any of its points with what lies below: 1, none, to 21. */
  readonly contrast: number;
}

/** One place where a text stands in a page. */
export interface SeenPlace {
  /** The letters' size as drawn, px of the page. */
  readonly fontPx: number;
  /** One a character. */
  readonly characters: readonly Ink[];
  /** Why not all of it is seen, where the page's geometry tells. */
  readonly obstacle?: string;
}

/** Where the code and the card's last four stand in one view of a mail. */
export interface ViewSight {
  readonly view: MailView;
  readonly code: readonly SeenPlace[];
  readonly suffix: readonly SeenPlace[];
}

/** What was seen of a mail's HTML part in a browser. */
export interface MailSight {
  readonly views: readonly ViewSight[];
  /** Addresses that the mail asked for by itself. */
  readonly requests: readonly string[];
}

/** Undefined: the mail has no HTML part. */
interface Seen {
  readonly sight: MailSight | undefined;
}

/** Below this, people with good eyes confuse digits on a phone: mail clients enlarge smaller text by themselves. [A] */
const SMALLEST_PX = 10;
/** WCAG 2.2 success criterion 1.4.11: what has to be made out at all. */
const LEAST_CONTRAST = 3;
/** Digits and capitals are 0.7 of their font's size, the lowest letters 0.5: of what is lower, a piece was cut off. */
const LEAST_HEIGHT = 0.45;

/** EM-15: code and masked suffix are seen, every character, on phone and desktop, light and dark. Source: [A] on WCAG 2.2. */
export const checkSeen: Check<CapturedMail, Seen> = (mail, { sight }) => {
  const expected = `the code and the card's last four digits, whole, at least ${SMALLEST_PX} px large with a contrast of ${LEAST_CONTRAST}:1`;
  const hint =
    "Show code and digits as plain text, dark on light or light on dark, where nothing clips or covers them.";
  if (!sight) return withoutHtml("EM-15", mail, expected);
  const faults = sight.views.flatMap((seen) => faultsOf(seen).map((fault) => `${seen.view.name}: ${fault}`));
  const held = `seen at ${sight.views.map(({ view }) => view.name).join("; ")}`;
  return concludeForm("EM-15", mail, { expected, hint, faults, held });
};

/** What axe found wrong with an HTML part. */
export interface AccessibilityFault {
  /** axe's id of the rule. */
  readonly rule: string;
  readonly what: string;
  /** In how many places. */
  readonly places: number;
}

/** EM-16: the HTML part passes axe's rules for WCAG 2 A and AA. Source: WCAG 2.2; that mail must is [A]. */
export const checkAccessible: Check<CapturedMail, { readonly faults: readonly AccessibilityFault[] }> = (
  mail,
  { faults },
) => {
  const expected = "an HTML part that everybody can use: WCAG 2, levels A and AA";
  if (mail.html === undefined) return withoutHtml("EM-16", mail, expected);
  const found = faults.map(({ rule, what, places }) => `${what} (${rule}, ${places}x)`);
  const hint = "Mend what axe names: its page on each rule is at https://dequeuniversity.com/rules/axe.";
  return concludeForm("EM-16", mail, {
    expected,
    hint,
    faults: found,
    held: "nothing found by axe",
    keyword: "SHOULD",
  });
};

/** EM-17: opening the mail fetches nothing. Source: [A]. */
export const checkNothingFetched: Check<CapturedMail, Seen> = (mail, { sight }) => {
  const expected = "no request when the mail is opened";
  if (!sight) return withoutHtml("EM-17", mail, expected);
  const hosts = new Set(sight.requests.map(hostOf));
  const verdict = { expected, evidence: [mail.id] };
  if (hosts.size === 0) return pass("EM-17", { ...verdict, actual: "nothing was asked for" });
  const hint = "Carry pictures and styles in the mail itself: what it fetches tells strangers that it was opened.";
  return fail("EM-17", { ...verdict, actual: `asked ${[...hosts].join(", ")}`, hint });
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "an unreadable address");

/** SM-11: of every character some font has a picture, as phones carry them. Source: [A]. */
export const checkLettersKnown: Check<CapturedSms, { readonly boxes: readonly string[] }> = (sms, { boxes }) =>
  concludeForm("SM-11", sms, {
    keyword: "SHOULD",
    expected: "characters of which phones have a picture",
    held: "every character has one",
    faults: boxes.map((character) => `${nameOf(character)} is shown as a box`),
    hint: "Write words in place of signs that only one maker's phones know.",
  });

const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

function faultsOf({ code, suffix }: ViewSight): readonly string[] {
  return [faultOf("the code", code), faultOf("the card's suffix", suffix)].filter((fault) => fault !== undefined);
}

/** One good place is enough to be read; a bad one beside it is a matter of hidden text (EM-09). */
function faultOf(name: string, places: readonly SeenPlace[]): string | undefined {
  const faults = places.map(faultAt);
  return faults.includes(undefined) ? undefined : `${name} ${faults[0] ?? "is not there"}`;
}

function faultAt({ fontPx, characters, obstacle }: SeenPlace): string | undefined {
  // Of letters that small there may be no ink to measure: their size says more.
  if (fontPx > 0 && fontPx < SMALLEST_PX) return `is ${fontPx.toFixed(1)} px small`;
  const unseen = characters.filter(({ height }) => height < 1).length;
  if (unseen === characters.length) return obstacle ?? "cannot be seen";
  if (unseen > 0) return `lacks ${unseen} of ${characters.length} characters`;
  const faintest = Math.min(...characters.map(({ contrast }) => contrast));
  if (faintest < LEAST_CONTRAST) return `is faint, contrast ${faintest.toFixed(1)}:1`;
  return characters.some(({ height }) => height < fontPx * LEAST_HEIGHT) ? "is cut off" : undefined;
}

const withoutHtml = (requirement: string, { id }: CapturedMail, expected: string) =>
  notApplicable(requirement, { expected, actual: "no HTML part", hint: "Plain text hides nothing.", evidence: [id] });
