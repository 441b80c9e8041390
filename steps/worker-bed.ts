import { AfterAll, BeforeAll } from "@cucumber/cucumber";
import { mutantNamed } from "../mutants/mutants.ts";
import type { TspParts } from "../simulators/tsp/parts.ts";
import { ManualClock } from "../src/clock.ts";
import { packageRoot } from "../src/package-root.ts";
import { loadTemplateSet } from "../src/templates/load-template-set.ts";
import type { TemplateSet } from "../src/templates/template-set.ts";
import type { MailHogLocation } from "../src/testbed/mailhog-sink.ts";
import { startTestBed, type TestBed } from "../src/testbed/start-test-bed.ts";

/** What a network may be told to do for one scenario, beyond its policy. */
export interface NetworkQuirks {
  /** The correlation id of every digitization, instead of a fresh one. */
  correlationId?: string;
}

/** The systems of one Cucumber worker, and what its scenarios share: a clock, the shipped templates. */
export interface WorkerBed {
  readonly bed: TestBed;
  readonly clock: ManualClock;
  readonly templates: TemplateSet;
  readonly quirks: NetworkQuirks;
}

interface RunParameters {
  readonly seed?: string;
  readonly mutant?: string;
  readonly mailHog?: MailHogLocation;
}

/** Any fixed instant does: nothing here depends on the time of day. */
const START = Date.UTC(2026, 6, 4, 10, 0, 0);

let started: WorkerBed | undefined;

/** Throws before BeforeAll has run. */
export function workerBed(): WorkerBed {
  if (!started) throw new Error("the test bed is not started");
  return started;
}

BeforeAll(async function (this: { readonly parameters: RunParameters }) {
  const { seed = "stepproof", mutant, mailHog } = this.parameters;
  const clock = new ManualClock(START);
  const quirks: NetworkQuirks = {};
  const wrong = mutant === undefined ? {} : mutantNamed(mutant).replace;
  const replace = { ...wrong, tsp: (parts: TspParts) => withQuirks(wrong.tsp?.(parts) ?? parts, quirks) };
  const templates = await loadTemplateSet(`${packageRoot}/examples/meridale-bank/templates`);
  const bed = await startTestBed({ clock, seed, replace, ...(mailHog && { mailHog }) });
  started = { bed, clock, templates, quirks };
});

AfterAll(async () => {
  await started?.bed.close();
  started = undefined;
});

const withQuirks = (parts: TspParts, quirks: NetworkQuirks): TspParts => ({
  ...parts,
  drawCorrelationId: (chance) => quirks.correlationId ?? parts.drawCorrelationId(chance),
});
