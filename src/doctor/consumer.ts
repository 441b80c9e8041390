import { consumerInfo, d1IssuerPaths } from "../contract/d1-issuer.ts";
import { StepproofError } from "../errors.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../http.ts";
import type { Deadline } from "./deadline.ts";
import { doubtful, fine, type Observation } from "./diagnosis.ts";
import { readJson, readShape, type StatusAdvice } from "./json-answer.ts";
import type { RealIssuer } from "./preflight.ts";

/** Whom Get Consumer Information asks for where the run file names nobody: an id that no issuer should know. */
const NOBODY = "stepproof_doctor";

const advice: StatusAdvice = {
  400: { hint: "Check issuer.id, consumerId and sendsCardId in the run file.", attribution: "CONFIGURATION" },
  401: { hint: "The backend must accept the token that it has just granted.", attribution: "IMPLEMENTATION" },
  403: {
    hint: "The End User is blocked, or a gateway refuses the call: name an active End User, and allow this client the path.",
    attribution: "CONFIGURATION",
  },
  404: {
    hint: "Check backend.url, issuer.id and the End User's consumerId in the run file: the issuer must know them.",
    attribution: "CONFIGURATION",
  },
};

/** Get Consumer Information of the run file's End User; with no bearer, a call that must not succeed. */
export function consumerCall({ access, endUser }: RealIssuer, bearer?: string): HttpRequest {
  const { consumerId = NOBODY, cardId } = endUser ?? {};
  const members: Readonly<Record<string, string>> = { issuerId: access.issuerId, consumerId };
  const path = d1IssuerPaths.consumer.replace(/:(\w+)/g, (_, member: string) =>
    encodeURIComponent(members[member] ?? ""),
  );
  const query = cardId === undefined ? "" : `?cardId=${encodeURIComponent(cardId)}`;
  return {
    method: "GET",
    url: access.backendUrl.replace(/\/$/, "") + path + query,
    headers: {
      accept: "application/json",
      "x-correlation-id": "stepproof-doctor",
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
  };
}

/** Reads one End User: what came back, as JSON. */
export async function lookAtConsumer(
  issuer: RealIssuer,
  bearer: string,
  request: HttpClient,
  deadline: Deadline,
): Promise<Observation<{ readonly json: unknown }>> {
  if (issuer.endUser === undefined) throw nobodyToAskFor();
  const response = await request({ ...consumerCall(issuer, bearer), timeoutMs: deadline.leftMs });
  const json = readJson(response, advice);
  return fine({ json }, `answered 200 with ${sizeOf(response)} octets of JSON`);
}

/** Whether what was read has the documented shape, and says how to reach the End User. Source: contract.md section 6.2. */
export function lookAtShape(json: unknown): Observation<true> {
  const hint = "Answer as contract.md section 6.2 says; leave a member out rather than empty or null.";
  const { email, mobilePhoneNumber } = readShape(json, consumerInfo, hint);
  if (email !== undefined || mobilePhoneNumber !== undefined) return fine(true, "has the documented shape");
  return doubtful(true, "has the documented shape, but neither phone nor e-mail address", {
    hint: "Name first in the run file an End User with contacts, or record some for this one.",
    attribution: "CONFIGURATION",
  });
}

const nobodyToAskFor = (): StepproofError =>
  new StepproofError("NO_ACTIVE_END_USER", "the run file names no End User whom the issuer should know", {
    hint: "Add one of kind both, phone-only or email-only: without, there is nobody to step up.",
    attribution: "CONFIGURATION",
  });

const sizeOf = ({ body }: HttpResponse): number => Buffer.byteLength(body);
