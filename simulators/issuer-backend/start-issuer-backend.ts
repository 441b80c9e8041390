import type { Hono } from "hono";
import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import { StepproofError } from "../../src/errors.ts";
import { disturbHttp } from "../../src/faults/disturb-http.ts";
import type { FaultSource } from "../../src/faults/fault.ts";
import type { TlsIdentity } from "../../src/http.ts";
import type { Log } from "../../src/log.ts";
import { OpenWork } from "../../src/open-work.ts";
import type { MailSender, SmsSender } from "../../src/sending/sender.ts";
import { serveApp } from "../../src/serve.ts";
import { createIssuerApp } from "./app.ts";
import type { Backend } from "./backend.ts";
import { type ConsumerChange, Consumers, type EnrolledConsumer } from "./consumers.ts";
import { type IssuerParts, rightParts } from "./parts.ts";
import { type ReceivedNotification, ReceivedNotifications } from "./received-notifications.ts";
import { type IssuerTenant, Tenants } from "./tenants.ts";

export interface IssuerBackendOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly mutualTls?: TlsIdentity;
  /** What goes wrong, and when; nothing without it. */
  readonly faults?: FaultSource;
  /** Both senders stay the caller's: closing the backend leaves them open. */
  readonly sms: SmsSender;
  readonly mail: MailSender;
  /** Replaces decisions, to make an issuer that gets something wrong. */
  readonly replaceParts?: (parts: IssuerParts) => IssuerParts;
}

export interface IssuerBackend {
  readonly url: string;
  readonly app: Hono;
  onboard(issuer: IssuerTenant): void;
  /** The id under which the issuer will enrol somebody new; `drawn` is random. */
  nameConsumer(info: ConsumerInfo, drawn: string): string;
  /** Throws ISSUER_UNKNOWN, as do `remove`, `change` and `notifications`, for an issuer that was not onboarded. */
  enrol(issuerId: string, consumer: EnrolledConsumer): void;
  /** The issuer no longer knows the consumer. */
  remove(issuerId: string, consumerId: string): void;
  /** Throws CONSUMER_UNKNOWN for a consumer that was not enrolled. */
  change(issuerId: string, consumerId: string, change: ConsumerChange): void;
  /** Those that had an effect, in order of arrival: a repetition is not among them. */
  notifications(issuerId: string): readonly ReceivedNotification[];
  /** Resolves once every call in hand is answered and its message handed over. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the simulated issuer backend on loopback: token endpoint, Get Consumer Information, Deliver OTP, notifications. */
export async function startIssuerBackend(options: IssuerBackendOptions): Promise<IssuerBackend> {
  const { port = 0, mutualTls, faults, clock } = options;
  const backend = createBackend(options);
  const app = createIssuerApp(backend);
  const tls = mutualTls && { mutualTls: { ...mutualTls, ...backend.parts.tlsTerms } };
  const listening = await serveApp(app, {
    name: "issuer backend",
    port,
    ...tls,
    ...(faults && { disturb: (server) => disturbHttp(server, { leg: "d1-issuer", faults, clock }) }),
  });
  return { app, ...booksOf(backend), url: listening.url, close: () => listening.close() };
}

/** The same without a socket, for calls to its `app`; there is nothing to close. */
export function createIssuerBackend(
  options: Omit<IssuerBackendOptions, "port" | "mutualTls" | "faults">,
): Omit<IssuerBackend, "url" | "close"> {
  const backend = createBackend(options);
  return { app: createIssuerApp(backend), ...booksOf(backend) };
}

function createBackend({ clock, chance, log, sms, mail, replaceParts }: IssuerBackendOptions): Backend {
  return {
    tenants: new Tenants(),
    consumers: new Consumers(),
    received: new ReceivedNotifications(),
    work: new OpenWork(clock),
    parts: replaceParts?.(rightParts) ?? rightParts,
    senders: { sms, mail },
    // Reproducible like everything here: a simulator's tokens protect nothing but the test.
    signingKey: chance.fork("signing key").text("0123456789abcdef", 64),
    clock,
    chance: chance.fork("token ids"),
    log,
  };
}

function booksOf({ tenants, consumers, received, work, parts }: Backend): Omit<IssuerBackend, "url" | "app" | "close"> {
  const known = (issuerId: string): string => {
    if (tenants.find(issuerId) === undefined) throw unknownIssuer(issuerId);
    return issuerId;
  };
  return {
    onboard: (issuer) => tenants.onboard(issuer),
    nameConsumer: (info, drawn) => parts.nameConsumer(info, drawn),
    enrol: (issuerId, consumer) => consumers.enrol(known(issuerId), consumer),
    remove: (issuerId, consumerId) => consumers.remove(known(issuerId), consumerId),
    change: (issuerId, consumerId, change) => consumers.change(known(issuerId), consumerId, change),
    notifications: (issuerId) => received.of(known(issuerId)),
    idle: () => work.idle(),
  };
}

const unknownIssuer = (issuerId: string): StepproofError =>
  new StepproofError("ISSUER_UNKNOWN", `The issuer ${issuerId} is not onboarded`, {
    hint: "Onboard the issuer before its consumers.",
    attribution: "HARNESS",
  });
