import type { z } from "zod";
import { tolerant } from "../../src/contract/tolerance.ts";
import {
  type Acknowledgement,
  authorizeServiceRequest,
  deliverActivationCodeRequest,
  notifyServiceActivatedRequest,
  notifyTokenUpdatedRequest,
  requestActivationMethodsRequest,
  type TspD1Operation,
} from "../../src/contract/tsp-d1.ts";
import { authorizeService, requestActivationMethods } from "./authorizations.ts";
import type { D1State } from "./d1-state.ts";
import { deliverActivationCode } from "./deliveries.ts";
import type { OpenEnvelope } from "./funding.ts";
import { drawId } from "./ids.ts";
import { notifyServiceActivated, notifyTokenUpdated } from "./notifications.ts";
import { parseMembers, refusal, toErrorMembers } from "./refusals.ts";

/** Answers the text of one request; never rejects, for errors travel in the answer (RS-04). */
export type AnswerText = (body: string) => Promise<Acknowledgement>;

type Perform<Request> = (request: Request, state: D1State) => Promise<object>;
type Handle = (received: unknown) => Promise<object>;

/** The five operations of the TSP -> D1 leg, by name. Source: contract.md section 9. */
export function createOperations(
  state: D1State,
  openEnvelope: OpenEnvelope | undefined,
): ReadonlyMap<string, AnswerText> {
  const handles: Readonly<Record<TspD1Operation, Handle>> = {
    authorizeService: reads(authorizeServiceRequest, (request) => authorizeService(request, state, openEnvelope)),
    requestActivationMethods: reads(requestActivationMethodsRequest, (request) =>
      requestActivationMethods(request, state, openEnvelope),
    ),
    deliverActivationCode: reads(
      deliverActivationCodeRequest,
      once("deliverActivationCode", deliverActivationCode, state),
    ),
    notifyServiceActivated: reads(
      notifyServiceActivatedRequest,
      once("notifyServiceActivated", notifyServiceActivated, state),
    ),
    notifyTokenUpdated: reads(notifyTokenUpdatedRequest, once("notifyTokenUpdated", notifyTokenUpdated, state)),
  };
  return new Map(Object.entries(handles).map(([name, handle]) => [name, logged(name, handle, state)]));
}

/** Every answer with its id; a failure is one too. */
export async function answer(work: () => Promise<object>, state: D1State): Promise<Acknowledgement> {
  const responseId = drawId(state.chance);
  try {
    return { responseId, ...(await work()) };
  } catch (error) {
    return { responseId, ...toErrorMembers(error) };
  }
}

function reads<Request>(shape: z.ZodType<Request>, perform: (request: Request) => Promise<object>): Handle {
  const tolerantShape = tolerant(shape);
  return async (received) => perform(parseMembers(tolerantShape, received));
}

/** What has effects is done once a `requestId`: a repetition gets the first answer, its responseId included (CS-13). */
function once<Request extends { readonly requestId: string }>(
  name: TspD1Operation,
  perform: Perform<Request>,
  state: D1State,
): (request: Request) => Promise<object> {
  return (request) =>
    state.parts.answerOnce(`${name} ${request.requestId}`, () => answer(() => perform(request, state), state));
}

function logged(operation: string, handle: Handle, state: D1State): AnswerText {
  return async (body) => {
    const answered = await answer(async () => handle(parseJson(body)), state);
    state.log(state.parts.logLine({ operation, body, answer: answered }));
    return answered;
  };
}

/** The parser's own error quotes the text, so it is not kept. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refusal("INVALID_JSON", "the body is not JSON");
  }
}
