import type { Clock } from "../clock.ts";
import { d1IssuerPaths, tokenResponse } from "../contract/d1-issuer.ts";
import { tolerant } from "../contract/tolerance.ts";
import type { Egress } from "../egress.ts";
import { StepproofError } from "../errors.ts";
import type { Exchange, Journal } from "../evidence/journal.ts";
import type { SecretKeeper } from "../evidence/secrets.ts";
import { type ClosableHttpClient, createHttpClient, type HttpClientOptions, type HttpRequest } from "../http.ts";
import type { IssuerAccess } from "./issuer-access.ts";

export interface ProbeOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly egress?: Egress;
  /** Is told every bearer, so that none gets into a report. */
  readonly secrets?: SecretKeeper;
  /** Time until an answer must be in, ms; default: `usualTimeoutMs` each. */
  readonly timeouts?: Partial<ProbeTimeouts>;
}

interface ProbeTimeouts {
  readonly tokenMs: number;
  readonly consumerMs: number;
  readonly deliverOtpMs: number;
  readonly notificationMs: number;
}

/** The simulated D1's own; those of the real one are not public. Source: contract.md section 16. */
const usualTimeoutMs = 3_000;

/** D1, or somebody who must not get in: without a certificate, with one of a foreign authority, with TLS below 1.2. */
export type Caller = "d1" | "no-certificate" | "foreign-certificate" | "old-tls";

/** In what a call differs from D1's own. */
export interface CallVariation {
  readonly caller?: Caller;
  /** What is shown instead of the good bearer; `undefined` shows none. */
  readonly bearer?: (good: string) => string | undefined;
  /** Laid over D1's headers; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Added to the address. */
  readonly query?: Readonly<Record<string, string>>;
}

export interface TokenVariation {
  /** The whole `authorization` header; `undefined` leaves it away. Default: D1's, base64url. */
  readonly authorization?: string | undefined;
  /** Laid over D1's form; `undefined` takes a member away. */
  readonly form?: Readonly<Record<string, string | undefined>>;
  readonly caller?: Caller;
}

/**
 * Asks an issuer backend as D1 would, and in every wrong way. No call throws: a call that fails, or that had no bearer
 * to show (code ISSUER_NO_TOKEN), is an exchange with an error as its outcome. Each is in the journal, leg "d1-issuer".
 */
export class IssuerProbe {
  readonly #access: IssuerAccess;
  readonly #options: ProbeOptions;
  readonly #clients = new Map<Caller, ClosableHttpClient>();
  #token: Promise<string | undefined> | undefined;

  constructor(access: IssuerAccess, options: ProbeOptions) {
    this.#access = access;
    this.#options = options;
  }

  /** Asks for a new token; the one that the other calls show stays. */
  async askForToken({ caller = "d1", form = {}, ...variation }: TokenVariation = {}): Promise<Exchange> {
    const { tokenUrl, scope } = this.#access;
    const authorization = "authorization" in variation ? variation.authorization : basicHeader(this.#access);
    const content = withoutUndefined({ grant_type: "client_credentials", scope, ...form });
    const mediaType = "application/x-www-form-urlencoded";
    const headers = withoutUndefined({ authorization, "content-type": mediaType, accept: "application/json" });
    const body = new URLSearchParams(content).toString();
    const timeoutMs = this.#options.timeouts?.tokenMs ?? usualTimeoutMs;
    const answer = await this.#exchange({ method: "POST", url: tokenUrl, headers, body, timeoutMs }, caller);
    const bearer = accessTokenOf(answer);
    if (bearer !== undefined) this.#options.secrets?.learn("token", bearer);
    return answer;
  }

  /** Forgets the token: the next call asks for another, as D1 does after a 401. */
  renewToken(): void {
    this.#token = undefined;
  }

  getConsumer(consumerId: string, variation: CallVariation = {}): Promise<Exchange> {
    return this.#call({ method: "GET", ...this.#at("consumer", { consumerId }) }, variation);
  }

  /** `body` is sent as JSON, a text as it is. */
  deliverOtp(consumerId: string, body: unknown, variation: CallVariation = {}): Promise<Exchange> {
    return this.#post(this.#at("deliverOtp", { consumerId }), body, variation);
  }

  notifyCard(cardId: string, body: unknown, variation: CallVariation = {}): Promise<Exchange> {
    return this.#post(this.#at("cardNotification", { cardId }), body, variation);
  }

  notifyDigitalCard(digitalCardId: string, body: unknown, variation: CallVariation = {}): Promise<Exchange> {
    return this.#post(this.#at("digitalCardNotification", { digitalCardId }), body, variation);
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }

  #post(place: Place, content: unknown, variation: CallVariation): Promise<Exchange> {
    const body = typeof content === "string" ? content : JSON.stringify(content);
    const headers = { "content-type": "application/json", ...variation.headers };
    return this.#call({ method: "POST", ...place, body }, { ...variation, headers });
  }

