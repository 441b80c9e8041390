import type { Exchange } from "../evidence/journal.ts";
import { type Check, untestable } from "./finding.ts";
import { conclude, describeOutcome, statusOf } from "./issuer-answer.ts";

/**
 * RS-11: a notification is answered with 204, however often, late or out of order it comes; what it does once is seen by
 * the issuer alone. `what` says what was unusual, e.g. "the same operationId again". Source: [D], effect [A].
 */
export const checkNotificationsTaken: Check<readonly Exchange[], { readonly what: string }> = (exchanges, { what }) => {
  const expected = `${what}: 204 each time, no body`;
  const hint =
    "Answer 204 to every notification, also to one that is known, late or about a card that is gone; act on it once.";
  const evidence = exchanges.map(({ id }) => id);
  const silent = exchanges.find((exchange) => statusOf(exchange) === undefined);
  if (silent || exchanges.length === 0) {
    const actual = silent ? describeOutcome(silent) : "no notification was sent";
    return untestable("RS-11", { expected, actual, hint, attribution: "ENVIRONMENT", evidence });
  }
  const wrong = exchanges.filter((exchange) => describeOutcome(exchange) !== "204, no body");
  return conclude("RS-11", {
    expected,
    faults: wrong.map((exchange) => `${what}: ${describeOutcome(exchange)}`),
    actual: `${exchanges.length} times 204`,
    hint,
    evidence,
  });
};
