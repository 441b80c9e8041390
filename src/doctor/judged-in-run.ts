import type { Diagnosis } from "./diagnosis.ts";

interface Judged {
  readonly step: string;
  readonly codes: RegExp;
  readonly requirements: string;
}

/** Wrong answers that scenarios judge, by name and with their evidence: that is what a run is for. */
const judged: readonly Judged[] = [
  { step: "client-certificate", codes: /^HTTP_BODY_TOO_LARGE$/, requirements: "CD-01" },
  { step: "token", codes: /^(ANSWER_WRONG|ANSWER_NOT_JSON|HTTP_BODY_TOO_LARGE)$/, requirements: "SE-03" },
  {
    step: "consumer",
    codes: /^(ANSWER_|HTTP_TIMEOUT$|HTTP_BODY_TOO_LARGE$|ECONNRESET$|HPE_)/,
    requirements: "CD-01",
  },
  { step: "consumer-shape", codes: /^ANSWER_WRONG$/, requirements: "CD-01 to CD-07" },
  { step: "no-client-certificate", codes: /^(CLIENT_CERTIFICATE_NOT_DEMANDED|HTTP_)/, requirements: "SE-01" },
];

/**
 * The requirements that a run names for a problem, so that it need not stop it; undefined where nothing could be judged:
 * no connection, no credentials, or an answer that says that the run file asks for the wrong thing.
 */
export function requirementsFor({ step, code = "", attribution, outcome }: Diagnosis): string | undefined {
  if (outcome !== "problem") return undefined;
  if (code === "ANSWER_REFUSED" && attribution !== "IMPLEMENTATION") return undefined;
  // A page where the token should be is the wrong URL, and without a token every scenario is red.
  if (step === "token" && attribution !== "IMPLEMENTATION") return undefined;
  return judged.find((each) => each.step === step && each.codes.test(code))?.requirements;
}
