import type { Clock } from "../../src/clock.ts";
import { Delays } from "../../src/delays.ts";
import type { DnsSource } from "../../src/dns/dns-source.ts";
import type { Zone } from "../../src/dns/record.ts";
import type { FaultSource } from "../../src/faults/fault.ts";
import type { Log } from "../../src/log.ts";
import { LOOPBACK } from "../../src/serve.ts";
import { type DnsFault, type DnsQuestion, FaultBook, toBehaviour } from "./faults.ts";
import { createResponder } from "./respond.ts";
import { serveTcp } from "./serve-tcp.ts";
import { serveUdp } from "./serve-udp.ts";
import { ServedZones } from "./served-zones.ts";
import { bindSockets } from "./sockets.ts";

export interface DnsServerLimits {
  /** TCP connections at a time. */
  readonly maxConnections: number;
  /** How long a TCP connection may stay without a whole query, ms. */
  readonly idleMs: number;
  /** UDP queries in hand at a time. */
  readonly maxPending: number;
}

export interface DnsServerOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** 0, the default, takes a port that is free over UDP and TCP. */
  readonly port?: number;
  /** All that there is: a name outside them does not exist. Default: none. */
  readonly zones?: readonly Zone[];
  /** Who answers instead of `zones`: with `zoneSource`, a name outside the zone is REFUSED. */
  readonly source?: DnsSource;
  readonly faults?: readonly DnsFault[];
  /** What goes wrong, and when, on a timeline that other servers share; it comes after `faults`. */
  readonly faultSource?: FaultSource;
  readonly limits?: Partial<DnsServerLimits>;
}

export interface DnsServer {
  readonly host: string;
  readonly port: number;
  /** `127.0.0.1:53535`, for UDP and TCP. */
  readonly address: string;
  /** Serves a zone from now on, instead of the one of that name if there is one. Returns how to undo that. */
  setZone(zone: Zone): () => void;
  /** Whether a name, in lower case and without its last dot, is in a zone that it serves. */
  covers(name: string): boolean;
  /** Answers from this source from now on, whatever zones there were. */
  serve(source: DnsSource): void;
  /** Answers badly from now on. Returns how to lift that. */
  addFault(fault: DnsFault): () => void;
  /** Tells of every question that comes, before it is answered. Returns how to end that. */
  onQuestion(listener: (question: DnsQuestion) => void): () => void;
  close(): Promise<void>;
}

const defaultLimits: DnsServerLimits = { maxConnections: 100, idleMs: 10_000, maxPending: 1000 };

/**
 * An authoritative name server on loopback, UDP and TCP on one port: EDNS, truncation, aliases followed, negative
 * answers with their SOA – and any misbehaviour on demand. Throws PORT_IN_USE.
 *
 * @example
 * const dns = await startDnsServer({ clock: systemClock, log: silent, zones: [zone] });
 * dns.addFault({ type: "TXT", behaviour: { kind: "rcode", rcode: "SERVFAIL" } });
 */
export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const { clock, log, port = 0, faults = [], faultSource } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const served = new ServedZones(options.zones ?? [], options.source);
  const delays = new Delays(clock);
  const book = new FaultBook();
  for (const fault of faults) book.add(fault);
  const listeners = new Set<(question: DnsQuestion) => void>();
  const meet = (question: DnsQuestion) => {
    for (const listener of listeners) listener(question);
    const onTimeline = faultSource?.next({ leg: "dns", point: "query", at: clock.now(), target: question.name });
    return book.meet(question) ?? (onTimeline && toBehaviour(onTimeline));
  };
  const respond = createResponder({ source: () => served.source, meet, wait: (ms) => delays.wait(ms), log });
  const sockets = await bindSockets(port);
  const ending = [
    serveUdp(sockets.udp, { respond, log, ...limits }),
    serveTcp(sockets.tcp, { respond, log, ...limits }),
  ];
  return {
    host: LOOPBACK,
    port: sockets.port,
    address: `${LOOPBACK}:${sockets.port}`,
    setZone: (zone) => served.set(zone),
    covers: (name) => served.covers(name),
    serve: (source) => served.replace(source),
    addFault: (fault) => book.add(fault),
    onQuestion(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      delays.close();
      await Promise.all(ending.map((end) => end()));
    },
  };
}
