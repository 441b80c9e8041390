import { foldDigits, joinDigits } from "./digit-folding.ts";
import type { OtpAndCardExpectation } from "./expectation.ts";
import { cutOtp, type PanTrace } from "./pan-detector.ts";

/** Ids and dates share fewer digits with a PAN by accident. */
const SHORTEST_TELLING_RUN = 8;
/** `00000000` and `55555555` are in ids and in test PANs alike: of so few different digits, a run must be longer. */
const FEWEST_DIFFERENT_DIGITS = 3;
const SHORTEST_MONOTONOUS_RUN = 12;

/**
 * Whether a mail's headers, one a line, betray this of the card: only runs of eight or more of its digits tell, and of
 * other cards none does. Source: PM-02, PM-04 [A].
 */
export function headersBetray(trace: PanTrace, headers: string, { otp, card }: OtpAndCardExpectation): boolean {
  if (trace === "otherCard") return false;
  const digits = joinDigits(cutOtp(foldDigits(headers), foldDigits(otp)));
  const runs = panRunsIn(digits, card.pan).filter(isTelling);
  return runs.some((run) => card.pan.startsWith(run) === (trace === "bin"));
}

/** The longest runs of PAN digits, none inside another. A whole PAN is another rule's matter. */
function panRunsIn(text: string, pan: string): readonly string[] {
  const runs: string[] = [];
  let reached = 0;
  for (let from = 0; from < pan.length; from += 1) {
    const end = endOfRun(text, pan, from);
    if (end > reached && end - from < pan.length) runs.push(pan.slice(from, end));
    reached = Math.max(reached, end);
  }
  return runs;
}

function endOfRun(text: string, pan: string, from: number): number {
  for (let end = pan.length; end - from >= SHORTEST_TELLING_RUN; end -= 1) {
    if (text.includes(pan.slice(from, end))) return end;
  }
  return 0;
}

const isTelling = (run: string): boolean =>
  run.length >= SHORTEST_MONOTONOUS_RUN || new Set(run).size >= FEWEST_DIFFERENT_DIGITS;
