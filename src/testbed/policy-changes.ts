import type { OtpPolicy } from "../../simulators/tsp/policies.ts";
import type { RunFile } from "../run-file/run-file.ts";

/** What a run file changes of a network's OTP policy. */
export function policyChangesOf({ validity, ...policy }: RunFile["networks"]["visa"]): Partial<OtpPolicy> {
  return { ...policy, ...(validity !== undefined && { validityMs: validity }) };
}
