import type { Exchange } from "../evidence/journal.ts";
import { type Check, type Finding, untestable } from "./finding.ts";
import { conclude, describeOutcome, judgeAnswer } from "./issuer-answer.ts";

interface Attempt {
  /** What must not get in, e.g. "no client certificate". */
  readonly with: string;
  /** The same call as D1 makes it, moments before: without it a refusal proves nothing. */
  readonly control: Exchange;
}

/**
 * SE-01: a caller without the client certificate, with a foreign authority's, or with TLS below 1.2 is refused: by the
 * handshake, a closed connection, or the 400, 401, 403 of a proxy that has let the handshake pass. Source: (4).
 */
export const checkDoorShut: Check<Exchange, Attempt> = (exchange, attempt) => {
  if ("error" in attempt.control.outcome) return noControl(attempt.control);
  const { outcome } = exchange;
  if ("error" in outcome && !isRefusal(outcome.error)) return notTried(exchange);
  const served = "response" in outcome && !PROXY_REFUSALS.includes(outcome.response.status);
  return conclude("SE-01", {
    expected: `no answer to a call with ${attempt.with}`,
    faults: served ? [`answered: ${describeOutcome(exchange)}`] : [],
    actual: `refused: ${describeOutcome(exchange)}`,
    hint: "Demand TLS 1.2 or newer and a client certificate of D1's authority, and verify it before anything is served.",
    evidence: [exchange.id, attempt.control.id],
  });
};

/** SE-01, the other way: D1's own call is served over TLS 1.2 or 1.3. Source: (4). */
export const checkDoorOpen: Check<Exchange> = (exchange) =>
  judgeAnswer("SE-01", exchange, ({ tls }) =>
    conclude("SE-01", {
      expected: "an answer over TLS 1.2 or 1.3",
      faults: tls && /^TLSv1\.[23]$/.test(tls.version) ? [] : [tls ? `over ${tls.version}` : "over no TLS at all"],
      actual: `an answer over ${tls?.version ?? "no TLS"}`,
      hint: "Serve the backend over TLS 1.2 or 1.3 with client authentication.",
      evidence: [exchange.id],
    }),
  );

/** 495 and 496 are those of a widely used proxy for a bad and a missing client certificate. */
const PROXY_REFUSALS: readonly number[] = [400, 401, 403, 495, 496];

/** A handshake that our own side could not even begin is no refusal by theirs. */
const isRefusal = ({ code, message }: { readonly code: string; readonly message: string }): boolean =>
  (code === "HTTP_TLS" && !/NO_PROTOCOLS_AVAILABLE|NO_CIPHERS/.test(message)) ||
  (code === "HTTP_UNREACHABLE" && !/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/.test(message));

const notTried = (exchange: Exchange): Finding =>
  untestable("SE-01", {
    expected: "an attempt that reaches the backend",
    actual: describeOutcome(exchange),
    hint: "Run it where the backend can be reached and OpenSSL still speaks TLS 1.1.",
    evidence: [exchange.id],
  });

const noControl = (control: Exchange): Finding =>
  untestable("SE-01", {
    expected: "D1's own call answered before",
    actual: describeOutcome(control),
    hint: "Mend what keeps D1 out first: a backend that refuses everybody proves nothing.",
    attribution: "ENVIRONMENT",
    evidence: [control.id],
  });
