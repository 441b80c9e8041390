import { fail, pass, warn } from "../../checks/finding.ts";
import type { FlowCall } from "../../evidence/flow.ts";
import type { Requirement } from "../../verdict/catalogue.ts";
import { judgeRun } from "../../verdict/judge-run.ts";
import { type ScenarioSketch, sketchAttempt, sketchRun } from "../../verdict/run-sketch.fixture.ts";
import { toResultDocument } from "../result-document.ts";
import type { ReportSources } from "./render-report.ts";

/** Texts of outsiders that a made-up run is full of; plain ones unless a test wants others. */
export interface RunWords {
  readonly name?: string;
  readonly actual?: string;
  readonly text?: string;
}

interface RunSketch extends RunWords {
  /** The number of the first scenario; the tenth is the first that fails. */
  readonly first?: number;
}

const ids = Array.from(
  { length: 135 },
  (_, index) => `R${"ABCDEFG"[index % 7]}-${String(index % 90).padStart(2, "0")}`,
);

const catalogue = [...new Set(ids)].map(
  (id) =>
    ({
      ...{ id, rule: `What ${id} demands of the message, in one sentence of a usual length.`, keyword: "MUST" },
      ...{ underTest: "d1", source: "RFC 5321", basis: "documented", profile: "base", advice: `Mend ${id}.` },
    }) as Requirement,
);

/** A run as full as real ones: 16 findings a scenario, ten calls, two messages; every seventh scenario fails. */
export function sketchSources(scenarios: number, { first = 0, ...words }: RunSketch = {}): ReportSources {
  const envelopes = sketchRun(Array.from({ length: scenarios }, (_, index) => sketchScenario(first + index, words)));
  const result = judgeRun(envelopes, { catalogue, plan: "filtered" });
  const facts = { version: "0.1.0", seed: "42", startedAt: 0, finishedAt: 9_500 };
  return { document: toResultDocument(result, facts), envelopes, catalogue };
}

function sketchScenario(
  index: number,
  { name = "a code arrives", actual = "nothing", text = "Your code" }: RunWords,
): ScenarioSketch {
  const isBad = index % 7 === 3;
  const findings = Array.from({ length: 16 }, (_, nth) => {
    const id = catalogue[(index * 5 + nth) % catalogue.length]?.id ?? "";
    const verdict = {
      expected: `what ${id} expects`,
      actual: `found ${nth} of ${id}`,
      evidence: [`x${nth % 10}`, "sms-1"],
    };
    return pass(id, verdict);
  });
  const [first] = findings;
  const complaint = {
    expected: "the code as issued",
    actual: `${actual} ${index}`,
    hint: "Mend it.",
    evidence: ["sms-1"],
  };
  const wrong = index % 14 === 3 ? warn : fail;
  return {
    name: `${name}, number ${index}`,
    uri: `features/group-${index % 12}/a-feature-of-usual-length.feature`,
    line: 10 + index,
    tags: findings.map(({ requirement }) => `@${requirement}`),
    steps: [
      "an End User with a phone on file",
      `they add card ${index} to their wallet`,
      "their phone receives one message",
    ],
    attempts: [
      sketchAttempt({
        status: isBad && wrong === fail ? "FAILED" : "PASSED",
        failure: "RequirementBroken: …",
        findings: isBad && first ? [...findings, wrong(first.requirement, complaint)] : findings,
        flow: { calls: callsOf(index, text), omitted: { after: 4, calls: 3 } },
        durationMs: 20 + (index % 90),
      }),
    ],
  };
}

function callsOf(index: number, text: string): readonly FlowCall[] {
  const calls = Array.from({ length: 10 }, (_, nth) => ({
    ...{ id: `x${nth}`, at: nth * (index % 3), from: "tsp" as const, to: "d1" as const },
    ...{ what: nth % 2 === 0 ? "authorizeService" : "deliverActivationCode", status: `200 OUTCOME_${index % 20}` },
  }));
  const message = { at: 30, from: "d1" as const, to: "sms" as const, what: "SMS", status: "gsm7", title: "Meridale" };
  const words = `${text} [otp] adds your card in scenario ${index}. Never share it, not even with us.`;
  return [...calls, { ...message, id: "sms-1", text: words }, { ...message, id: "sms-2", text: `${words} Again.` }];
}
