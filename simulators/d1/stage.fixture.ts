import { Hono } from "hono";
import { createChance } from "../../src/chance.ts";
import { ManualClock } from "../../src/clock.ts";
import { type ConsumerInfo, d1IssuerPaths } from "../../src/contract/d1-issuer.ts";
import {
  type Acknowledgement,
  type ActivationMethod,
  type TspD1Operation,
  tspD1Base,
} from "../../src/contract/tsp-d1.ts";
import type { HttpClient, HttpRequest } from "../../src/http.ts";
import type { OutgoingMail, OutgoingSms, Sender } from "../../src/sending/sender.ts";
import type { LanguageTemplates, Template } from "../../src/templates/template-set.ts";
import { type D1, type D1Options, startD1 } from "./start-d1.ts";
import { type D1Tenant, type RegisteredCard, tenantDefaults } from "./tenants.ts";

/** A D1 for its own tests: a stand-in issuer behind it, recording senders, a clock that stands still. */

export const START = Date.UTC(2026, 6, 4, 12, 0, 0);
export const EXPIRY = "2026-07-04T12:30:00Z";
export const OTP = "004217";

export const nadia: ConsumerInfo = {
  language: "fr-FR",
  email: "nadia@meridale.example",
  mobilePhoneNumber: { countryCode: "+44", phoneNumber: "7700900123" },
};

export const card: RegisteredCard = {
  pan: "4539148803436467",
  expiryMonth: "12",
  expiryYear: "29",
  securityCode: "123",
  cardId: "crd_nadia",
  consumerId: "cns_nadia",
  issuerId: "MERIDALE01",
};

export const tenant: D1Tenant = {
  ...tenantDefaults,
  issuerId: "MERIDALE01",
  issuerUrl: "https://issuer.test",
  tokenUrl: `https://issuer.test${d1IssuerPaths.token}`,
  clientId: "MERIDALE01",
  clientSecret: "s3cret?",
  methods: { ...tenantDefaults.methods, customerServiceNumber: "+442079460000" },
  templates: {
    name: "meridale",
    languages: new Map([
      ["en", templatesIn("en", "is your code for card")],
      ["fr", templatesIn("fr", "est votre code pour la carte")],
    ]),
    defaultLanguage: "en",
  },
  smsSenderId: "Meridale",
  mailFrom: "no-reply@email.meridale.example",
};

function templatesIn(language: string, words: string): LanguageTemplates {
  const body = template((otp, panSuffix) => `${otp} ${words} **${panSuffix}`);
  return { language, sms: body, email: { subject: template(() => "Meridale"), text: body, html: body } };
}

function template(write: (otp: string, panSuffix: string) => string): Template {
  return { file: "stage", source: "", render: ({ otp, panSuffix }) => write(otp, panSuffix) };
}

export interface RecordingSender<Outgoing> extends Sender<Outgoing> {
  readonly sent: Outgoing[];
  /** Runs before a message is taken: reject to refuse it. */
  before: () => Promise<void>;
}

export function recordingSender<Outgoing>(): RecordingSender<Outgoing> {
  const sender: RecordingSender<Outgoing> = {
    sent: [],
    before: async () => undefined,
    async send(message) {
      await sender.before();
      sender.sent.push(message);
      return { messageId: `m${sender.sent.length}` };
    },
    close: async () => undefined,
  };
  return sender;
}

type IssuerCall = "token" | "consumer" | "deliverOtp" | "cardNotification";

/** Answers by the contract; `failing` holds statuses to answer first, per call. */
export class StandInIssuer {
  readonly calls: (HttpRequest & { readonly call: IssuerCall })[] = [];
  readonly failing = new Map<IssuerCall, number[]>();
  readonly consumers = new Map<string, ConsumerInfo | string>([[card.consumerId, nadia]]);
  expiresIn: string | number = "900";
  readonly app = new Hono();

