import type { IssuedOtp } from "../simulators/tsp/otp-vault.ts";
import type { Try } from "../src/checks/lifecycle-tries.ts";
import type { EpochMs } from "../src/clock.ts";
import { StepproofError } from "../src/errors.ts";
import type { StepUp } from "./actor.ts";
import type { Scenario } from "./scenario.ts";

/** A code that somebody typed. */
export interface TryMade extends Try {
  readonly typed: string;
  readonly typedAt: EpochMs;
}

const triesByStepUp = new WeakMap<StepUp, TryMade[]>();

/** What was typed for a step-up, oldest first. */
export const triesOf = (stepUp: StepUp): readonly TryMade[] => triesByStepUp.get(stepUp) ?? [];

/** Types a code into the wallet, and notes what it cost. */
export async function tryCode(scenario: Scenario, stepUp: StepUp, typed: string): Promise<TryMade> {
  const { clock } = scenario.worker;
  const { attemptsLeft: attemptsBefore = 0 } = await stepUp.inWallet.status();
  const typedAt = clock.now();
  const { result, attemptsLeft: attemptsAfter } = await stepUp.inWallet.typeCode(typed);
  const made = { typed, typedAt, result, attemptsBefore, attemptsAfter };
  triesByStepUp.set(stepUp, [...triesOf(stepUp), made]);
  return made;
}

/** The code that the network made last for a step-up. Throws where there is none. */
export function codeOf({ worker: { bed } }: Scenario, { inWallet }: StepUp): IssuedOtp {
  const issued = bed.tsp.lastIssued(inWallet.tokenUniqueReference);
  if (!issued) throw new Error("no code was issued: the scenario lacks a step");
  return issued;
}

/** Another code of the same length. */
export const wrongCode = ({ value }: Pick<IssuedOtp, "value">): string =>
  value.replace(/^./, (first) => (first === "0" ? "1" : "0"));

/** Types wrong codes until the network calls the code closed; at most two more than it may take. */
export async function exhaustTries(scenario: Scenario, stepUp: StepUp): Promise<readonly TryMade[]> {
  const code = codeOf(scenario, stepUp);
  const made: TryMade[] = [];
  while (made.length < code.policy.attempts + 2) {
    const latest = await tryCode(scenario, stepUp, wrongCode(code));
    made.push(latest);
    if (latest.result === "INCORRECT_CODE_RETRIES_EXCEEDED") break;
  }
  return made;
}

/** Asks for the code again. A network may answer that it sends none, or that the card does not wait for one any more. */
export async function isSentAgain(stepUp: StepUp): Promise<boolean> {
  try {
    stepUp.answer = await stepUp.inWallet.resend();
    return stepUp.answer.delivered;
  } catch (error) {
    if (error instanceof StepproofError && error.code === "WALLET_REFUSED") return false;
    throw error;
  }
}

/** More wrong codes than any profile lets pass. */
const MOST_GUESSES = 101;

/** Guesses on and on, with a new code whenever there is one, until nothing is taken any more. Returns how many were taken. */
export async function guessUntilBlocked(scenario: Scenario, stepUp: StepUp): Promise<number> {
  let taken = 0;
  while (taken < MOST_GUESSES) {
    const { attemptsBefore, attemptsAfter } = await tryCode(scenario, stepUp, wrongCode(codeOf(scenario, stepUp)));
    if (attemptsAfter < attemptsBefore) taken++;
    if (attemptsAfter === 0 && !(await isSentAgain(stepUp))) return taken;
  }
  return taken;
}
