import { createHmac } from "node:crypto";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { visibleText } from "../messages/reading.ts";
import { conceal } from "./conceal.ts";
import type { Exchange } from "./journal.ts";
import type { Secret, SecretKind } from "./secrets.ts";

/** One exchange or message as it is kept: nothing in it is a secret any more. A line of `evidence/*.ndjson`. */
export interface EvidenceRecord {
  /** `file:line` of the scenario. */
  readonly scenario: string;
  /** The step during which it ended or came. */
  readonly step: string;
  /** The requirements whose findings name it. */
  readonly requirements: readonly string[];
  /** As findings name it. */
  readonly id: string;
  readonly kind: "exchange" | "sms" | "email";
  /** ISO 8601 by the clock of the systems. */
  readonly at: string;
  /** What was said, redacted. */
  readonly content: object;
  /** Which secrets stood in it. The same value has the same digest in all of a run, and another one in every other. */
  readonly secrets: readonly { readonly kind: SecretKind; readonly digest: string }[];
}

/** What links a record to the run. */
export interface EvidenceLinks {
  readonly scenario: string;
  readonly stepOf: (id: string) => string;
  readonly requirementsOf: (id: string) => readonly string[];
}

export interface EvidenceSecrets {
  readonly known: readonly Secret[];
  readonly redact: (text: string) => string;
  /** Of the run, hexadecimal: without it nobody can try out codes until a digest fits. */
  readonly salt: string;
}

/** Longer bodies are cut, and say so, characters. */
const MOST_OF_A_BODY = 4_000;

/** The record of an exchange: without what authorizes, and without the values of the run's secrets. */
export function recordExchange(exchange: Exchange, links: EvidenceLinks, secrets: EvidenceSecrets): EvidenceRecord {
  const { id, at, leg, durationMs, request, outcome } = exchange;
  const said = {
    leg,
    durationMs: Math.round(durationMs),
    request: { ...request, headers: withoutCredentials(request.headers), body: cut(request.body, secrets) },
    ...("error" in outcome
      ? { error: outcome.error }
      : {
          response: {
            status: outcome.response.status,
            headers: withoutCredentials(outcome.response.headers),
            body: cut(outcome.response.body, secrets),
          },
        }),
  };
  return {
    ...linksOf(id, links),
    kind: "exchange",
    at: new Date(at).toISOString(),
    content: redactTexts(said, secrets),
    secrets: digestsOf(JSON.stringify(exchange), secrets),
  };
}

/** The record of a message: what its reader sees, every digit a zero, and the digest of the octets that came. */
export function recordMessage(
  message: CapturedMessage,
  links: EvidenceLinks,
  secrets: EvidenceSecrets,
): EvidenceRecord {
  const text = visibleText(message);
  const octets = message.kind === "sms" ? Buffer.concat(message.parts.map(({ payload }) => payload)) : message.raw;
  const title = message.kind === "sms" ? message.sender : message.subject;
  return {
    ...linksOf(message.id, links),
    kind: message.kind,
    at: new Date(message.receivedAt).toISOString(),
    content: {
      title: conceal(title, secrets),
      text: conceal(text.slice(0, MOST_OF_A_BODY), secrets),
      octets: octets.length,
      // With the salt: whoever knows the template could otherwise try out codes.
      digest: createHmac("sha256", secrets.salt).update(octets).digest("hex"),
    },
    secrets: digestsOf(`${title}\n${text}\n${message.recipient}`, secrets),
  };
}

const linksOf = (id: string, { scenario, stepOf, requirementsOf }: EvidenceLinks) => ({
  scenario,
  step: stepOf(id),
  requirements: requirementsOf(id),
  id,
});

function digestsOf(text: string, { known, salt }: Pick<EvidenceSecrets, "known" | "salt">): EvidenceRecord["secrets"] {
  const present = known.filter(({ value }) => text.includes(value));
  return present.map(({ kind, value }) => ({ kind, digest: digestOf(value, salt) }));
}

/** What proves that two places held the same value, and nothing else. */
export const digestOf = (value: string, salt: string): string =>
  createHmac("sha256", salt).update(value).digest("hex").slice(0, 32);

const credentials = /^(?:authorization|cookie|set-cookie|proxy-authorization)$/i;

const withoutCredentials = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, credentials.test(name) ? "[credentials]" : value]),
  );

/** Text by text: a code of one digit may stand in a duration, too. */
function redactTexts(said: object, { redact, known }: EvidenceSecrets): object {
  const redactText = (text: string) => withoutTokens(withoutPhones(redact(text), known));
  const written = JSON.stringify(said, (_, value: unknown) => (typeof value === "string" ? redactText(value) : value));
  return JSON.parse(written) as object;
}

/** Systems keep the calling code apart, or write the number as within its country. */
function withoutPhones(text: string, known: readonly Secret[]): string {
  const phones = known.filter(({ kind }) => kind === "phone");
  const national = (left: string, { value }: Secret) =>
    left.replace(new RegExp(`\\d*${value.slice(-9)}`, "g"), "[phone]");
  // That of a device is nobody's on file, and a phone all the same.
  return phones.reduce(national, text.replace(/\+\d{8,15}\b/g, "[phone]"));
}

/** Tokens that nobody told the keeper of, in JSON within JSON, too. */
const withoutTokens = (text: string): string =>
  text.replace(/(\\*"(?:access_token|refresh_token|client_secret|assertion)\\*"\s*:\s*\\*")[^"\\]+/g, "$1[token]");

/** Redacted before it is cut, so that no piece of a secret is left at its end. */
function cut(body = "", { redact }: EvidenceSecrets): string {
  if (body.length <= MOST_OF_A_BODY) return body;
  const kept = redact(body.slice(0, 2 * MOST_OF_A_BODY)).slice(0, MOST_OF_A_BODY);
  return `${kept} … (${body.length} characters)`;
}
