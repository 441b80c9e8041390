import { StepproofError } from "../errors.ts";
import type { HttpClient, HttpResponse } from "../http.ts";
import { consumerCall } from "./consumer.ts";
import type { Deadline } from "./deadline.ts";
import { fine, type Observation } from "./diagnosis.ts";
import type { RealIssuer } from "./preflight.ts";
import { systemCode } from "./trouble.ts";

/** How a server refuses a caller in the handshake: by an alert, or by hanging up. */
const refusedInHandshake = /^(ERR_SSL_|EPROTO$|ECONNRESET$|EPIPE$)/;

/**
 * Whether the backend talks to us at all. Under TLS 1.3 a client certificate is refused only after the handshake, so it
 * takes a call to know; this one has no token, and any HTTP answer that does not complain of the certificate will do.
 */
export async function lookAtAcceptance(
  issuer: RealIssuer,
  request: HttpClient,
  deadline: Deadline,
): Promise<Observation<HttpResponse>> {
  const response = await request({ ...consumerCall(issuer), timeoutMs: deadline.leftMs }).catch((error) => {
    throw systemCode(error) === "ECONNRESET" ? refused("the server hung up once it had seen it", error) : error;
  });
  if (complainsOfCertificate(response)) throw refused(`the server answered ${response.status} because of it`);
  return fine(response, `accepted: a call without a token is answered ${response.status}`);
}

/** Whether the backend refuses whoever shows no client certificate. Source: contract.md section 5, [D](4). */
export async function lookAtStranger(
  issuer: RealIssuer,
  bearer: string,
  request: HttpClient,
  deadline: Deadline,
): Promise<Observation<true>> {
  try {
    const { status } = await request({ ...consumerCall(issuer, bearer), timeoutMs: deadline.leftMs });
    // A gateway may finish the handshake and refuse in HTTP; nginx says 400, or 496 in its log's terms.
    if ([400, 401, 403, 495, 496].includes(status)) return fine(true, `refused with ${status}`);
    throw notDemanded(status);
  } catch (error) {
    if (refusedInHandshake.test(systemCode(error)))
      return fine(true, `refused in the handshake (${systemCode(error)})`);
    throw error;
  }
}

const complainsOfCertificate = ({ status, body }: HttpResponse): boolean =>
  status === 495 || status === 496 || (status === 400 && /SSL certificate|client certificate/i.test(body));

const refused = (what: string, cause?: unknown): StepproofError =>
  new StepproofError("CLIENT_CERTIFICATE_REFUSED", what, {
    hint: "Let the issuer backend trust the authority that signed the run file's clientCertificate, or name the right certificate.",
    attribution: "CONFIGURATION",
    cause,
  });

const notDemanded = (status: number): StepproofError =>
  new StepproofError("CLIENT_CERTIFICATE_NOT_DEMANDED", `a caller without a certificate is answered ${status}`, {
    hint: "Demand and verify client certificates on this port: D1 calls over mutual TLS.",
    attribution: "CONFIGURATION",
  });
