import { z } from "zod";
import { tolerant } from "../../src/contract/tolerance.ts";
import {
  type Acknowledgement,
  type AuthorizeServiceRequest,
  type AuthorizeServiceResponse,
  acknowledgement,
  activationMethod,
  authorizeServiceResponse,
  type DeliverActivationCodeRequest,
  type NotifyServiceActivatedRequest,
  type NotifyTokenUpdatedRequest,
  type RequestActivationMethodsRequest,
  type RequestActivationMethodsResponse,
  requestActivationMethodsResponse,
  type TspD1Operation,
  tspD1Base,
} from "../../src/contract/tsp-d1.ts";
import { StepproofError } from "../../src/errors.ts";
import type { HttpClient, HttpResponse } from "../../src/http.ts";
import type { Log } from "../../src/log.ts";
import type { OpenWork } from "../../src/open-work.ts";

/** What became of a call: D1's answer, or why there is none to act on (D1's own code, the transport's, or INVALID_ANSWER). */
export type D1Answer<Answer> = { readonly answer: Answer } | D1Failure;
export interface D1Failure {
  readonly errorCode: string;
  readonly errorDescription: string;
}

/** The operation by which an issuer that makes its own codes is asked to judge one; D1 has none such (LC-10). */
export const VALIDATION = "validateActivationCode";

/** The TSP's calls to D1. None of them rejects: a D1 that is away, slow or talks nonsense is an answer too. */
export interface D1Client {
  readonly authorizeService: (request: AuthorizeServiceRequest) => Promise<D1Answer<AuthorizeServiceResponse>>;
  readonly requestActivationMethods: (
    request: RequestActivationMethodsRequest,
  ) => Promise<D1Answer<RequestActivationMethodsResponse>>;
  readonly deliverActivationCode: (request: DeliverActivationCodeRequest) => Promise<D1Answer<Acknowledgement>>;
  readonly notifyServiceActivated: (request: NotifyServiceActivatedRequest) => Promise<D1Answer<Acknowledgement>>;
  readonly notifyTokenUpdated: (request: NotifyTokenUpdatedRequest) => Promise<D1Answer<Acknowledgement>>;
  /** Posts a body and hands back what came, unread. Throws the HTTP client's errors. */
  readonly post: (operation: TspD1Operation | typeof VALIDATION, body: object) => Promise<HttpResponse>;
}

export interface D1ClientOptions {
  readonly url: string;
  readonly request: HttpClient;
  /** Time until D1's whole answer must be in, ms. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly work: OpenWork;
}

export function createD1Client({ url, request, timeoutMs, log, work }: D1ClientOptions): D1Client {
  const base = url.replace(/\/$/, "") + tspD1Base;
  const headers = { "content-type": "application/json", accept: "application/json" };
  const post: D1Client["post"] = (operation, body) =>
    work.run(() =>
      request({ method: "POST", url: `${base}/${operation}`, headers, body: JSON.stringify(body), timeoutMs }),
    );
  const callTo =
    <Shape extends AnswerShape>(operation: TspD1Operation, shape: Shape) =>
    (body: object) =>
      work.run(async () => {
        const outcome = await post(operation, body).then((response) => readAnswer(response, shape), toFailure);
        log(`D1 ${operation}: ${"errorCode" in outcome ? `failed, ${loggable(outcome.errorCode)}` : "answered"}`);
        return outcome;
      });
  return {
    authorizeService: callTo("authorizeService", authorizeServiceResponse),
    requestActivationMethods: callTo("requestActivationMethods", requestActivationMethodsResponse),
    deliverActivationCode: callTo("deliverActivationCode", acknowledgement),
    notifyServiceActivated: callTo("notifyServiceActivated", acknowledgement),
    notifyTokenUpdated: callTo("notifyTokenUpdated", acknowledgement),
    post,
  };
}

/** A wrong D1 could put anything where its error code belongs: only what looks like one is logged. */
const loggable = (errorCode: string): string => (/^[A-Z][A-Z0-9_]+$/.test(errorCode) ? errorCode : "a code unheard of");

type AnswerShape = z.ZodType<Acknowledgement>;

/** Errors travel in a 200 body (RS-04); any other status is a D1 that did not understand its own protocol. */
function readAnswer<Shape extends AnswerShape>(response: HttpResponse, shape: Shape): D1Answer<z.infer<Shape>> {
  if (response.status !== 200) return invalidAnswer(`HTTP status ${response.status}`);
  const parsed = tolerant(shape).safeParse(withReadableMethods(jsonOf(response.body)));
  if (!parsed.success) return invalidAnswer(parsed.error.issues.map(({ path }) => path.join(".") || "body").join(", "));
  const { errorCode, errorDescription = "" } = parsed.data;
  return errorCode === undefined ? { answer: parsed.data } : { errorCode, errorDescription };
}

/** A method that the wallet could not show is left out, and only that: the others still serve the End User. */
function withReadableMethods(answer: unknown): unknown {
  const named = withMethods.safeParse(answer);
  if (!named.success) return answer;
  const isReadable = (method: unknown) => tolerant(activationMethod).safeParse(method).success;
  return { ...named.data, activationMethods: named.data.activationMethods.filter(isReadable) };
}

const withMethods = z.looseObject({ activationMethods: z.array(z.unknown()) });

/** Undefined for what is no JSON: no answer has that shape. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const invalidAnswer = (fault: string): D1Failure => ({
  errorCode: "INVALID_ANSWER",
  errorDescription: `D1's answer is not readable: ${fault}`,
});

const toFailure = (error: unknown): D1Failure =>
  error instanceof StepproofError
    ? { errorCode: error.code, errorDescription: error.message }
    : { errorCode: "CALL_FAILED", errorDescription: "the call to D1 broke before an answer came" };
