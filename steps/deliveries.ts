import { z } from "zod";
import { reaches } from "../src/checks/channel.ts";
import { hasExactCode } from "../src/checks/otp-content.ts";
import { tolerant } from "../src/contract/tolerance.ts";
import {
  type ActivationMethod,
  acknowledgement,
  type DeliverActivationCodeRequest,
  deliverActivationCodeRequest,
} from "../src/contract/tsp-d1.ts";
import type { ActivationResult } from "../src/contract/wallet-tsp.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import type { CapturedMessage } from "../src/messages/captured-message.ts";
import { visibleText } from "../src/messages/reading.ts";
import { type Actor, contactsOnFile, type StepUp } from "./actor.ts";
import type { Scenario } from "./scenario.ts";

/** The delivery requests for one step-up that D1 accepted, a repeated `requestId` counted once, oldest first. */
export function acceptedDeliveries(scenario: Scenario, stepUp: StepUp): readonly DeliverActivationCodeRequest[] {
  const accepted = deliveryExchanges(scenario).filter((exchange) => errorCodeOf(exchange) === undefined);
  const requests = accepted
    .map(requestOf)
    .filter(({ tokenUniqueReference }) => tokenUniqueReference === tokenOf(stepUp));
  return [...new Map(requests.map((request) => [request.requestId, request])).values()];
}

/** The codes that D1 was asked to deliver for a step-up, oldest first. */
export const codesOf = (scenario: Scenario, stepUp: StepUp): readonly string[] =>
  acceptedDeliveries(scenario, stepUp).map(({ activationCode }) => activationCode);

export const deliveryExchanges = (scenario: Scenario): readonly Exchange[] =>
  scenario.exchanges().filter(({ leg, request }) => leg === "tsp-d1" && request.url.endsWith("/deliverActivationCode"));

/** The methods as D1 last named them to the TSP, before the TSP had a say, and the exchange that shows it. */
export function offeredMethods(scenario: Scenario): {
  methods: readonly ActivationMethod[];
  evidence: readonly string[];
} {
  const offer = scenario
    .exchanges()
    .findLast(
      ({ leg, request }) => leg === "tsp-d1" && /(authorizeService|requestActivationMethods)$/.test(request.url),
    );
  if (!offer || "error" in offer.outcome) throw new Error("D1 has named no methods: the scenario lacks a step");
  const { activationMethods = [] } = anyOffer.parse(offer.outcome.response.body);
  return { methods: activationMethods, evidence: [offer.id] };
}

/** The error that an answer of D1 carries in its body; undefined when D1 accepted. */
export function errorCodeOf({ outcome }: Exchange): string | undefined {
  if ("error" in outcome) return outcome.error.code;
  return parseErrorCode(outcome.response.body);
}

/** Throws for an answer that is none, without quoting it. */
export function parseErrorCode(body: string): string | undefined {
  const answer = anyAnswer.safeParse(body);
  if (!answer.success) throw new Error("D1's answer is not JSON in the shape of an acknowledgement");
  return answer.data.errorCode;
}

/**
 * What the inboxes got for one step-up. Alone in a scenario it is all there is; among others, a message belongs to
 * whose code it carries, else to whom it is addressed.
 */
export function messagesFor(scenario: Scenario, actor: Actor, stepUp: StepUp): readonly CapturedMessage[] {
  const others = scenario.stepUps().filter((other) => other !== stepUp);
  if (others.length === 0) return scenario.messages();
  const own = codesOf(scenario, stepUp);
  const foreign = others.flatMap((other) => codesOf(scenario, other)).filter((code) => !own.includes(code));
  return scenario.messages().filter((message) => {
    const carries = (code: string) => hasExactCode(visibleText(message), code);
    return (
      own.some(carries) ||
      (!foreign.some(carries) && contactsOnFile(actor).some((contact) => reaches(message, contact)))
    );
  });
}

/** Reads the code in the newest message of the chosen channel, as this person would, and types it. */
export async function typeCodeRead(
  scenario: Scenario,
  actor: Actor,
  stepUp: StepUp,
): Promise<ActivationResult | "NO_CODE_READ"> {
  const message = messagesFor(scenario, actor, stepUp).findLast(({ kind }) => kind === stepUp.channel);
  const code = message && actor.endUser.readCode(message);
  return code === undefined ? "NO_CODE_READ" : (await stepUp.inWallet.typeCode(code)).result;
}

const tokenOf = ({ inWallet }: StepUp): string => inWallet.tokenUniqueReference;

const json = z.string().transform((body, context) => {
  try {
    return JSON.parse(body);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});

/** Lengths are for the check to judge, so they are not asked for here. */
const anyOffer = json.pipe(
  z.looseObject({ activationMethods: z.array(z.looseObject({ type: z.string(), value: z.string() })).optional() }),
);

const anyAnswer = json.pipe(tolerant(acknowledgement));

const anyBody = json.pipe(tolerant(deliverActivationCodeRequest));

const requestOf = ({ request }: Exchange): DeliverActivationCodeRequest => anyBody.parse(request.body);

/** What the TSP asked in an exchange; undefined where a wrong TSP asked for something else. */
export const readableRequest = ({ request }: Exchange): DeliverActivationCodeRequest | undefined =>
  anyBody.safeParse(request.body).data;
