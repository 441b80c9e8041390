import type { Flow } from "../src/evidence/flow.ts";
import { recordFlow } from "../src/evidence/record-flow.ts";
import type { Scenario } from "./scenario.ts";

/** What was said between the systems since the scenario began, redacted. */
export function flowOf(scenario: Scenario): Flow {
  const { bed, sightings } = scenario.worker;
  const { secrets } = bed;
  return recordFlow({
    exchanges: scenario.exchanges(),
    messages: scenario.messages(),
    sender: scenario.sender,
    seenAt: sightings.seenAt,
    secrets: secrets.known(),
    redact: (text) => secrets.redact(text),
  });
}
