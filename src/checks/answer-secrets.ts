import { d1IssuerPaths } from "../contract/d1-issuer.ts";
import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import type { HttpResponse } from "../http.ts";
import { type Check, untestable } from "./finding.ts";
import { conclude } from "./issuer-answer.ts";
import { findSpellings } from "./secrets-in-text.ts";

/**
 * SE-09: no answer, body or header, returns an OTP, a card number, a contact or a stack trace. A 200 of Get Consumer
 * Information may return contacts, in its body. Source: [A].
 */
export const checkAnswersKeepSecrets: Check<readonly Exchange[], { readonly secrets: readonly Secret[] }> = (
  exchanges,
  { secrets },
) => {
  const answered = exchanges.flatMap(({ id, request, outcome }) =>
    "response" in outcome
      ? [{ id, response: outcome.response, isConsumer: isConsumerAnswer(request.url, outcome.response) }]
      : [],
  );
  const expected = "no OTP, card number, contact or stack trace in an answer";
  if (answered.length === 0) {
    const hint = "Let the scenario call the backend.";
    return untestable("SE-09", { expected, actual: "no answer was recorded", hint, evidence: [] });
  }
  const faulty = answered
    .map(({ id, response, isConsumer }) => ({
      id,
      faults: leaksIn(isConsumer ? { ...response, body: "" } : response, secrets),
    }))
    .filter(({ faults }) => faults.length > 0);
  return conclude("SE-09", {
    expected,
    faults: faulty.flatMap(({ faults }) => faults),
    actual: `${answered.length} answers searched for ${secrets.length} secrets, none found`,
    hint: "Write error texts of your own: neither the request's values nor an exception's text or stack.",
    evidence: (faulty.length > 0 ? faulty : answered).map(({ id }) => id),
  });
};

/** What an answer gives away, by kind and place, never by value. The access token of a token endpoint is meant to be there. */
export function leaksIn(
  { headers, body }: Pick<HttpResponse, "headers" | "body">,
  secrets: readonly Secret[],
): readonly string[] {
  const places = [
    { place: "the body", text: body },
    { place: "a header", text: Object.values(headers).join("\n") },
  ];
  return places.flatMap(({ place, text }) => [
    ...secrets.filter((secret) => isIn(text, secret)).map(({ kind }) => `${kind} in ${place}`),
    ...(traces.some((trace) => trace.test(text)) ? [`a stack trace in ${place}`] : []),
  ]);
}

/** A phone is found without its country code, too. */
function isIn(text: string, { kind, value }: Secret): boolean {
  if (kind === "token" || text === "") return false;
  return findSpellings(text, kind === "phone" ? value.slice(-NATIONAL_DIGITS) : value).length > 0;
}

const NATIONAL_DIGITS = 9;

const consumerPath = new RegExp(`${d1IssuerPaths.consumer.replace(/:\w+/g, "[^/]+")}$`);

const isConsumerAnswer = (url: string, { status }: HttpResponse): boolean =>
  status === 200 && consumerPath.test(new URL(url).pathname);

/** How the usual platforms print where they failed. */
const traces: readonly RegExp[] = [
  /\bat ([^\n]{1,200} \()?(file:|node:|\/|[A-Z]:\\)[^\n]{1,200}:\d+:\d+/, // Node
  /\bat [\w.$<>]{1,200}\([\w.]+\.(java|kt|scala|groovy):\d+\)|\bat [\w.$<>]{1,200}\((Native Method|Unknown Source)\)/, // JVM
  /\bat [\w.<>`]{1,200}\([^)]{0,200}\) in \S+:line \d+/, // .NET
  /Traceback \(most recent call last\)|File "[^"\n]{1,200}", line \d+, in /, // Python
  /goroutine \d+ \[running\]|\bpanic: /, // Go
  /\.(php|rb)(:\d+:in |\(\d+\): |:\d+\))/, // PHP, Ruby
  /\bORA-\d{5}\b|\bSQLSTATE\b|syntax error at or near|You have an error in your SQL syntax/,
];
