import type { Exchange } from "../evidence/journal.ts";
import { type Check, type Finding, untestable } from "./finding.ts";
import { conclude, describeOutcome, judgeAnswer, statusOf } from "./issuer-answer.ts";

interface Usual {
  /** The same call without the unusual. */
  readonly usual: Exchange;
  /** E.g. "an unknown header". */
  readonly unusual: string;
}

/** RS-01: what the issuer does not know or expect changes nothing: headers, parameters, members, enum values, order. Source: (15). */
export const checkTolerated: Check<Exchange, Usual> = (exchange, { usual, unusual }) =>
  compare("RS-01", exchange, usual, {
    unusual,
    hint: "Validate only what you need, pass over all else: D1 adds headers, members and enum values without notice.",
  });

/** RS-02: a call without `x-correlation-id`, or with one of another alphabet, is answered as usual. Source: (2). */
export const checkCorrelationIdOptional: Check<Exchange, Usual> = (exchange, { usual, unusual }) =>
  compare("RS-02", exchange, usual, {
    unusual,
    hint: "Take x-correlation-id as optional and opaque: log it if it is fit for that, refuse nothing because of it.",
  });

interface Comparison {
  readonly unusual: string;
  readonly hint: string;
}

function compare(requirement: string, exchange: Exchange, usual: Exchange, { unusual, hint }: Comparison): Finding {
  const status = statusOf(usual);
  if (status === undefined || status >= 300) return noStandard(requirement, usual);
  return judgeAnswer(requirement, exchange, (response) =>
    conclude(requirement, {
      expected: `${unusual}: ${status}, as without it`,
      faults: response.status === status ? [] : [`${unusual}: ${describeOutcome(exchange)}`],
      actual: describeOutcome(exchange),
      hint,
      evidence: [usual.id, exchange.id],
    }),
  );
}

const noStandard = (requirement: string, usual: Exchange): Finding =>
  untestable(requirement, {
    expected: "the usual call to succeed, to compare with",
    actual: describeOutcome(usual),
    hint: "Mend the usual call first.",
    attribution: "IMPLEMENTATION",
    evidence: [usual.id],
  });
