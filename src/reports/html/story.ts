import type { Correction, Result } from "../../checks/finding.ts";
import type { Attribution } from "../../errors.ts";
import type { FlowCall } from "../../evidence/flow.ts";
import type { Status } from "../../verdict/envelope.ts";

/** A scenario as the report tells it. The page holds the same, packed: plain JSON only. */
export interface Story {
  readonly name: string;
  /** `features/a.feature:12`, which is also its id in the page. */
  readonly place: string;
  readonly feature: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  readonly attempts: number;
  readonly steps: readonly StoryStep[];
  /** Worst first. */
  readonly judgements: readonly Judgement[];
  readonly calls: readonly StoryCall[];
  readonly omitted?: { readonly after: number; readonly calls: number };
  readonly pictures: readonly StoryPicture[];
  /** What to type to see it again. */
  readonly rerun: string;
}

/** A call by its number: what its id was to the findings. */
export type StoryCall = Omit<FlowCall, "id">;

/** The worst of what was found; of a scenario that ran to no finding, how it ended. */
export type Outcome = Result | "SKIPPED";

export interface StoryStep {
  /** Given, When, Then, And; "" of a hook. */
  readonly word: string;
  readonly text: string;
  readonly status: Status;
  readonly failure?: string;
}

/** What was found of one requirement; findings that say the same are one. */
export interface Judgement {
  readonly requirement: string;
  readonly result: Result;
  readonly expected: string;
  readonly actual: string;
  readonly hint?: string;
  readonly attribution?: Attribution;
  /** In a file of the issuer's. */
  readonly file?: string;
  readonly correction?: Correction;
  /** How often it was found. */
  readonly times: number;
  /** The numbers of the calls that were looked at, from 1. */
  readonly calls: readonly number[];
}

export interface StoryPicture {
  /** Relative to the page. */
  readonly file: string;
  /** "SMS in fr-CA" */
  readonly of: string;
  /** "phone, dark" */
  readonly view: string;
}
