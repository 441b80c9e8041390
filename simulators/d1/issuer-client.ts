import type { Clock } from "../../src/clock.ts";
import {
  type CardNotification,
  type ConsumerInfo,
  consumerInfo,
  type DeliverOtpRequest,
  d1IssuerPaths,
} from "../../src/contract/d1-issuer.ts";
import type { HttpClient, HttpRequest, HttpResponse } from "../../src/http.ts";
import { expectStatus, readBody } from "./issuer-answers.ts";
import { IssuerToken } from "./issuer-token.ts";
import type { D1Tenant, RegisteredCard } from "./tenants.ts";

/** One use case at the issuer: whose card, and the random id that ties its calls together (never personal data, SE-05). */
export interface UseCase {
  readonly card: RegisteredCard;
  readonly xCorrelationId: string;
}

type Call = Pick<HttpRequest, "method" | "url"> & { readonly body?: string; readonly timeoutMs: number };

/**
 * D1's calls to one issuer backend. Every method throws the HTTP client's errors, ISSUER_UNAVAILABLE (429, 5xx),
 * ISSUER_REFUSED (any other wrong status) or ISSUER_BAD_BODY. Source: contract.md section 6.
 */
export class IssuerClient {
  readonly #tenant: D1Tenant;
  readonly #request: HttpClient;
  readonly #token: IssuerToken;

  constructor(tenant: D1Tenant, request: HttpClient, clock: Clock) {
    this.#tenant = tenant;
    this.#request = request;
    this.#token = new IssuerToken(tenant, request, clock);
  }

  async getConsumer(useCase: UseCase): Promise<ConsumerInfo> {
    const url = this.#url(d1IssuerPaths.consumer, useCase) + this.#cardQuery(useCase);
    const response = await this.#call(useCase, { method: "GET", url, timeoutMs: this.#tenant.timeouts.consumerMs });
    expectStatus(response, 200, "Get Consumer Information");
    return readBody(response, consumerInfo, "Get Consumer Information");
  }

  async deliverOtp(useCase: UseCase, otpDelivery: DeliverOtpRequest): Promise<void> {
    const url = this.#url(d1IssuerPaths.deliverOtp, useCase) + this.#cardQuery(useCase);
    const call = { method: "POST", url, body: JSON.stringify(otpDelivery) } as const;
    const response = await this.#call(useCase, { ...call, timeoutMs: this.#tenant.timeouts.deliverOtpMs });
    expectStatus(response, 204, "Deliver OTP");
  }

  async notifyCard(useCase: UseCase, notification: CardNotification): Promise<void> {
    const url = this.#url(d1IssuerPaths.cardNotification, useCase);
    const call = { method: "POST", url, body: JSON.stringify(notification) } as const;
    const response = await this.#call(useCase, { ...call, timeoutMs: this.#tenant.timeouts.notificationMs });
    expectStatus(response, 204, "card notification");
  }

  /** A 401 may mean that the token died early: it is replaced once, a second 401 is the answer. */
  async #call(useCase: UseCase, call: Call): Promise<HttpResponse> {
    const bearer = await this.#token.bearer();
    const response = await this.#request(authorized(call, useCase, bearer));
    if (response.status !== 401) return response;
    this.#token.reject(bearer);
    return this.#request(authorized(call, useCase, await this.#token.bearer()));
  }

  #url(path: string, { card }: UseCase): string {
    const members: Readonly<Record<string, string>> = {
      issuerId: this.#tenant.issuerId,
      consumerId: card.consumerId,
      cardId: card.cardId,
    };
    const filled = path.replace(/:(\w+)/g, (_, member: string) => encodeURIComponent(members[member] ?? ""));
    return this.#tenant.issuerUrl.replace(/\/$/, "") + filled;
  }

  /** Sent only when the issuer was set up so. Source: contract.md section 6.2. */
  #cardQuery({ card }: UseCase): string {
    return this.#tenant.sendsCardId ? `?cardId=${encodeURIComponent(card.cardId)}` : "";
  }
}

const authorized = (call: Call, { xCorrelationId }: UseCase, bearer: string): HttpRequest => ({
  ...call,
  headers: {
    authorization: `Bearer ${bearer}`,
    "x-correlation-id": xCorrelationId,
    accept: "application/json",
    ...(call.body !== undefined && { "content-type": "application/json" }),
  },
});

/** A client for each tenant as it is set up now; an issuer onboarded anew gets a new one, with a new token. */
export function createIssuerClients(request: HttpClient, clock: Clock): (tenant: D1Tenant) => IssuerClient {
  const clients = new WeakMap<D1Tenant, IssuerClient>();
  return (tenant) => {
    const client = clients.get(tenant) ?? new IssuerClient(tenant, request, clock);
    clients.set(tenant, client);
    return client;
  };
}
