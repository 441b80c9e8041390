import { appendFile, mkdir } from "node:fs/promises";
import path from "node:path";
import type { Finding } from "../src/checks/finding.ts";
import {
  type EvidenceLinks,
  type EvidenceRecord,
  recordExchange,
  recordMessage,
} from "../src/evidence/record-evidence.ts";
import type { Scenario } from "./scenario.ts";

/** Where a run wants its evidence. */
export interface EvidencePlace {
  readonly folder: string;
  readonly salt: string;
}

/** Appends all that was said in a scenario to this worker's file, a line each. */
export async function keepEvidence(
  scenario: Scenario,
  { uri, line, findings }: { readonly uri: string; readonly line: number; readonly findings: readonly Finding[] },
  { folder, salt }: EvidencePlace,
): Promise<void> {
  const { secrets } = scenario.worker.bed;
  const kept = { known: secrets.known(), redact: (text: string) => secrets.redact(text), salt };
  const links: EvidenceLinks = {
    scenario: `${uri}:${line}`,
    stepOf: (id) => secrets.redact(scenario.worker.sightings.stepOf(id)),
    requirementsOf: (id) => requirementsNaming(id, findings),
  };
  const records: readonly EvidenceRecord[] = [
    ...scenario.exchanges().map((exchange) => recordExchange(exchange, links, kept)),
    ...scenario.messages().map((message) => recordMessage(message, links, kept)),
  ];
  if (records.length === 0) return;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `worker-${process.env["CUCUMBER_WORKER_ID"] ?? "0"}.ndjson`);
  await appendFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
}

const requirementsNaming = (id: string, findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.filter(({ evidence }) => evidence.includes(id)).map(({ requirement }) => requirement)),
];
