import { results } from "../../checks/finding.ts";
import type { Envelope } from "../../verdict/envelope.ts";
import { groupBy } from "../../verdict/group-by.ts";
import type { ScenarioResult } from "../../verdict/judge-run.ts";
import type { LocatedFinding } from "../../verdict/requirement-result.ts";
import { colours, worstOf } from "../../verdict/severity.ts";
import { PICTURES_FOLDER, picturesOf } from "../picture-facts.ts";
import type { ResultDocument } from "../result-document.ts";
import { rerunCommand } from "../wording.ts";
import { collectScenes, type Scene } from "./scenes.ts";
import type { Judgement, Outcome, Story, StoryPicture } from "./story.ts";

/** Of a text in the page, characters: whoever wants more finds it in result.json. */
const MOST_CHARACTERS = 1_000;

/** Every scenario of a run as the report tells it, in the order of the run. */
export function toStories(document: ResultDocument, envelopes: readonly Envelope[]): readonly Story[] {
  const scenes = new Map(collectScenes(envelopes).map((scene) => [scene.place, scene]));
  const findings = groupBy(
    document.requirements.flatMap((requirement) => requirement.findings.map(waivedBy(requirement.result))),
    ({ scenario }) => (scenario ? placeOf(scenario) : ""),
  );
  return document.scenarios.map((scenario) => {
    const place = placeOf(scenario);
    const scene = scenes.get(place) ?? { place, feature: scenario.uri, steps: [], flow: { calls: [] } };
    return toStory(scenario, scene, findings.get(place) ?? [], document.seed);
  });
}

export const placeOf = ({ uri, line }: { readonly uri: string; readonly line: number }): string => `${uri}:${line}`;

/** Accepted by somebody, so it is nobody's failure. */
const waivedBy = (result: Outcome) => (finding: LocatedFinding) =>
  result === "WAIVED" && colours[finding.result] === "red" ? { ...finding, result } : finding;

function toStory(
  scenario: ScenarioResult,
  { place, feature, steps, flow }: Scene,
  findings: readonly LocatedFinding[],
  seed: string,
): Story {
  const numbers = new Map(flow.calls.map(({ id }, index) => [id, index + 1]));
  return {
    name: scenario.name,
    place,
    feature,
    outcome: outcomeOf(scenario, findings),
    durationMs: Math.round(scenario.durationMs),
    attempts: scenario.attempts,
    steps: steps.map((step) => (step.failure ? { ...step, failure: cut(step.failure) } : step)),
    judgements: toJudgements(findings, numbers),
    ...flow,
    calls: flow.calls.map(({ id: _, ...call }) => call),
    pictures: picturesOf(scenario).map(toPicture),
    rerun: rerunCommand({ scenario }, seed) ?? "",
  };
}

function outcomeOf({ status }: ScenarioResult, findings: readonly LocatedFinding[]): Outcome {
  const worst = worstOf(findings.map(({ result }) => result)) ?? "PASS";
  if (status === "SKIPPED" && colours[worst] !== "red") return "SKIPPED";
  const isExplained = status === "PASSED" || colours[worst] === "red" || worst === "WAIVED";
  return isExplained ? worst : "ERROR";
}

function toJudgements(findings: readonly LocatedFinding[], numbers: ReadonlyMap<string, number>): readonly Judgement[] {
  const alike = groupBy(findings, ({ requirement, result, expected, actual, hint }) =>
    JSON.stringify([requirement, result, expected, actual, hint]),
  );
  return [...alike.values()]
    .map((same) => toJudgement(same, numbers))
    .toSorted((one, other) => results.indexOf(other.result) - results.indexOf(one.result));
}

function toJudgement(same: readonly LocatedFinding[], numbers: ReadonlyMap<string, number>): Judgement {
  const [finding] = same;
  if (!finding) throw new RangeError("a group has a member");
  const { requirement, result, expected, actual, hint, attribution, place, correction } = finding;
  const calls = same.flatMap(({ evidence }) => evidence.flatMap((id) => numbers.get(id) ?? []));
  // What holds needs no advice.
  const isGood = colours[result] === "green";
  return {
    requirement,
    result,
    expected: cut(expected),
    actual: cut(actual),
    ...(hint !== undefined && !isGood && { hint: cut(hint) }),
    ...(attribution && { attribution }),
    ...(place !== undefined && { file: place }),
    ...(correction && { correction }),
    times: same.length,
    calls: [...new Set(calls)],
  };
}

const toPicture = ({ file, channel, language, view }: ReturnType<typeof picturesOf>[number]): StoryPicture => ({
  file: `${PICTURES_FOLDER}/${file}`,
  of: `${channel} in ${language}`,
  view,
});

const cut = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)} … (the rest is in result.json)`;
