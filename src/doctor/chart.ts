import type { Deadline } from "./deadline.ts";
import type { Diagnosis, Observation } from "./diagnosis.ts";
import { toTrouble } from "./trouble.ts";

/** One thing to look at; `after` is what earlier looks brought, `undefined` where one of them failed. */
export interface Look<Before, Seen> {
  readonly step: string;
  readonly subject: string;
  readonly after: Before | undefined;
  readonly examine: (before: Before) => Observation<Seen> | Promise<Observation<Seen>>;
}

/** Keeps what the looks of one examination found, in order; whatever a look throws becomes a problem. */
export class Chart {
  readonly #deadline: Deadline | undefined;
  readonly #diagnoses: Diagnosis[] = [];

  constructor(deadline?: Deadline) {
    this.#deadline = deadline;
  }

  get diagnoses(): readonly Diagnosis[] {
    return this.#diagnoses;
  }

  /** What the look saw, for those that build on it; `undefined` if it found a problem or could not be made. */
  async look<Before, Seen>({ step, subject, after, examine }: Look<Before, Seen>): Promise<Seen | undefined> {
    if (after === undefined) return this.#skip(step, subject, "an earlier look found a problem");
    if (this.#deadline?.leftMs === 0) return this.#skip(step, subject, "the time of this examination was used up");
    try {
      const { seen, ...observation } = await examine(after);
      this.#diagnoses.push({ step, subject, ...observation });
      return seen;
    } catch (error) {
      this.#diagnoses.push({ step, subject, outcome: "problem", ...toTrouble(error) });
      return undefined;
    }
  }

  #skip(step: string, subject: string, why: string): undefined {
    this.#diagnoses.push({ step, subject, outcome: "not-looked-at", actual: why });
  }
}