  async #call(call: HttpRequest, variation: CallVariation): Promise<Exchange> {
    const { caller = "d1", headers, query } = variation;
    const request = query ? { ...call, url: `${call.url}?${new URLSearchParams(query)}` } : call;
    const good = await this.#bearer();
    if (good === undefined) return this.#unasked(request);
    const bearer = variation.bearer ? variation.bearer(good) : good;
    return this.#exchange({ ...request, headers: withoutUndefined({ ...usualHeaders(bearer), ...headers }) }, caller);
  }

  /** Asked for once, however many calls wait for it. */
  #bearer(): Promise<string | undefined> {
    this.#token ??= this.askForToken().then(accessTokenOf);
    return this.#token;
  }

  async #exchange(request: HttpRequest, caller: Caller): Promise<Exchange> {
    const at = this.#options.clock.now();
    const started = performance.now();
    const outcome = await outcomeOf(this.#client(caller), request);
    const durationMs = performance.now() - started;
    return this.#options.journal.record({ leg: "d1-issuer", at, durationMs, request, outcome });
  }

  #unasked(request: HttpRequest): Exchange {
    const error = { code: "ISSUER_NO_TOKEN", message: "the token endpoint gave no access_token to call with" };
    const at = this.#options.clock.now();
    return this.#options.journal.record({ leg: "d1-issuer", at, durationMs: 0, request, outcome: { error } });
  }

  #client(caller: Caller): ClosableHttpClient {
    const known = this.#clients.get(caller);
    if (known) return known;
    const { egress } = this.#options;
    const call = `${callers[caller]} -> issuer backend`;
    const client = createHttpClient({ call, ...(egress && { egress }), ...tlsOf(caller, this.#access) });
    this.#clients.set(caller, client);
    return client;
  }

  /** Where an operation is called, with the ids percent-encoded, and how long its answer may take. */
  #at(operation: Exclude<keyof typeof d1IssuerPaths, "token">, ids: Readonly<Record<string, string>>): Place {
    const members: Readonly<Record<string, string>> = { issuerId: this.#access.issuerId, ...ids };
    const path = d1IssuerPaths[operation].replace(/:(\w+)/g, (_, member) => encodeURIComponent(members[member] ?? ""));
    const timeoutMs = this.#options.timeouts?.[budgets[operation]] ?? usualTimeoutMs;
    return { url: this.#access.backendUrl.replace(/\/$/, "") + path, timeoutMs };
  }
}

type Place = Pick<HttpRequest, "url"> & { readonly timeoutMs: number };

const budgets = {
  consumer: "consumerMs",
  deliverOtp: "deliverOtpMs",
  cardNotification: "notificationMs",
  digitalCardNotification: "notificationMs",
} as const;

/** `Basic base64url("clientId:clientSecret")`, or in another spelling of base64. Source: contract.md 6.1, (3). */
export function basicHeader(
  { clientId, clientSecret }: Pick<IssuerAccess, "clientId" | "clientSecret">,
  encoding: "base64url" | "base64" = "base64url",
): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`, "utf8").toString(encoding)}`;
}

/** The `access_token` of a token endpoint's good answer. */
export function accessTokenOf({ outcome }: Exchange): string | undefined {
  if (!("response" in outcome) || outcome.response.status !== 200) return undefined;
  return grantedToken.safeParse(parseJson(outcome.response.body)).data?.access_token;
}

const grantedToken = tolerant(tokenResponse.pick({ access_token: true }));

const callers: Readonly<Record<Caller, string>> = {
  d1: "D1",
  "no-certificate": "somebody without a certificate",
  "foreign-certificate": "somebody of a foreign authority",
  "old-tls": "D1 with TLS 1.1",
};

function tlsOf(caller: Caller, access: IssuerAccess): Pick<HttpClientOptions, "identity" | "tls"> {
  if (caller === "no-certificate") return { identity: { ca: access.identity.ca } };
  if (caller === "foreign-certificate") return { identity: access.foreignIdentity };
  if (caller === "d1") return { identity: access.identity };
  // OpenSSL 3 speaks TLS below 1.2 only at security level 0.
  return {
    identity: access.identity,
    tls: { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
  };
}

const usualHeaders = (bearer: string | undefined) => ({
  authorization: bearer === undefined ? undefined : `Bearer ${bearer}`,
  "x-correlation-id": "stepproof-probe",
  accept: "application/json",
});

async function outcomeOf(client: ClosableHttpClient, request: HttpRequest): Promise<Exchange["outcome"]> {
  try {
    return { response: await client.request(request) };
  } catch (error) {
    if (error instanceof StepproofError) return { error: { code: error.code, message: error.message } };
    return { error: { code: "UNKNOWN", message: error instanceof Error ? error.message : String(error) } };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutUndefined(members: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