  constructor() {
    this.app.post(d1IssuerPaths.token, ({ req }) =>
      this.#answer("token", req.raw, () =>
        Response.json({
          access_token: `token${this.of("token").length}`,
          token_type: "Bearer",
          expires_in: this.expiresIn,
        }),
      ),
    );
    this.app.get(d1IssuerPaths.consumer, ({ req }) =>
      this.#answer("consumer", req.raw, () => this.#consumer(req.param("consumerId"))),
    );
    this.app.post(d1IssuerPaths.deliverOtp, ({ req }) => this.#answer("deliverOtp", req.raw, noContent));
    this.app.post(d1IssuerPaths.cardNotification, ({ req }) => this.#answer("cardNotification", req.raw, noContent));
  }

  of(call: IssuerCall): readonly HttpRequest[] {
    return this.calls.filter((seen) => seen.call === call);
  }

  #consumer(consumerId: string): Response {
    const found = this.consumers.get(consumerId);
    if (found === undefined) return Response.json({ error: "unknown" }, { status: 404 });
    return typeof found === "string" ? new Response(found) : Response.json({ ...found, novelty: 1 });
  }

  async #answer(call: IssuerCall, raw: Request, good: () => Response): Promise<Response> {
    const { url, headers } = raw;
    const method = raw.method === "GET" ? "GET" : "POST";
    this.calls.push({ call, method, url, headers: Object.fromEntries(headers), body: await raw.text() });
    const status = this.failing.get(call)?.shift();
    return status === undefined ? good() : new Response(null, { status });
  }
}

const noContent = () => new Response(null, { status: 204 });

/** The HTTP seam over an app in this process. */
export const clientOf =
  (app: Hono): HttpClient =>
  async ({ url, method, headers, body }) => {
    const response = await app.request(url, {
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };

export interface Answer extends Acknowledgement {
  readonly decision?: string;
  readonly declineReasonCode?: string;
  readonly cvcResponse?: string;
  readonly activationMethods?: readonly ActivationMethod[];
}

export interface Stage {
  readonly d1: D1;
  readonly clock: ManualClock;
  readonly issuer: StandInIssuer;
  readonly sms: RecordingSender<OutgoingSms>;
  readonly mail: RecordingSender<OutgoingMail>;
  readonly lines: string[];
  ask(operation: TspD1Operation, body: object): Promise<Answer>;
  /** authorizeService for a card. */
  addCard(overrides?: object, of?: RegisteredCard): Promise<Answer>;
  /** deliverActivationCode for the last added card's first method, unless told otherwise. */
  deliver(overrides?: object): Promise<Answer>;
}

export async function setStage(changes: Partial<D1Tenant> = {}, options: Partial<D1Options> = {}): Promise<Stage> {
  const parts = {
    clock: new ManualClock(START),
    issuer: new StandInIssuer(),
    sms: recordingSender<OutgoingSms>(),
    mail: recordingSender<OutgoingMail>(),
    lines: [] as string[],
  };
  const { clock, sms, mail, lines } = parts;
  const client = { request: clientOf(parts.issuer.app) };
  const log = (line: string) => void lines.push(line);
  const d1 = await startD1({ clock, chance: createChance("d1"), log, issuer: client, sms, mail, ...options });
  d1.onboard({ ...tenant, ...changes });
  d1.registerCard(card);
  return { d1, ...parts, ...requestsTo(d1) };
}

function requestsTo(d1: D1): Pick<Stage, "ask" | "addCard" | "deliver"> {
  let count = 0;
  let offered: readonly ActivationMethod[] = [];
  const ask: Stage["ask"] = async (operation, body) => {
    const path = `${tspD1Base}/${operation}`;
    const response = await d1.app.request(path, { method: "POST", body: JSON.stringify(body) });
    return JSON.parse(await response.text());
  };
  return {
    ask,
    async addCard(overrides = {}, of = card) {
      const answer = await ask("authorizeService", { ...authorization(`r${++count}`, of), ...overrides });
      offered = answer.activationMethods ?? [];
      return answer;
    },
    deliver: (overrides = {}) =>
      ask("deliverActivationCode", { ...delivery(`r${++count}`), activationMethod: offered[0], ...overrides }),
  };
}

export const authorization = (requestId: string, of: RegisteredCard) => ({
  requestId,
  correlationId: "C1",
  services: ["DIGITIZATION"],
  tokenType: "EMBEDDED_SE",
  tokenRequestorId: "50110030273",
  fundingAccountInfo: { clearPayload: accountOf(of) },
});

export const accountOf = ({ pan, expiryMonth, expiryYear, securityCode }: RegisteredCard) => ({
  accountNumber: pan,
  expiryMonth,
  expiryYear,
  securityCode,
});

const delivery = (requestId: string) => ({
  requestId,
  correlationId: "C1",
  tokenUniqueReference: "T1",
  activationCode: OTP,
  expirationDateTime: EXPIRY,
});
