import { StepproofError } from "../errors.ts";

/**
 * What a failed hand-over leaves behind. `refused`: it was not taken, and would not be if it were tried again.
 * `try-again`: it was not taken, and may be later. `unknown`: it was handed over whole and the answer is lost; whoever
 * sends it again may send it twice.
 */
export type Fate = "refused" | "try-again" | "unknown";

/** The codes of the carriers that do not say "refused". */
const fates: ReadonlyMap<string, Fate> = new Map([
  ["SMS_DEFERRED", "try-again"],
  ["SMS_UNREACHABLE", "try-again"],
  ["SMS_UNANSWERED", "unknown"],
  ["MAIL_DEFERRED", "try-again"],
  ["MAIL_UNREACHABLE", "try-again"],
  ["MAIL_UNANSWERED", "unknown"],
]);

/** The fate of the message whose `send` threw this. An error that is none of ours may come after the hand-over: unknown. */
export function fateOf(error: unknown): Fate {
  if (!(error instanceof StepproofError)) return "unknown";
  return fates.get(error.code) ?? "refused";
}

/** Whether it can be sent again without a risk of sending it twice. */
export const isTransient = (error: unknown): boolean => fateOf(error) === "try-again";
