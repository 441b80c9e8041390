import type { CapturedMail } from "../messages/captured-message.ts";
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

/** One character of the code or the suffix, as it is seen. Lengths are CSS pixels. */
export interface CharacterSight {
  readonly word: "code" | "suffix";
  /** Which of the places where the words stand. */
  readonly occurrence: number;
  readonly character: string;
  readonly left: number;
  readonly right: number;
  readonly heightPx: number;
  /** Against what lies behind it, 1-21; 1 where it makes no difference to the picture. */
  readonly contrast: number;
}

/** What was seen of a mail's HTML part in a browser. */
export interface MailSight {
  readonly view: MailView;
  readonly characters: readonly CharacterSight[];
  /** What the mail asked for by itself. */
  readonly requests: readonly string[];
  /** PNG. Shows secrets. */
  readonly picture: Buffer;
}

interface Sights {
  readonly sights: readonly MailSight[];
}

/** Below this, people with good eyes do not read digits on a phone: mail clients enlarge smaller text by themselves. [A] */
const SMALLEST_PX = 10;
/** WCAG 2.2 success criterion 1.4.11: what has to be made out at all. */
const LEAST_CONTRAST = 3;

/** EM-15: code and masked suffix are seen, every character, on phone and desktop, light and dark. Source: [A] on WCAG 2.2. */
export const checkSeen: Check<CapturedMail, Sights> = (mail, { sights }) => {
  const expected = `the code and the card's last four digits, every character at least ${SMALLEST_PX} px high with a contrast of ${LEAST_CONTRAST}:1`;
  const hint =
    "Show code and digits as plain text, dark on light or light on dark, where nothing clips or covers them.";
  if (sights.length === 0) return withoutHtml("EM-15", mail, expected);
  const faults = sights.flatMap((sight) => faultsOf(sight).map((fault) => `${sight.view.name}: ${fault}`));
  const held = `seen at ${sights.map(({ view }) => view.name).join("; ")}`;
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
export const checkNothingFetched: Check<CapturedMail, Sights> = (mail, { sights }) => {
  const expected = "no request when the mail is opened";
  if (sights.length === 0) return withoutHtml("EM-17", mail, expected);
  const hosts = new Set(sights.flatMap(({ requests }) => requests).map(hostOf));
  const verdict = { expected, evidence: [mail.id] };
  if (hosts.size === 0) return pass("EM-17", { ...verdict, actual: "nothing was asked for" });
  const hint = "Carry pictures and styles in the mail itself: what it fetches tells strangers that it was opened.";
  return fail("EM-17", { ...verdict, actual: `asked ${[...hosts].join(", ")}`, hint });
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "an unreadable address");

function faultsOf({ view, characters }: MailSight): readonly string[] {
  return (["code", "suffix"] as const).flatMap((word) => {
    const own = characters.filter((character) => character.word === word);
    const places = [...new Set(own.map(({ occurrence }) => occurrence))].map((place) =>
      own.filter(({ occurrence }) => occurrence === place),
    );
    const complaints = places.map((place) => complaintOf(place, view));
    // One good place is enough to be read; a bad one beside it is a matter of hidden text (EM-09).
    if (complaints.some((complaint) => complaint === undefined)) return [];
    return [`${names[word]} ${complaints[0] ?? "is not there"}`];
  });
}

const names = { code: "the code", suffix: "the card's digits" } as const;

function complaintOf(place: readonly CharacterSight[], { width }: MailView): string | undefined {
  const worst = (pick: (character: CharacterSight) => number) => Math.min(...place.map(pick));
  const contrast = worst((character) => character.contrast);
  if (contrast < LEAST_CONTRAST)
    return contrast < 1.05 ? "cannot be seen" : `is faint, contrast ${contrast.toFixed(1)}:1`;
  const height = worst(({ heightPx }) => heightPx);
  if (height < SMALLEST_PX) return `is ${height.toFixed(1)} px high`;
  const isOutside = place.some(({ left, right }) => left < 0 || right > width);
  return isOutside ? "lies outside the screen" : undefined;
}

const withoutHtml = (requirement: string, { id }: CapturedMail, expected: string) =>
  notApplicable(requirement, { expected, actual: "no HTML part", hint: "Plain text hides nothing.", evidence: [id] });
