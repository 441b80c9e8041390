import type {
  AuthorizeServiceRequest,
  AuthorizeServiceResponse,
  RequestActivationMethodsRequest,
  RequestActivationMethodsResponse,
} from "../../src/contract/tsp-d1.ts";
import type { D1State } from "./d1-state.ts";
import type { Digitization } from "./digitizations.ts";
import { type OpenEnvelope, readFundingAccount } from "./funding.ts";
import { drawId } from "./ids.ts";
import { scheduleReminders } from "./notices.ts";
import { makeOffer } from "./offers.ts";
import { limitSession } from "./sessions.ts";
import type { RegisteredCard } from "./tenants.ts";

type Members<Response> = Omit<Response, "responseId">;
type Opening = Pick<AuthorizeServiceRequest, "correlationId"> & Partial<AuthorizeServiceRequest>;

/** GREEN, RED, or YELLOW together with the methods. A declined card leaves no digitization behind. */
export async function authorizeService(
  request: AuthorizeServiceRequest,
  state: D1State,
  openEnvelope: OpenEnvelope | undefined,
): Promise<Members<AuthorizeServiceResponse>> {
  const { card, verification } = verify(request, state, openEnvelope);
  if (!card || verification.declineReasonCode) return { decision: "DECLINED", ...verification };
  const decision = state.parts.decide(request, state.tenants.of(card));
  if (decision === "DECLINED") return { decision, ...verification };
  const digitization = openDigitization(request, card, state);
  if (decision === "APPROVED") return { decision, ...verification };
  const { methods } = await makeOffer(digitization, state);
  scheduleReminders(digitization, state);
  limitSession(digitization, state);
  return { decision, activationMethods: [...methods], ...verification };
}

/** The list of the digitization, made now if there is none yet; empty for a card that does not hold (CS-11). */
export async function requestActivationMethods(
  request: RequestActivationMethodsRequest,
  state: D1State,
  openEnvelope: OpenEnvelope | undefined,
): Promise<Members<RequestActivationMethodsResponse>> {
  const { card, verification } = verify(request, state, openEnvelope);
  if (!card || verification.declineReasonCode) return { activationMethods: [], authenticationDecision: "DECLINED" };
  const digitization = digitizationOf(request, card, state);
  const { methods } = digitization.offer ?? (await makeOffer(digitization, state));
  return { activationMethods: [...methods], authenticationDecision: "REQUIRE_ADDITIONAL_AUTHENTICATION" };
}

function verify(
  { fundingAccountInfo }: Pick<AuthorizeServiceRequest, "fundingAccountInfo">,
  { parts, tenants, clock }: D1State,
  openEnvelope: OpenEnvelope | undefined,
) {
  const account = readFundingAccount(fundingAccountInfo, openEnvelope);
  const card = tenants.cardOf(account.accountNumber);
  return { card, verification: parts.verifyCard(account, card, clock.now()) };
}

/** The request is kept without its funding account: D1 has its own record of the card. */
function openDigitization(request: Opening, card: RegisteredCard, state: D1State): Digitization {
  const { fundingAccountInfo: _, ...requestor } = request;
  return state.digitizations.open({
    digitalCardId: drawId(state.chance),
    correlationId: request.correlationId,
    xCorrelationId: state.parts.xCorrelationId(card),
    card,
    requestor,
    state: "pending",
  });
}

/** Here the TSP names card and token together, so the token reference is bound for good. */
function digitizationOf(request: RequestActivationMethodsRequest, card: RegisteredCard, state: D1State): Digitization {
  const { correlationId, tokenUniqueReference: token } = request;
  const ofCard = state.digitizations.ofCorrelation(correlationId).filter((known) => known.card.pan === card.pan);
  const known =
    ofCard.find((candidate) => token !== undefined && candidate.tokenUniqueReference === token) ??
    ofCard.findLast((candidate) => token === undefined || candidate.tokenUniqueReference === undefined);
  const digitization = known ?? openDigitization({ correlationId }, card, state);
  return token === undefined ? digitization : state.digitizations.bind(digitization, token);
}
