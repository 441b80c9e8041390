import { type Finding, fail, pass } from "./finding.ts";

interface Conclusion {
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;
  readonly evidence: readonly string[];
}

/** A rule that holds or is broken, with what it says in either case. */
export function conclude(requirement: string, holds: boolean, { hint, ...verdict }: Conclusion): Finding {
  return holds ? pass(requirement, verdict) : fail(requirement, { ...verdict, hint });
}
