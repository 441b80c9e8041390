import { createChance } from "../../src/chance.ts";
import { ManualClock } from "../../src/clock.ts";
import type { DeliverOtpRequest } from "../../src/contract/d1-issuer.ts";
import type { TlsIdentity } from "../../src/http.ts";
import type { MailSender, OutgoingMail, OutgoingSms, Sender, SmsSender } from "../../src/sending/sender.ts";
import { parseTemplate } from "../../src/templates/parse-template.ts";
import type { LanguageTemplates, TemplateSet } from "../../src/templates/template-set.ts";
import type { EnrolledConsumer } from "./consumers.ts";
import type { IssuerParts } from "./parts.ts";
import { type IssuerBackend, startIssuerBackend } from "./start-issuer-backend.ts";
import type { IssuerTenant } from "./tenants.ts";

/** A small issuer with two tenants and two consumers, and the calls that D1 makes: for the tests of this folder. */

const NOW = Date.UTC(2026, 4, 1, 12);

const wording = (language: string): LanguageTemplates => ({
  language,
  sms: parseTemplate(`{{otp}} ${language} **{{panSuffix}}`, `${language}/sms.txt`),
  email: {
    subject: parseTemplate(`Subject ${language}`, `${language}/email.subject.txt`),
    text: parseTemplate(`{{otp}} ${language} **{{panSuffix}}`, `${language}/email.txt`),
    html: parseTemplate(`<p>{{otp}} ${language} **{{panSuffix}}</p>`, `${language}/email.html`),
  },
});

const templates: TemplateSet = {
  name: "meridale",
  languages: new Map([
    ["en", wording("en")],
    ["fr", wording("fr")],
    ["de", { language: "de" }],
  ]),
  defaultLanguage: "en",
};

export const meridale: IssuerTenant = {
  issuerId: "MERIDALE01",
  clientId: "MERIDALE01",
  clientSecret: "a secret of Meridale",
  scope: "d1",
  templates,
  smsSenderId: "MERIDALE",
  mailFrom: "Meridale Bank <otp@email.meridale.example>",
  tokenLifetimeS: 900,
  expiresInAs: "string",
};

export const rivale: IssuerTenant = {
  ...meridale,
  issuerId: "RIVALE0001",
  clientId: "RIVALE0001",
  clientSecret: "a secret of Rivale",
};

export const nadia: EnrolledConsumer = {
  consumerId: "cns_nadia",
  info: {
    language: "fr-FR",
    firstName: "Nadia",
    email: "nadia@mail.example",
    mobilePhoneNumber: { countryCode: "+44", phoneNumber: "7700900123" },
  },
  cards: [{ cardId: "crd_nadia" }],
  state: "active",
};

export const otpRequest = {
  otp: { value: "004217", expirationDate: "01/05/2026 12:30:00", reason: "CARD-DIGITIZATION" },
  deliveryChannel: "SMS",
  panSuffix: "1234",
  deviceInformation: { phoneNumber: "+447700900999", deviceName: "{{otp}}" },
} as const satisfies DeliverOtpRequest;

export interface StartedBackend extends IssuerBackend, AsyncDisposable {
  readonly sent: { readonly sms: readonly OutgoingSms[]; readonly mail: readonly OutgoingMail[] };
  readonly lines: readonly string[];
  readonly bearer: (issuer?: IssuerTenant) => Promise<string>;
}

interface Wanted {
  readonly clock?: ManualClock;
  readonly issuers?: readonly IssuerTenant[];
  readonly sms?: SmsSender;
  readonly mutualTls?: TlsIdentity;
  readonly replaceParts?: (parts: IssuerParts) => IssuerParts;
}

export async function startBackend({
  clock = new ManualClock(NOW),
  issuers = [meridale, rivale],
  ...wanted
}: Wanted = {}): Promise<StartedBackend> {
  const lines: string[] = [];
  const sent = { sms: [] as OutgoingSms[], mail: [] as OutgoingMail[] };
  const recording = { sms: recorder(sent.sms), mail: recorder(sent.mail) satisfies MailSender };
  const chance = createChance("issuer backend");
  const backend = await startIssuerBackend({ clock, chance, log: (line) => lines.push(line), ...recording, ...wanted });
  for (const issuer of issuers) backend.onboard(issuer);
  backend.enrol(meridale.issuerId, nadia);
  const bearer = (issuer = meridale) => grantedTo(backend, issuer);
  return { ...backend, sent, lines, bearer, [Symbol.asyncDispose]: () => backend.close() };
}

function recorder<Outgoing>(sent: Outgoing[]): Sender<Outgoing> {
  return {
    send: async (message) => ({ messageId: String(sent.push(message)) }),
    close: async () => undefined,
  };
}

async function grantedTo(backend: Pick<IssuerBackend, "app">, issuer: IssuerTenant): Promise<string> {
  const authorization = basic(issuer.clientId, issuer.clientSecret);
  const answer: unknown = await (await askForToken(backend, { authorization })).json();
  return (answer as { access_token: string }).access_token;
}

export const basic = (clientId: string, clientSecret: string): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64url")}`;

interface TokenCall {
  readonly authorization?: string;
  readonly form?: string;
  readonly contentType?: string;
}

export async function askForToken({ app }: Pick<IssuerBackend, "app">, call: TokenCall = {}): Promise<Response> {
  const {
    authorization = basic(meridale.clientId, meridale.clientSecret),
    form = "grant_type=client_credentials",
    contentType = "application/x-www-form-urlencoded",
  } = call;
  const headers = { authorization, "content-type": contentType };
  return app.request("/authz/d1/v1/oauth2/token", { method: "POST", headers, body: form });
}

interface ConsumerCall {
  readonly bearer?: string;
  readonly issuerId?: string;
  readonly consumerId?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function getConsumer({ app }: Pick<IssuerBackend, "app">, call: ConsumerCall): Promise<Response> {
  const { bearer, issuerId = meridale.issuerId, consumerId = nadia.consumerId, query = "", headers = {} } = call;
  const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  return app.request(`/banking/d1/v1/issuers/${issuerId}/consumers/${consumerId}${query}`, {
    headers: { ...authorization, ...headers },
  });
}

/** POSTs to `path` behind the issuer, with a good bearer; a text is sent as it is, anything else as JSON. */
export async function post(
  backend: StartedBackend,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return backend.app.request(path, {
    method: "POST",
    headers: { authorization: `Bearer ${await backend.bearer()}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export const deliverOtp = (
  backend: StartedBackend,
  request: unknown,
  { consumerId = nadia.consumerId, headers = {} }: ConsumerCall = {},
): Promise<Response> =>
  post(backend, `/banking/d1/v1/issuers/${meridale.issuerId}/consumers/${consumerId}/otp`, request, headers);
