import type { ScannedTemplate } from "../templates/scan-template.ts";
import type { TemplateFolder } from "../templates/scan-template-folder.ts";
import type { Finding } from "./finding.ts";
import { readHtml } from "./html-text.ts";
import { judgeTemplates, placeIn, renderSample, type TemplateFault } from "./template-judgement.ts";

/** Two sentences that share more of their letter pairs say the same: a word may differ, a clause may not be missing. */
const SAME_WORDING = 0.8;
/** What is shorter – a greeting, a label, a signature – may stand in one part alone. An ideograph or syllable counts twice. */
const SHORTEST_SENTENCE = 16;
const LONGEST_QUOTE = 50;

/** TP-14: the text part says what the HTML part says. Source: RFC 2046 §5.1.4: alternatives are of the same content. */
export const checkAlternativesAgree = (folder: TemplateFolder): readonly Finding[] =>
  judgeTemplates(
    {
      requirement: "TP-14",
      expected: "a text part that says the same as the HTML part, sentence by sentence",
      hint: "Take the wording of one part over into the other.",
      keyword: "SHOULD",
    },
    folder.languages.flatMap(({ templates: { text, html } }): readonly TemplateFault[] => {
      if (!text || !html || text.faults.length + html.faults.length > 0) return [];
      const plain = sentencesOf(renderSample(text, "", ""));
      const rich = sentencesOf(readHtml(renderSample(html, "", "")).visible);
      return [
        ...faultsIn(html, { said: rich, elsewhere: plain, other: "the text part" }),
        ...faultsIn(text, { said: plain, elsewhere: rich, other: "the HTML part" }),
      ];
    }),
  );

interface Sentence {
  readonly words: string;
  /** Small letters and digits, and nothing between them. */
  readonly letters: string;
}

interface Comparison {
  readonly said: readonly Sentence[];
  readonly elsewhere: readonly Sentence[];
  readonly other: string;
}

/** One finding a part, for the first sentence that the other lacks. */
function faultsIn(template: ScannedTemplate, { said, elsewhere, other }: Comparison): readonly TemplateFault[] {
  const missing = said.filter((sentence) => weightOf(sentence) >= SHORTEST_SENTENCE && !isSaid(sentence, elsewhere));
  const [first, ...more] = missing;
  if (!first) return [];
  const others = more.length === 0 ? "" : `, nor ${more.length} more`;
  return [
    {
      place: placeIn(template, template.source.indexOf(first.words.slice(0, 12))),
      what: `${other} does not say "${excerpt(first.words)}"${others}`,
    },
  ];
}

/** Word for word, wherever lines are broken, or nearly so as one sentence with the same numbers. */
function isSaid(sentence: Sentence, elsewhere: readonly Sentence[]): boolean {
  const everything = elsewhere.map(({ letters }) => letters).join("");
  if (everything.includes(sentence.letters)) return true;
  return elsewhere.some(
    (other) =>
      likenessOf(sentence.letters, other.letters) >= SAME_WORDING &&
      numbersIn(sentence.words) === numbersIn(other.words),
  );
}

/** Lines, and what full stops part; a colon ends none, for the code may follow it in one part and stand below it in the other. */
const sentencesOf = (text: string): readonly Sentence[] =>
  text
    .split(/\n+|(?<=[.!?]["”»)]?)\s+|(?<=[。！？।])/u)
    .map((words) => words.trim())
    .map((words) => ({
      words,
      letters: words
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, ""),
    }))
    .filter(({ letters }) => letters !== "");

const weightOf = ({ letters }: Sentence): number =>
  letters.length + (letters.match(/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/gu)?.length ?? 0);

const numbersIn = (words: string): string => (words.match(/\p{Nd}+/gu) ?? []).join(" ");

const excerpt = (words: string): string =>
  [...words].length > LONGEST_QUOTE ? `${[...words].slice(0, LONGEST_QUOTE).join("")}…` : words;

/** How much of their pairs of neighbouring letters two texts share, 0-1 (Dice): works without words, so for every script. */
function likenessOf(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const total = sum(pairs) + sum(others);
  const shared = [...pairs].reduce((count, [pair, times]) => count + Math.min(times, others.get(pair) ?? 0), 0);
  return total === 0 ? 1 : (2 * shared) / total;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const letters = [...text];
  const pairs = new Map<string, number>();
  for (const [index, letter] of letters.slice(0, -1).entries()) {
    const pair = letter + (letters[index + 1] ?? "");
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

const sum = (pairs: ReadonlyMap<string, number>): number =>
  [...pairs.values()].reduce((total, times) => total + times, 0);
