import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import type { HttpResponse } from "../http.ts";
import { secretsIn } from "./answer-secrets.ts";
import { type Check, type Finding, untestable } from "./finding.ts";
import { conclude, describeOutcome, judgeAnswer } from "./issuer-answer.ts";

/** The secrets of the people about: none of them may be in a refusal. */
interface Canaries {
  readonly secrets: readonly Secret[];
}

/** CD-08: an unknown consumer gets 404, and nobody's personal values with it. Source: (2), number [C]. */
export const checkUnknownConsumer: Check<Exchange, Canaries> = (exchange, { secrets }) =>
  judgeRefusal("CD-08", exchange, secrets, {
    isRight: (status) => status === 404,
    expected: "404 without personal values",
    hint: 'Answer an unknown consumer with 404 and at most {"error": "…"}.',
  });

/** CD-08, for an id that no consumer can have: any refusal but 401, which would blame the bearer. Source: (2). */
export const checkImpossibleConsumer: Check<Exchange, Canaries> = (exchange, { secrets }) =>
  judgeRefusal("CD-08", exchange, secrets, {
    isRight: (status) => status >= 400 && status < 500 && status !== 401,
    expected: "a refusal (4xx, not 401) without personal values",
    faultsOf: ({ headers }) => (INJECTED_HEADER in headers ? ["a header that the id brought along"] : []),
    hint: "Take the id as one opaque value: decode it once, put it into no path, query or header, refuse it with 400 or 404.",
  });

/** CD-09: a consumer in a forbidden state gets 403, and no personal values. Source: (2), number [C]. */
export const checkForbiddenConsumer: Check<Exchange, Canaries> = (exchange, { secrets }) =>
  judgeRefusal("CD-09", exchange, secrets, {
    isRight: (status) => status === 403,
    expected: "403 without personal values",
    hint: "Answer 403 with an empty body for a consumer whose state forbids an answer.",
  });

/** SE-02: a missing, expired, altered or foreign bearer gets 401; what the answer gives away is SE-09. Source: (2), number [C]. */
export const checkBearerRefused: Check<Exchange> = (exchange) =>
  judgeAnswer("SE-02", exchange, ({ status }) =>
    conclude("SE-02", {
      expected: "401",
      faults: status === 401 ? [] : [`status ${status}`],
      actual: describeOutcome(exchange),
      hint: "Verify signature, issuer and expiry of every bearer before anything else, on every operation.",
      evidence: [exchange.id],
    }),
  );

/** SE-02, the other way: the bearer is good until it expires. The control without which a 401 proves nothing. */
export const checkBearerAccepted: Check<Exchange> = (exchange) =>
  judgeAnswer("SE-02", exchange, ({ status }) =>
    conclude("SE-02", {
      expected: "200: the bearer is good, and may be used until it expires",
      faults: status === 200 ? [] : [`status ${status}`],
      actual: describeOutcome(exchange),
      hint: "Accept a bearer as often as it is shown, until the expiry that expires_in told.",
      evidence: [exchange.id],
    }),
  );

/** What a hostile id tries to add to the answer. */
export const INJECTED_HEADER = "x-stepproof";

interface Refusal {
  readonly isRight: (status: number) => boolean;
  readonly faultsOf?: (response: HttpResponse) => readonly string[];
  readonly expected: string;
  readonly hint: string;
}

function judgeRefusal(requirement: string, exchange: Exchange, secrets: readonly Secret[], refusal: Refusal): Finding {
  const { isRight, faultsOf = () => [], ...rest } = refusal;
  if (secrets.length === 0) return noCanaries(requirement, exchange);
  return judgeAnswer(requirement, exchange, (response) =>
    conclude(requirement, {
      ...rest,
      faults: [
        ...(isRight(response.status) ? [] : [`status ${response.status}`]),
        ...secretsIn(response, secrets),
        ...faultsOf(response),
      ],
      actual: describeOutcome(exchange),
      evidence: [exchange.id],
    }),
  );
}

const noCanaries = (requirement: string, { id }: Exchange): Finding =>
  untestable(requirement, {
    expected: "somebody whose personal values could leak",
    actual: "nobody is known",
    hint: "Let an End User be on file in the scenario.",
    evidence: [id],
  });
