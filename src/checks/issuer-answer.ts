import type { Attribution } from "../errors.ts";
import type { Exchange } from "../evidence/journal.ts";
import type { HttpResponse } from "../http.ts";
import { type Finding, fail, pass, untestable } from "./finding.ts";

/** Judges the answer of an exchange; a call without one is judged by why there was none. */
export function judgeAnswer(
  requirement: string,
  exchange: Exchange,
  judge: (response: HttpResponse) => Finding,
): Finding {
  const { outcome, id } = exchange;
  return "response" in outcome ? judge(outcome.response) : judgeSilence(requirement, id, outcome.error);
}

/** What a check concludes of one exchange: PASS where nothing is wrong. */
export interface Conclusion {
  readonly expected: string;
  readonly hint: string;
  /** What is wrong, without personal values; empty where the requirement holds. */
  readonly faults: readonly string[];
  /** What was found where nothing is wrong. */
  readonly actual: string;
  readonly evidence: readonly string[];
}

/** PASS, or what `broken` makes of the faults: `fail` for a MUST, `warn` for a SHOULD. */
export function conclude(
  requirement: string,
  { faults, hint, actual, ...rest }: Conclusion,
  broken: typeof fail = fail,
): Finding {
  if (faults.length === 0) return pass(requirement, { ...rest, actual });
  return broken(requirement, { ...rest, actual: [...new Set(faults)].join("; "), hint });
}

/** "200 application/json", or the code of what went wrong. */
export function describeOutcome({ outcome }: Exchange): string {
  if ("error" in outcome) return outcome.error.code;
  const { status, headers, body } = outcome.response;
  const mediaType = headers["content-type"]?.split(";")[0] ?? "no content type";
  return body === "" ? `${status}, no body` : `${status} ${mediaType}`;
}

export const statusOf = ({ outcome }: Exchange): number | undefined =>
  "response" in outcome ? outcome.response.status : undefined;

/** The body as JSON; `undefined` where it is none. */
export function parseJsonBody({ body }: Pick<HttpResponse, "body">): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

interface Silence {
  readonly attribution: Attribution;
  readonly hint: string;
  /** The system answered, or had taken the call: it is to blame, not the way to it. */
  readonly result: "FAIL" | "UNTESTABLE";
}

const silences: Readonly<Record<string, Silence>> = {
  HTTP_TIMEOUT: {
    result: "FAIL",
    attribution: "ENVIRONMENT",
    hint: "Answer every call within its time budget, refusals too; see what this call waited for.",
  },
  HTTP_BODY_TOO_LARGE: {
    result: "FAIL",
    attribution: "IMPLEMENTATION",
    hint: "Answer with the documented members only.",
  },
  HTTP_TLS: {
    result: "UNTESTABLE",
    attribution: "CONFIGURATION",
    hint: "Check client certificate, server certificate, name and authority: stepproof doctor tells which.",
  },
  HTTP_UNREACHABLE: {
    result: "UNTESTABLE",
    attribution: "ENVIRONMENT",
    hint: "Check that the backend runs and that address and port are right: stepproof doctor tells more.",
  },
  EGRESS_BLOCKED: {
    result: "UNTESTABLE",
    attribution: "CONFIGURATION",
    hint: "Add the host to those that the run file allows.",
  },
  ISSUER_NO_TOKEN: {
    result: "UNTESTABLE",
    attribution: "CONFIGURATION",
    hint: "Mend the token endpoint, its URL or the client's credentials first: see SE-03.",
  },
};

const unknownSilence: Silence = {
  result: "UNTESTABLE",
  attribution: "HARNESS",
  hint: "Report this call: Stepproof does not know the error.",
};

/** Who must act where there was no answer. */
export const attributionOf = ({ code }: { readonly code: string }): Attribution =>
  (silences[code] ?? unknownSilence).attribution;

function judgeSilence(requirement: string, id: string, { code }: { readonly code: string }): Finding {
  const { result, attribution, hint } = silences[code] ?? unknownSilence;
  const complaint = { expected: "an answer to judge", actual: code, hint, attribution, evidence: [id] };
  return result === "FAIL" ? fail(requirement, complaint) : untestable(requirement, complaint);
}
