import { setDefinitionFunctionWrapper, setWorldConstructor, World } from "@cucumber/cucumber";
import { createChance } from "../src/chance.ts";
import { type Finding, factsMediaType, findingsMediaType, notApplicable, untestable } from "../src/checks/finding.ts";
import { StepproofError } from "../src/errors.ts";
import { flowMediaType } from "../src/evidence/flow.ts";
import { LEDGER_MEDIA_TYPE, type ScenarioLedger } from "../src/evidence/scenario-ledger.ts";
import { NOT_OFFERED } from "../src/testbed/not-offered.ts";
import { plantCanaries } from "./canaries.ts";
import { type EvidencePlace, keepEvidence } from "./evidence-file.ts";
import { Scenario } from "./scenario.ts";
import { workerBed } from "./worker-bed.ts";

/** What a run tells every scenario. */
interface WorldParameters {
  readonly seed?: string;
  /** Whether messages are looked at in a browser. */
  readonly browser?: boolean;
  /** Folder for pictures of messages; none are kept without it. */
  readonly pictures?: string;
  /** Where what was said is kept; nothing is without it. */
  readonly evidence?: EvidencePlace;
}

/** What each step works with: the scenario, and a way to say what was found. */
export class StepproofWorld extends World<WorldParameters> {
  #scenario: Scenario | undefined;
  #tags: readonly string[] = [];
  readonly #findings: Finding[] = [];

  /** Called once, before the first step; `label` makes this scenario's chance its own, whatever ran before. */
  begin(label: string, tags: readonly string[]): void {
    this.#tags = tags;
    const chance = createChance(`${this.parameters.seed ?? "stepproof"}/${label}`);
    this.#scenario = new Scenario(workerBed(), chance);
    this.tell({ canaries: plantCanaries(this.#scenario.worker.bed.secrets, chance) });
  }

  get scenario(): Scenario {
    if (!this.#scenario) throw new Error("the scenario has not begun");
    return this.#scenario;
  }

  /** Reports findings, redacted, and stops the scenario when one is red. */
  judge(...findings: readonly Finding[]): void {
    this.#findings.push(...findings);
    // One attachment for all: each is a message of its own between the processes.
    if (findings.length > 0) this.#attachRedacted(findings, findingsMediaType);
    const red = findings.filter(({ result }) => result === "FAIL" || result === "UNTESTABLE" || result === "ERROR");
    if (red.length > 0) throw new RequirementBroken(red.map((finding) => this.#redacted(describe(finding))));
  }

  /** Reports what the scenario worked with, redacted: JSON of any shape. */
  tell(facts: object): void {
    this.#attachRedacted(facts, factsMediaType);
  }

  /** Keeps what was said between the systems, redacted, for whoever reads the report. */
  keepFlow(): void {
    const flow = this.scenario.flow();
    if (flow.calls.length > 0) this.attach(JSON.stringify(flow), flowMediaType);
  }

  /** Keeps all that was said, redacted, for whoever wants to see more than the report shows. */
  async keepEvidence(place: { readonly uri: string; readonly line: number }): Promise<void> {
    const { evidence } = this.parameters;
    if (evidence) await keepEvidence(this.scenario, { ...place, findings: this.#findings }, evidence);
  }

  /** Reports what became of the scenario's delivery requests. */
  book(ledger: ScenarioLedger): void {
    this.#attachRedacted(ledger, LEDGER_MEDIA_TYPE);
  }

  /** Ends a scenario that these systems cannot play; what it would have proved is judged NOT_APPLICABLE. */
  leaveOut(reason: string): "skipped" {
    const complaint = {
      expected: "systems that can be made to do what the scenario says",
      actual: reason,
      hint: "Run it with everything embedded, too.",
      evidence: [],
    };
    this.judge(...this.#requirements().map((requirement) => notApplicable(requirement, complaint)));
    return "skipped";
  }

  /** What a step could not do: a wish that the issuer does not offer, or systems that cannot be reached. */
  cannot(error: StepproofError): "skipped" {
    if (error.code === NOT_OFFERED) return this.leaveOut(error.message);
    const { code, message, hint, attribution } = error;
    const complaint = { expected: "systems that can be reached", actual: `${code}: ${message}`, hint, attribution };
    this.judge(...this.#requirements().map((id) => untestable(id, { ...complaint, evidence: [] })));
    throw error;
  }

  /** Whatever a step throws ends up in every report: its words go through the keeper of secrets first. */
  withoutSecrets(error: unknown): unknown {
    if (!(error instanceof Error)) return typeof error === "string" ? this.#redacted(error) : error;
    error.message = this.#redacted(error.message);
    if (error.stack !== undefined) error.stack = this.#redacted(error.stack);
    return error;
  }

  #requirements(): readonly string[] {
    return this.#tags.filter((tag) => /^@[A-Z]{2}-\d{2}$/.test(tag)).map((tag) => tag.slice(1));
  }

  /** Text by text: a code of one digit also stands in numbers, which would be none any more. */
  #attachRedacted(content: object, mediaType: string): void {
    const redact = (_: string, value: unknown) => (typeof value === "string" ? this.#redacted(value) : value);
    this.attach(JSON.stringify(content, redact), mediaType);
  }

  #redacted(text: string): string {
    return this.scenario.worker.bed.secrets.redact(text);
  }
}

/** What Cucumber prints under a red step. */
class RequirementBroken extends Error {
  constructor(descriptions: readonly string[]) {
    super(descriptions.join("\n"));
    this.name = "RequirementBroken";
  }
}

const describe = ({ requirement, result, expected, actual, hint }: Finding): string =>
  `${requirement} ${result}: expected ${expected}; found ${actual}.${hint ? ` ${hint}` : ""}`;

setWorldConstructor(StepproofWorld);

// Any step may be the first to find that the issuer of the run file cannot play its part.
setDefinitionFunctionWrapper(
  (step: (...given: unknown[]) => unknown) =>
    async function (this: unknown, ...given: unknown[]) {
      try {
        return await step.apply(this, given);
      } catch (error) {
        if (!(this instanceof StepproofWorld)) throw error;
        if (isForOthers(error)) return this.cannot(error);
        throw this.withoutSecrets(error);
      }
    },
);

/** Ours to mend is what the harness or the system under test does wrong: those stay what they are. */
const isForOthers = (error: unknown): error is StepproofError =>
  error instanceof StepproofError && (error.attribution === "CONFIGURATION" || error.attribution === "ENVIRONMENT");
