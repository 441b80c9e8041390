import { describeAccounts } from "../evidence/ledger.ts";
import { toHarmless } from "../harmless-text.ts";
import type { RequirementResult } from "../verdict/requirement-result.ts";
import { GALLERY_FILE, hasPictures } from "./picture-facts.ts";
import type { ResultDocument } from "./result-document.ts";
import { complaintsOf, countWords, decisiveFindings, rerunCommand, unjudgedMusts, verdictWords } from "./wording.ts";

/** `summary.md`: what a pull request or a build page shows of a run. */
export function renderMarkdown(document: ResultDocument): string {
  const { verdict, counts, accounts, plan, problems, notices, seed, stepproof, startedAt } = document;
  const complaints = complaintsOf(document);
  const musts = unjudgedMusts(document);
  const lines = [
    `# Stepproof: ${verdictWords(verdict)}`,
    "",
    `- ${countWords("requirement", counts.requirements)}${plan === "filtered" ? " (selected scenarios only)" : ""}`,
    `- ${countWords("scenario", counts.scenarios)}`,
    ...(accounts ? [`- Messages: ${describeAccounts(accounts)}`] : []),
    `- Stepproof ${stepproof}, seed \`${seed}\`, started ${startedAt}`,
    ...problems.map((problem) => `- **Problem:** ${inCell(problem)}`),
    ...notices.map((notice) => `- **Note:** ${inCell(notice)}`),
    ...(hasPictures(document) ? [`- [The messages as pictures](${GALLERY_FILE})`] : []),
    ...(musts.length > 0 ? [`- **Not judged:** ${musts.join(", ")}`] : []),
    ...(complaints.length > 0 ? ["", ...table(complaints)] : []),
    ...complaints.flatMap((requirement) => reruns(requirement, seed)),
  ];
  return `${lines.join("\n")}\n`;
}

function table(complaints: readonly RequirementResult[]): readonly string[] {
  return [
    "| result | requirement | expected | actual | fix |",
    "|---|---|---|---|---|",
    ...complaints.map((requirement) => {
      const finding = decisiveFindings(requirement)[0];
      const cells = [finding?.expected, finding?.actual, finding?.hint ?? requirement.advice].map(inCell);
      return `| ${requirement.result} | ${requirement.id} ${inCell(requirement.rule)} | ${cells.join(" | ")} |`;
    }),
  ];
}

function reruns(requirement: RequirementResult, seed: string): readonly string[] {
  const command = decisiveFindings(requirement).map((finding) => rerunCommand(finding, seed))[0];
  return command ? ["", `${requirement.id}: \`${command}\``] : [];
}

/** A text may hold anything; in a table cell it must stay one line, one cell, and no markup. */
function inCell(text = ""): string {
  return toHarmless(text.replace(/\s+/g, " ")).replace(/[\\|<>*_`[\]]/g, "\\$&");
}
