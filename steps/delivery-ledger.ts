import type { Arrival } from "../src/checks/fates.ts";
import { hasExactCode } from "../src/checks/otp-content.ts";
import type { DeliverActivationCodeRequest } from "../src/contract/tsp-d1.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import type { AskedDelivery } from "../src/evidence/ledger.ts";
import type { ScenarioLedger } from "../src/evidence/scenario-ledger.ts";
import type { CapturedMessage } from "../src/messages/captured-message.ts";
import { visibleText } from "../src/messages/reading.ts";
import { deliveryExchanges, errorCodeOf, readableRequest } from "./deliveries.ts";
import type { Scenario } from "./scenario.ts";

/** What was asked of D1 in the scenario, and what became of it. */
export const ledgerOf = (scenario: Scenario): ScenarioLedger => ({
  requests: askedDeliveries(scenario),
  lines: scenario.fates(),
});

/** The delivery requests of the scenario as the TSP made them, and whether each was answered with an error. */
export function askedDeliveries(scenario: Scenario): readonly AskedDelivery[] {
  return deliveryExchanges(scenario).flatMap((exchange) => {
    const { requestId } = readableRequest(exchange) ?? {};
    const errorCode = answeredError(exchange);
    return requestId === undefined ? [] : [{ requestId, ...(errorCode !== undefined && { errorCode }) }];
  });
}

/** What is no answer of D1's, be it what it may, tells the TSP that it failed. */
function answeredError(exchange: Exchange): string | undefined {
  try {
    return errorCodeOf(exchange);
  } catch {
    return "UNREADABLE";
  }
}

/** Which request each message of the scenario answers, by the code in it; of several with one code the earliest still without. */
export function arrivalsOf(scenario: Scenario): readonly Arrival[] {
  const asked = deliveryExchanges(scenario).flatMap((exchange) => readableRequest(exchange) ?? []);
  const requests = new Map(asked.map((request) => [request.requestId, request]));
  const served = new Set<string>();
  return scenario.messages().map((message) => {
    const candidates = [...requests.values()].filter((request) => answers(message, request));
    const meant = candidates.find(({ requestId }) => !served.has(requestId)) ?? candidates.at(-1);
    if (!meant) return { id: message.id };
    served.add(meant.requestId);
    return { id: message.id, requestId: meant.requestId };
  });
}

const answers = (message: CapturedMessage, { activationCode }: DeliverActivationCodeRequest): boolean =>
  hasExactCode(visibleText(message), activationCode);
