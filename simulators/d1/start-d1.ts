import type { Hono } from "hono";
import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import { Ledger } from "../../src/evidence/ledger.ts";
import { disturbHttp } from "../../src/faults/disturb-http.ts";
import type { FaultSource } from "../../src/faults/fault.ts";
import type { HttpClient, TlsIdentity } from "../../src/http.ts";
import type { Log } from "../../src/log.ts";
import { OpenWork } from "../../src/open-work.ts";
import type { MailSender, SmsSender } from "../../src/sending/sender.ts";
import { serveApp } from "../../src/serve.ts";
import { createD1App } from "./app.ts";
import type { D1State } from "./d1-state.ts";
import { Digitizations } from "./digitizations.ts";
import type { OpenEnvelope } from "./funding.ts";
import { createIssuerClients } from "./issuer-client.ts";
import { createOperations } from "./operations.ts";
import { Outbox } from "./outbox.ts";
import { type D1Parts, defaultParts } from "./parts.ts";
import { type D1Tenant, type RegisteredCard, Tenants } from "./tenants.ts";

export interface D1Options {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly mutualTls?: TlsIdentity;
  /** What goes wrong, and when; nothing without it. */
  readonly faults?: FaultSource;
  /** D1's client towards the issuer backends; D1 does not close it, nor the senders. */
  readonly issuer: { readonly request: HttpClient };
  readonly sms: SmsSender;
  readonly mail: MailSender;
  /** Without it only clear payloads are read. */
  readonly openEnvelope?: OpenEnvelope;
  /** Digitizations and answers that are kept; of more, the oldest are forgotten. Default 10,000 of each. */
  readonly remembers?: number;
  /** How many messages may wait for their next try; default 10,000. */
  readonly mostWaiting?: number;
  /** Makes a D1 that differs from the good one, which it is handed. */
  readonly replaceParts?: (parts: D1Parts) => D1Parts;
}

/** A running D1: an HTTP app towards the TSP, a client of the issuer backends, a sender of messages. */
export interface D1 {
  readonly url: string;
  readonly app: Hono;
  /** What became of each delivery request. */
  readonly ledger: Ledger;
  onboard(tenant: D1Tenant): void;
  /** Throws D1_UNKNOWN_ISSUER. */
  registerCard(card: RegisteredCard): void;
  /** Contact details for tenants of the `stored` model. Throws D1_UNKNOWN_ISSUER. */
  registerConsumer(issuerId: string, consumerId: string, consumer: ConsumerInfo): void;
  /**
   * Resolves when no request, delivery or notification is open. What waits on the clock for its next try is not: move
   * the clock, then ask again.
   */
  idle(): Promise<void>;
  /** Nothing that waits now for its next try is tried again: it has failed. Resolves when that is done. */
  giveUpWaiting(): Promise<void>;
  close(): Promise<void>;
}

const MOST_WAITING = 10_000;

/** Starts D1 on loopback. Throws PORT_IN_USE. */
export async function startD1(options: D1Options): Promise<D1> {
  const { port = 0, mutualTls, faults, clock } = options;
  const d1 = createD1(options);
  const listening = await serveApp(d1.app, {
    name: "D1",
    port,
    ...(mutualTls && { mutualTls }),
    ...(faults && { disturb: (server) => disturbHttp(server, { leg: "tsp-d1", faults, clock }) }),
  });
  const close = async () => {
    await listening.close();
    await d1.close();
  };
  return { ...d1, url: listening.url, close };
}

/** The same without a socket, for calls to its `app`. */
export function createD1(options: Omit<D1Options, "port" | "mutualTls" | "faults">): Omit<D1, "url"> {
  const ledger = new Ledger();
  const state = createState(options, ledger);
  return {
    ledger,
    app: createD1App(createOperations(state, options.openEnvelope), state),
    onboard: (tenant) => state.tenants.onboard(tenant),
    registerCard: (card) => state.tenants.registerCard(card),
    registerConsumer: (issuerId, consumerId, consumer) =>
      state.tenants.registerConsumer(issuerId, consumerId, consumer),
    idle: () => state.work.idle(),
    giveUpWaiting() {
      state.work.endRests();
      return state.work.idle();
    },
    async close() {
      state.work.close();
      await state.work.idle();
    },
  };
}

function createState(options: Omit<D1Options, "port" | "mutualTls" | "faults">, ledger: Ledger): D1State {
  const { clock, chance, log, issuer, sms, mail, remembers, replaceParts, mostWaiting = MOST_WAITING } = options;
  const tenants = new Tenants();
  const issuerOf = createIssuerClients(issuer.request, clock);
  const good = defaultParts({ clock, chance, tenants, sms, mail, issuerOf, remembers });
  const parts = replaceParts ? replaceParts(good) : good;
  const work = new OpenWork(clock);
  return {
    ...{ clock, chance, log, tenants, issuerOf, work, parts },
    digitizations: new Digitizations(remembers, remembers),
    outbox: new Outbox({ clock, chance: chance.fork("outbox"), log, work, parts, ledger, mostWaiting }),
  };
}
