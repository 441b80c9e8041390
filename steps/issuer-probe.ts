import { checkAnswersKeepSecrets } from "../src/checks/answer-secrets.ts";
import type { Finding } from "../src/checks/finding.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import type { Secret } from "../src/evidence/secrets.ts";
import { IssuerProbe } from "../src/testbed/issuer-probe.ts";
import { notOffered } from "../src/testbed/not-offered.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1, played by hand: it asks the issuer backend as it should, and in every way it should not.

/** What was asked of the issuer backend in a scenario, and what it said. */
export class Probing {
  readonly probe: IssuerProbe;
  /** The same call as D1 makes it, to compare with. */
  usual: Exchange | undefined;
  /** What was unusual about the latest call. */
  unusual = "nothing unusual";
  readonly #answers: Exchange[] = [];

  constructor({ issuer, worker: { bed } }: Scenario) {
    const { journal, clock, secrets, egress } = bed;
    const { timeouts } = issuer.settings;
    this.probe = new IssuerProbe(issuer.access, { journal, clock, secrets, egress, timeouts });
  }

  get latest(): Exchange {
    const latest = this.#answers.at(-1);
    if (!latest) throw new Error("the issuer was not asked for anything: the scenario lacks a step");
    return latest;
  }

  get answers(): readonly Exchange[] {
    return this.#answers;
  }

  keep(...answers: readonly Exchange[]): void {
    this.#answers.push(...answers);
  }

  /** The usual call, and then the unusual one. */
  async compare(unusual: string, usual: Promise<Exchange>, call: () => Promise<Exchange>): Promise<void> {
    this.unusual = unusual;
    this.usual = await usual;
    this.keep(await call());
  }
}

const probings = new WeakMap<Scenario, Probing>();

/** Opened at the first call of a scenario, closed at its end. */
export function probing(scenario: Scenario): Probing {
  const known = probings.get(scenario);
  if (known) return known;
  const opened = new Probing(scenario);
  scenario.atEnd(() => opened.probe.close());
  probings.set(scenario, opened);
  return opened;
}

/** What must not turn up in an answer. */
export const canaries = ({ worker }: Scenario): { readonly secrets: readonly Secret[] } => ({
  secrets: worker.bed.secrets.known(),
});

export const consumerIdOf = (scenario: Scenario): string => scenario.actor("they").endUser.profile.consumerId;

/** Throws NOT_OFFERED with a real issuer: its clock and its other clients are its own. */
export function requireEmbedded({ issuer, worker }: Scenario, deed: string): void {
  if (issuer.access.backendUrl !== worker.bed.issuerBackend.url) throw notOffered(`a real issuer cannot ${deed}`);
}

/** A phrase of the features and what it stands for. Throws for a phrase that is not in the list. */
export function named<Meaning>(phrases: Readonly<Record<string, Meaning>>, phrase: string): Meaning {
  const meaning = phrases[phrase];
  if (meaning !== undefined) return meaning;
  throw new Error(`there is no "${phrase}"; known: ${Object.keys(phrases).join("; ")}`);
}

/** The findings, and SE-09 over every answer so far, at once: one that is red shall not silence the other. */
export function judgeWithDiscretion(world: StepproofWorld, ...findings: readonly Finding[]): void {
  const answers = world.scenario.exchanges().filter(({ leg }) => leg === "d1-issuer");
  world.judge(...findings, checkAnswersKeepSecrets(answers, canaries(world.scenario)));
}
