import { d1IssuerPaths } from "../contract/d1-issuer.ts";
import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import type { HttpResponse } from "../http.ts";
import { type Check, type Finding, untestable } from "./finding.ts";
import { attributionOf, conclude, describeOutcome } from "./issuer-answer.ts";
import { createSecretPanSearch } from "./pan-search.ts";
import { findSpellings } from "./secrets-in-text.ts";

/**
 * SE-09: no answer, body or header, returns an OTP, a card number, a contact or a stack trace. A good answer of Get Consumer
 * Information may return contacts, in its body. Source: [A].
 */
export const checkAnswersKeepSecrets: Check<readonly Exchange[], { readonly secrets: readonly Secret[] }> = (
  exchanges,
  { secrets },
) => {
  const expected = "no OTP, card number, contact or stack trace in an answer";
  const searched = exchanges.flatMap((exchange) => {
    const faults = leaksOf(exchange, secrets);
    return faults ? [{ id: exchange.id, faults }] : [];
  });
  if (searched.length === 0) return nothingSearched(expected, exchanges);
  const faulty = searched.filter(({ faults }) => faults.length > 0);
  return conclude("SE-09", {
    expected,
    faults: faulty.flatMap(({ faults }) => faults),
    actual: `${searched.length} answers searched for ${secrets.length} secrets, none found`,
    hint: "Write error texts of your own: neither the request's values nor an exception's text or stack.",
    evidence: (faulty.length > 0 ? faulty : searched).map(({ id }) => id),
  });
};

/** `undefined` where there is no answer. */
function leaksOf({ request, outcome }: Exchange, secrets: readonly Secret[]): readonly string[] | undefined {
  if ("error" in outcome) return undefined;
  const { response } = outcome;
  if (!isConsumerAnswer(request.url, response)) return [...secretsIn(response, secrets), ...tracesIn(response)];
  const others = secrets.filter(({ kind }) => kind !== "phone" && kind !== "email");
  const [body, headers] = [
    { ...response, headers: {} },
    { ...response, body: "" },
  ];
  return [...secretsIn(body, others), ...secretsIn(headers, secrets), ...tracesIn(headers)];
}

function nothingSearched(expected: string, [silent]: readonly Exchange[]): Finding {
  return untestable("SE-09", {
    expected,
    actual: silent ? describeOutcome(silent) : "no call was made",
    hint: "Let the backend answer: only then can an answer be searched.",
    attribution: silent && "error" in silent.outcome ? attributionOf(silent.outcome.error) : "HARNESS",
    evidence: silent ? [silent.id] : [],
  });
}

/** Whose values an answer gives away, by kind and place, never by value. The token of a token endpoint is meant to be there. */
export function secretsIn(response: Spoken, secrets: readonly Secret[]): readonly string[] {
  const search = createSecretPanSearch(secrets);
  return placesOf(response).flatMap(({ place, text }) => {
    const kinds = secrets.filter((secret) => isIn(text, secret)).map(({ kind }) => kind);
    const hidden = kinds.length === 0 && search(text) !== undefined ? ["pan"] : [];
    return [...kinds, ...hidden].map((kind) => `${kind} in ${place}`);
  });
}

type Spoken = Pick<HttpResponse, "headers" | "body">;

const tracesIn = (response: Spoken): readonly string[] =>
  placesOf(response)
    .filter(({ text }) => traces.some((trace) => trace.test(text)))
    .map(({ place }) => `a stack trace in ${place}`);

const placesOf = ({ headers, body }: Spoken) => [
  { place: "the body", text: body },
  { place: "a header", text: Object.values(headers).join("\n") },
];

/** A phone is found without its country code, too. */
function isIn(text: string, { kind, value }: Secret): boolean {
  if (kind === "token" || text === "") return false;
  return findSpellings(text, kind === "phone" ? value.slice(-NATIONAL_DIGITS) : value).length > 0;
}

const NATIONAL_DIGITS = 9;

const consumerPath = new RegExp(`${d1IssuerPaths.consumer.replace(/:\w+/g, "[^/]+")}$`);

const isConsumerAnswer = (url: string, { status }: HttpResponse): boolean =>
  status < 300 && consumerPath.test(new URL(url).pathname);

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
