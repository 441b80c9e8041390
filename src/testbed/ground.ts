import type { D1Parts } from "../../simulators/d1/parts.ts";
import type { IssuerParts } from "../../simulators/issuer-backend/parts.ts";
import type { TspParts } from "../../simulators/tsp/parts.ts";
import { type Chance, createChance } from "../chance.ts";
import { type Clock, systemClock } from "../clock.ts";
import { createEgress, type Egress } from "../egress.ts";
import { Journal, type Leg, recorded } from "../evidence/journal.ts";
import { SecretKeeper } from "../evidence/secrets.ts";
import type { FaultRule } from "../faults/fault-rule.ts";
import { createFaultTimeline, type FaultTimeline } from "../faults/timeline.ts";
import { createHttpClient, type HttpClient, type TlsIdentity } from "../http.ts";
import { type BedKeys, bedKeys } from "./bed-keys.ts";
import type { MailReception } from "./mail-reception.ts";
import type { MailHogLocation } from "./mailhog-sink.ts";
import { SystemLog } from "./system-log.ts";

/** Where each system listens; 0, the default, takes a free port. */
export interface Ports {
  readonly tsp: number;
  readonly d1: number;
  readonly issuerBackend: number;
  readonly smpp: number;
  readonly sms: number;
  readonly smtp: number;
  readonly mail: number;
  /** UDP and TCP. */
  readonly dns: number;
}

export interface TestBedOptions {
  readonly clock?: Clock;
  readonly seed?: string;
  readonly ports?: Partial<Ports>;
  /** Takes the mail instead of a mail server of ours. */
  readonly mailHog?: MailHogLocation;
  /** What D1 shows a real issuer backend, and the authority of that backend; default: made for the simulated one. */
  readonly issuerIdentity?: TlsIdentity;
  /** Hosts outside this machine that may be called; default none. */
  readonly reach?: readonly string[];
  /** What goes wrong on purpose from the start. */
  readonly faults?: readonly FaultRule[];
  /** How the mail server looks at who sends. */
  readonly reception?: MailReception;
  /** Makes a system deliberately wrong: each function takes the good parts and returns what to use instead. */
  readonly replace?: Replacements;
}

export interface Replacements {
  readonly d1?: (parts: D1Parts) => D1Parts;
  readonly tsp?: (parts: TspParts) => TspParts;
  readonly issuerBackend?: (parts: IssuerParts) => IssuerParts;
}

/** What D1 shows the issuer backend, and the like of an authority that the backend does not know. */
export interface Identities {
  readonly d1: TlsIdentity;
  readonly foreign: TlsIdentity;
}

/** How to close what was opened, in that order. */
export type Closing = (() => unknown)[];

/** What every system of one bed shares: time, chance, the journal, and the keys. */
export interface Ground {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly journal: Journal;
  readonly log: SystemLog;
  readonly secrets: SecretKeeper;
  readonly faults: FaultTimeline;
  readonly egress: Egress;
  readonly keys: BedKeys;
  readonly identities: Identities;
  readonly ports: Partial<Ports>;
  readonly mailHog: MailHogLocation | undefined;
  readonly reception: MailReception;
  readonly replace: Replacements;
}

export async function layGround({
  clock = systemClock,
  seed = "stepproof",
  ports = {},
  mailHog,
  issuerIdentity,
  reach = [],
  faults = [],
  reception = {},
  replace = {},
}: TestBedOptions): Promise<Ground> {
  const keys = await bedKeys();
  const chance = createChance(seed);
  const shared = {
    clock,
    chance,
    faults: createFaultTimeline({ clock, chance: chance.fork("faults"), rules: faults }),
    journal: new Journal(),
    log: new SystemLog(),
    secrets: new SecretKeeper(),
    egress: createEgress(reach),
  };
  const d1 = issuerIdentity ?? (await keys.identityOf("d1"));
  // Trusting the backend's authority, shown under another: the backend is to refuse it, not the caller.
  const identities = { d1, foreign: { ...keys.foreign, ca: d1.ca } };
  return { ...shared, keys, identities, ports, mailHog, reception, replace };
}

/** How long each caller waits for a whole answer, ms: the longer, the more calls it waits for. D1 has settings of its own. */
export const patienceMs: Readonly<Record<Leg, number>> = {
  "issuer-sms": 2_000,
  "d1-issuer": 3_000,
  "tsp-d1": 10_000,
  "wallet-tsp": 30_000,
};

const callers: Readonly<Record<Leg, string>> = {
  "wallet-tsp": "wallet -> TSP",
  "tsp-d1": "TSP -> D1",
  "d1-issuer": "D1 -> issuer backend",
  "issuer-sms": "issuer backend -> SMS centre",
};

/** A client whose calls are in the journal. */
export function httpClient(
  { journal, clock, egress, faults }: Ground,
  closing: Closing,
  leg: Leg,
  identity: Partial<TlsIdentity>,
): HttpClient {
  const client = createHttpClient({ call: callers[leg], identity, egress, clock, timeoutMs: patienceMs[leg] });
  // A fault of the connection is met by those that open one.
  faults.onChange(client.reconnect);
  closing.push(client.close);
  return recorded(client.request, journal, leg, clock);
}
