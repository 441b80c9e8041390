import type { Verdict } from "../verdict/verdict.ts";
import type { ResultDocument } from "./result-document.ts";
import { verdictWords } from "./wording.ts";
import { escapeXml } from "./xml-text.ts";

const colourOf: Readonly<Record<Verdict, string>> = {
  CONFORMANT: "#1a7f37",
  CONFORMANT_WITH_WARNINGS: "#9a6700",
  NOT_CONFORMANT: "#cf222e",
  INCOMPLETE: "#57606a",
};

const LABEL = "stepproof";
const PX_PER_LETTER = 7;
const MARGIN_PX = 10;
const HEIGHT_PX = 20;

/** `badge.svg`: the verdict for a README; nothing is fetched for it. */
export function renderBadge({ verdict, plan }: ResultDocument): string {
  const words = verdictWords(verdict).toLowerCase() + (plan === "filtered" ? " (part)" : "");
  const [left, right] = [widthOf(LABEL), widthOf(words)];
  const title = escapeXml(`${LABEL}: ${words}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT_PX}" role="img" aria-label="${title}">
<title>${title}</title>
<rect width="${left}" height="${HEIGHT_PX}" fill="#24292f"/>
<rect x="${left}" width="${right}" height="${HEIGHT_PX}" fill="${colourOf[verdict]}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
${label(LABEL, 0, left)}
${label(words, left, right)}
</g>
</svg>
`;
}

const widthOf = (text: string): number => text.length * PX_PER_LETTER + 2 * MARGIN_PX;

/** Stretched to its place, whatever font the reader has. */
const label = (text: string, from: number, width: number): string =>
  `<text x="${from + width / 2}" y="14" textLength="${width - 2 * MARGIN_PX}">${escapeXml(text)}</text>`;
