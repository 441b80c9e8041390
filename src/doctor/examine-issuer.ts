import type { Clock } from "../clock.ts";
import type { Egress } from "../egress.ts";
import { createHttpClient, type TlsIdentity } from "../http.ts";
import { Chart } from "./chart.ts";
import type { Deadline } from "./deadline.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { type CallLooks, lookAtCalls } from "./issuer-calls.ts";
import { lookAtOrigin } from "./origin.ts";
import { lookAtOwnCertificate } from "./own-certificate.ts";
import { type RealIssuer, sharesServer } from "./preflight.ts";

export interface IssuerExaminationOptions {
  readonly clock: Clock;
  readonly egress: Egress;
  readonly deadline: Deadline;
}

/** No answer that is looked at here comes near it, octets. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** Looks at a real issuer backend, from its address to the shape of what it answers, as D1 would call it. */
export async function examineIssuer(
  issuer: RealIssuer,
  options: IssuerExaminationOptions,
): Promise<readonly Diagnosis[]> {
  const examination = { ...options, issuer, chart: new Chart(options.deadline) };
  const { chart, clock } = examination;
  const identity = await chart.look({
    step: "client-certificate-file",
    subject: "clientCertificate and clientKey",
    after: issuer.access.identity,
    examine: (files) => lookAtOwnCertificate(files, clock.now()),
  });
  const isThere = await lookAtServers(examination, identity);
  await callAndClose({ ...examination, isThere }, options.egress);
  return chart.diagnoses;
}

type Examination = IssuerExaminationOptions & Pick<CallLooks, "issuer" | "chart">;

/** The token endpoint may stand elsewhere; where it does not, its server is looked at once. */
async function lookAtServers(
  examination: Examination,
  identity: TlsIdentity | undefined,
): Promise<CallLooks["isThere"]> {
  const { access } = examination.issuer;
  const backend = await lookAtOrigin({ name: "backend", url: new URL(access.backendUrl), identity }, examination);
  if (sharesServer(access)) return { backend, tokenServer: backend };
  const url = new URL(access.tokenUrl);
  const tokenServer = await lookAtOrigin({ name: "token-server", url, identity }, examination);
  return { backend, tokenServer };
}

/** No connection that is kept alive outlives the examination. */
async function callAndClose(looks: CallLooks, egress: Egress): Promise<void> {
  const { identity } = looks.issuer.access;
  const common = { egress, maxBodyBytes: MAX_ANSWER_BYTES };
  const d1 = createHttpClient({ ...common, call: "doctor -> issuer backend", identity });
  const stranger = createHttpClient({
    ...common,
    call: "doctor without a certificate -> issuer backend",
    identity: { ca: identity.ca },
  });
  try {
    await lookAtCalls(looks, { d1: d1.request, stranger: stranger.request });
  } finally {
    d1.close();
    stranger.close();
  }
}
