import type { Clock, EpochMs } from "../../src/clock.ts";
import { type TokenResponse, tokenResponse } from "../../src/contract/d1-issuer.ts";
import type { HttpClient, HttpRequest } from "../../src/http.ts";
import { expectStatus, readBody } from "./issuer-answers.ts";
import type { D1Tenant } from "./tenants.ts";

/** One issuer's bearer token: asked for once, however many calls wait for it, and kept until it expires. */
export class IssuerToken {
  readonly #tenant: D1Tenant;
  readonly #request: HttpClient;
  readonly #clock: Clock;
  #cached: { readonly bearer: string; readonly goodUntil: EpochMs } | undefined;
  #asked: Promise<string> | undefined;

  constructor(tenant: D1Tenant, request: HttpClient, clock: Clock) {
    this.#tenant = tenant;
    this.#request = request;
    this.#clock = clock;
  }

  /** The access token. Throws as the HTTP client does, and ISSUER_… for a bad answer; a failure is not kept. */
  bearer(): Promise<string> {
    if (this.#cached && this.#clock.now() < this.#cached.goodUntil) return Promise.resolve(this.#cached.bearer);
    this.#asked ??= this.#ask().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  /** The issuer refused `bearer`: it is not used again. A newer one, fetched for another call, stays. */
  reject(bearer: string): void {
    if (this.#cached?.bearer === bearer) this.#cached = undefined;
  }

  async #ask(): Promise<string> {
    const response = await this.#request(tokenCall(this.#tenant));
    expectStatus(response, 200, "token endpoint");
    const token = readBody(response, tokenResponse, "token endpoint");
    this.#cached = { bearer: token.access_token, goodUntil: this.#clock.now() + lifetimeMs(token) };
    return token.access_token;
  }
}

/** Client credentials in a form, the secret in a Basic header of base64url. Source: contract.md section 6.1, (3). */
function tokenCall({ tokenUrl, clientId, clientSecret, scope, timeouts }: D1Tenant): HttpRequest {
  const form = new URLSearchParams({ grant_type: "client_credentials", ...(scope !== undefined && { scope }) });
  return {
    method: "POST",
    url: tokenUrl,
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64url")}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: form.toString(),
    timeoutMs: timeouts.tokenMs,
  };
}

/** `expires_in` counts seconds, as a string or a number; a token without it is used once. */
const lifetimeMs = ({ expires_in: seconds = 0 }: TokenResponse): number => Number(seconds) * 1000;
