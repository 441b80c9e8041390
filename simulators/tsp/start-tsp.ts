import type { KeyObject } from "node:crypto";
import type { Hono } from "hono";
import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import { disturbHttp } from "../../src/faults/disturb-http.ts";
import type { FaultSource } from "../../src/faults/fault.ts";
import type { HttpClient, HttpResponse } from "../../src/http.ts";
import type { Log } from "../../src/log.ts";
import { OpenWork } from "../../src/open-work.ts";
import { serveApp } from "../../src/serve.ts";
import { createTspApp } from "./app.ts";
import { CardRanges } from "./card-ranges.ts";
import { createD1Client } from "./d1-client.ts";
import type { ExpirySpelling } from "./expiry.ts";
import { askToValidate, instructDelivery } from "./instruction.ts";
import { type IssuedOtp, OtpVault } from "./otp-vault.ts";
import { defaultParts, type TspParts } from "./parts.ts";
import type { CardRange, Network, OtpPolicy } from "./policies.ts";
import { TokenService } from "./token-service.ts";
import { TokenStore } from "./tokens.ts";

export interface TspOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** Where D1 is and how to call it; `timeoutMs` bounds each of its answers. */
  readonly d1: { readonly url: string; readonly request: HttpClient; readonly timeoutMs?: number };
  /** D1's public key for card data; without one they travel in clear. */
  readonly envelope?: KeyObject | undefined;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** What goes wrong, and when; nothing without it. */
  readonly faults?: FaultSource;
  /** What differs from the default policy of a network. */
  readonly policies?: Partial<Record<Network, Partial<OtpPolicy>>>;
  readonly expirySpelling?: ExpirySpelling;
  /** Tokens, and codes of tokens, that are kept; of more, the oldest are forgotten. Default 10,000. */
  readonly remembers?: number;
  readonly replaceParts?: (parts: TspParts) => TspParts;
}

export interface Tsp {
  readonly url: string;
  readonly app: Hono;
  /** Throws TSP_SETTING_INVALID. */
  registerRange(range: CardRange): void;
  /** What was last issued for a token: for checks, which compare it with what arrived. */
  lastIssued(tokenUniqueReference: string): IssuedOtp | undefined;
  /** What D1 was last asked to deliver for a token. */
  lastDelivery(tokenUniqueReference: string): DeliverActivationCodeRequest | undefined;
  /** Calls the listener with every code made, before it is sent. Returns how to stop. */
  onIssued(listener: (issued: IssuedOtp) => void): () => void;
  /** Has D1 deliver once more with members of the request replaced; returns D1's answer as it came. */
  instruct(tokenUniqueReference: string, overrides: Partial<DeliverActivationCodeRequest>): Promise<HttpResponse>;
  /** Has D1 judge a code, which is not for it to do (LC-10); returns its answer as it came. */
  askToValidate(tokenUniqueReference: string, activationCode: string): Promise<HttpResponse>;
  /** What the network's customer service does for a caller whose identity it has checked. Throws what the wallet is refused. */
  activateByCustomerService(tokenUniqueReference: string): void;
  /** Resolves when no call to D1 is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than D1 may take for token, consumer and delivery together at 3 s each (contract.md section 16). */
const D1_TIMEOUT_MS = 10_000;

/** Starts the token service of the networks on loopback. Throws PORT_IN_USE, TSP_SETTING_INVALID. */
export async function startTsp({ port = 0, faults, ...options }: TspOptions): Promise<Tsp> {
  const tsp = createTsp(options);
  const server = await serveApp(tsp.app, {
    name: "TSP",
    port,
    ...(faults && {
      disturb: (listener) => disturbHttp(listener, { leg: "wallet-tsp", faults, clock: options.clock }),
    }),
  });
  const close = async () => {
    await server.close();
    await tsp.close();
  };
  return { ...tsp, url: server.url, close };
}

/** The same without a socket, for calls to its `app`. Throws TSP_SETTING_INVALID. */
export function createTsp(options: Omit<TspOptions, "port" | "faults">): Omit<Tsp, "url"> {
  const { clock, log, envelope, remembers, replaceParts = (parts) => parts } = options;
  const work = new OpenWork(clock);
  const d1 = createD1Client({ timeoutMs: D1_TIMEOUT_MS, ...options.d1, log, work });
  const parts = replaceParts(defaultParts(d1, options.expirySpelling));
  const ranges = new CardRanges(options.policies);
  const tokens = new TokenStore(remembers);
  const chance = options.chance.fork("tsp");
  const vault = new OtpVault({ clock, chance: options.chance.fork("otp"), parts, remembers });
  const service = new TokenService({ clock, chance, parts, ranges, tokens, vault, sealFor: envelope });
  return {
    app: createTspApp(service, log),
    registerRange: (range) => ranges.register(range),
    lastIssued: (tokenUniqueReference) => vault.current(tokenUniqueReference),
    lastDelivery: (tokenUniqueReference) => tokens.find(tokenUniqueReference)?.lastDelivery,
    onIssued: (listener) => vault.onIssued(listener),
    instruct: (tokenUniqueReference, overrides) =>
      instructDelivery({ chance, parts, tokens, vault }, tokenUniqueReference, overrides),
    askToValidate: (tokenUniqueReference, activationCode) =>
      askToValidate({ chance, parts, tokens, vault }, tokenUniqueReference, activationCode),
    activateByCustomerService: (tokenUniqueReference) => void service.activateWithoutCode(tokenUniqueReference),
    idle: () => work.idle(),
    close: () => work.idle(),
  };
}
