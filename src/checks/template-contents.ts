import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import { findActiveContent } from "./active-content.ts";
import { foldDigits } from "./digit-folding.ts";
import type { Finding } from "./finding.ts";
import { readHtml } from "./html-text.ts";
import { withoutOriginBoundLine } from "./origin-bound.ts";
import { holdsCardNumber } from "./other-cards.ts";
import {
  judgeTemplates,
  placeIn,
  renderSample,
  type SoundTemplate,
  soundTemplates,
  type TemplateFault,
} from "./template-judgement.ts";

/** TP-06: no security code, PIN or card number. Source: PCI DSS 3.3.1, 4.2.2 (36)(37). */
export const checkNoCardLiterals = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "TP-06",
      expected: "no security code, no PIN, and no more of a card number than its placeholder",
      hint: "Remove it: only the code and the last four digits of the card may be in the message.",
    },
    soundTemplates(folder, ["sms", "subject", "text", "html"]).flatMap(cardLiterals),
  );

/** TP-10: no link in an SMS; the origin-bound line is none. Source: [A]. */
export const checkNoLinks = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "TP-10",
      expected: "an SMS without a link",
      hint: "Remove the link: readers are told never to follow one from an SMS that speaks of their card.",
      keyword: "SHOULD",
    },
    soundTemplates(folder, ["sms"]).flatMap((template) => {
      const written = withoutOriginBoundLine(renderSample(template, "0", "0000"));
      const link = linkPattern.exec(written)?.[0];
      return link === undefined
        ? []
        : [{ place: placeIn(template, template.source.indexOf(link)), what: `a link: ${link}` }];
    }),
  );

/** EM-08: no script, form or remote content. Source: [A]. */
export const checkNoActiveTemplate = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "EM-08",
      expected: "HTML that runs nothing, asks nothing and fetches nothing",
      hint: "Remove it: mail readers block it, and what they fetch tells strangers that the mail was opened.",
      keyword: "SHOULD",
    },
    soundTemplates(folder, ["html"]).flatMap((template) =>
      findActiveContent(template.source).map(({ what, offset }) => ({ place: placeIn(template, offset), what })),
    ),
  );

/** Before a number, words that say that it is something else's: an order, an account. */
const LONGEST_LABEL = 40;

const LABEL = "(?<!\\p{L})(?:CV[VC]2?|CSC|CID|PIN|security code|Prüfziffer|código de seguridad|code de sécurité)";
const patterns: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`${LABEL}(?: code| is)?[ \\t:=#(]{0,3}[0-9]{3,12}(?![0-9])`, "giu"),
    "a security code or PIN with its label",
  ],
  [/(?<![0-9])[0-9]{4}[ -]?(?:[0-9]{2})?[ -]?(?:[*•#]|[xX]{2}|\.{2}|…)/gu, "leading digits before a mask"],
];

function cardLiterals(template: SoundTemplate): readonly TemplateFault[] {
  const text = template.pieces.map((piece) => (piece.kind === "text" ? piece.text : " ")).join("");
  const written = foldDigits(template.part === "html" ? wordsOf(text) : text);
  const numbers = [...written.matchAll(/(?<![0-9+])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])/g)].filter(({ 0: run, index }) =>
    holdsCardNumber(written.slice(Math.max(0, index - LONGEST_LABEL), index + run.length)),
  );
  const labelled = patterns.flatMap(([pattern, what]) =>
    [...written.matchAll(pattern)].map(([found]) => [found, what] as const),
  );
  return [...numbers.map(([found]) => [found, "a card number"] as const), ...labelled].map(([found, what]) => ({
    place: placeIn(template, template.source.indexOf(found)),
    what,
  }));
}

/** What an HTML part says, to the eye or not: without its markup, styles and colours. */
function wordsOf(html: string): string {
  const { visible, hiddenWords } = readHtml(html);
  return `${visible}\n${hiddenWords}`;
}

const linkPattern =
  /(?:https?:\/\/|www\.)[^\s]+|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|io|app|bank|example|test|co|me|eu|link|ly|de|fr|es|it|uk|us|ch|at|nl|be|pl|pt|ru|gr|tr|in|cn|jp|kr|th|il|ae|sa|br|mx)(?![\w-])(?:\/[^\s]*)?/iu;
