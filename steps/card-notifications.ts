import type { NotificationTry } from "../src/checks/retries.ts";
import { cardNotification } from "../src/contract/d1-issuer.ts";
import { tolerant } from "../src/contract/tolerance.ts";
import type { Scenario } from "./scenario.ts";

interface Notified {
  readonly operation: string;
  readonly status: string;
  /** Of the path and, where the body names one, of the body too: two that differ are joined with a blank. */
  readonly cardId: string;
}

/** Every call of the card notification endpoint since the scenario began, in order. */
export function cardNotificationTries(scenario: Scenario): readonly NotificationTry[] {
  return scenario.exchanges().flatMap(({ id, leg, request, outcome }) => {
    if (leg !== "d1-issuer" || !/\/cards\/[^/]+\/notifications$/.test(new URL(request.url).pathname)) return [];
    const { operationId } = read(request.body ?? "");
    return [{ id, operationId, ...("response" in outcome && { status: outcome.response.status }) }];
  });
}

/** The card notifications that the issuer was sent since the scenario began; a repeated `operationId` counts once. */
export function cardNotifications(scenario: Scenario): readonly Notified[] {
  const calls = scenario.exchanges().flatMap(({ leg, request }) => {
    const [, cardId = ""] = /\/cards\/([^/]+)\/notifications$/.exec(new URL(request.url).pathname) ?? [];
    return leg === "d1-issuer" && cardId !== "" ? [{ cardId, body: read(request.body ?? "") }] : [];
  });
  const once = new Map(calls.map((call) => [call.body.operationId, call]));
  return [...once.values()].map(({ cardId, body }) => ({
    operation: body.operation,
    status: body.status,
    cardId: body.cardId === undefined || body.cardId === cardId ? cardId : `${cardId} ${body.cardId}`,
  }));
}

const read = (body: string) => tolerant(cardNotification).parse(JSON.parse(body));
