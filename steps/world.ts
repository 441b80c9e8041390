import { setWorldConstructor, World } from "@cucumber/cucumber";
import { createChance } from "../src/chance.ts";
import { type Finding, findingMediaType } from "../src/checks/finding.ts";
import { Scenario } from "./scenario.ts";
import { workerBed } from "./worker-bed.ts";

/** What each step works with: the scenario, and a way to say what was found. */
export class StepproofWorld extends World<{ readonly seed?: string }> {
  #scenario: Scenario | undefined;

  /** Called once, before the first step; `label` makes this scenario's chance its own, whatever ran before. */
  begin(label: string): void {
    const chance = createChance(`${this.parameters.seed ?? "stepproof"}/${label}`);
    this.#scenario = new Scenario(workerBed(), chance);
  }

  get scenario(): Scenario {
    if (!this.#scenario) throw new Error("the scenario has not begun");
    return this.#scenario;
  }

  /** Reports findings, redacted, and stops the scenario when one is red. */
  judge(...findings: readonly Finding[]): void {
    for (const finding of findings) this.attach(this.#redacted(JSON.stringify(finding)), findingMediaType);
    const red = findings.filter(({ result }) => result === "FAIL" || result === "UNTESTABLE" || result === "ERROR");
    if (red.length > 0) throw new RequirementBroken(red.map((finding) => this.#redacted(describe(finding))));
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
