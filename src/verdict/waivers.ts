import type { RequirementResult } from "./requirement-result.ts";
import { colours } from "./severity.ts";

/** A shortcoming that somebody accepted until a day, that day included: YYYY-MM-DD, UTC. */
export interface Waiver {
  readonly requirement: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

export interface Waived {
  readonly requirements: readonly RequirementResult[];
  /** What the waivers' owners should know: of no use, or run out. */
  readonly notices: readonly string[];
}

/**
 * Lays waivers over the results: what is short counts as WAIVED, its findings stay. A waiver that has run out waives
 * nothing, and an ERROR is nobody's to accept: nothing was judged. `today` is YYYY-MM-DD. Source: design.md section 5.
 */
export function applyWaivers(
  requirements: readonly RequirementResult[],
  waivers: readonly Waiver[],
  today: string,
): Waived {
  const held = waivers.filter(({ until }) => until >= today);
  const notices = waivers.flatMap((waiver) => noticeOf(waiver, requirements, today));
  return { requirements: requirements.map((result) => waive(result, held)), notices };
}

function waive(result: RequirementResult, held: readonly Waiver[]): RequirementResult {
  const waiver = held.find(({ requirement }) => requirement === result.id);
  if (!waiver || !isShort(result)) return result;
  const { requirement, reason, owner, until } = waiver;
  const finding = {
    requirement,
    result: "WAIVED" as const,
    expected: result.rule,
    actual: `${result.result}, accepted by ${owner} until ${until}: ${reason}`,
    hint: result.advice,
    evidence: [],
  };
  return { ...result, result: "WAIVED", findings: [...result.findings, finding] };
}

function noticeOf(
  { requirement, owner, until }: Waiver,
  results: readonly RequirementResult[],
  today: string,
): readonly string[] {
  const result = results.find(({ id }) => id === requirement);
  const of = `The waiver of ${requirement} (${owner}, until ${until})`;
  if (!result) return [`${of} is of no use: this run does not judge that requirement.`];
  if (!isShort(result)) return [`${of} is of no use: the result is ${result.result}.`];
  return until < today ? [`${of} has run out.`] : [];
}

const isShort = ({ result }: RequirementResult): boolean =>
  result !== "ERROR" && (colours[result] === "red" || colours[result] === "amber");
