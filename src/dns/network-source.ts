import { randomInt } from "node:crypto";
import { lookup as lookUpHost } from "node:dns/promises";
import { setMaxListeners } from "node:events";
import { isIP } from "node:net";
import { type Clock, systemClock } from "../clock.ts";
import { type Egress, loopbackOnly } from "../egress.ts";
import { followAliases } from "./alias-chain.ts";
import type { DnsSource } from "./dns-source.ts";
import { askOverTcp, askOverUdp, type Exchange, type Exchanged } from "./network-exchange.ts";
import { dnsPort } from "./resolver-address.ts";
import { toQuery } from "./wire-answer.ts";
import { toWireLabels } from "./wire-name.ts";

export interface NetworkSourceOptions {
  /** An address, an IPv6 one with or without brackets, or a host's name. */
  readonly host: string;
  /** Default 53. */
  readonly port?: number;
  /** Default: loopback only. */
  readonly egress?: Egress;
  /** How long one attempt may take; default 2000 ms. */
  readonly timeoutMs?: number;
  /** How often a query that nobody answered is asked; default 2. A whole lookup, aliases too, takes no longer than all attempts. */
  readonly attempts?: number;
  readonly clock?: Clock;
}

export interface NetworkSource extends DnsSource {
  /** Ends what is under way with TIMEOUT, and whatever is asked later. */
  close(): void;
}

/**
 * Asks one name server: UDP with EDNS, TCP where the answer has no room. Aliases that it leaves open are asked for,
 * eight at most; a circle of them is SERVFAIL. Nothing that a server does or sends throws: a query ends with an
 * answer, or with TIMEOUT (nothing came, also no connection) or UNREADABLE (what came does not answer the query).
 * Throws EGRESS_BLOCKED when the host may not be reached.
 */
export function createNetworkSource(options: NetworkSourceOptions): NetworkSource {
  const { host, egress = loopbackOnly, timeoutMs = 2000, attempts = 2, clock = systemClock } = options;
  egress(host, "stepproof -> resolver");
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // One for every lookup under way.
  const resolver = { host: host.replace(/^\[(.*)\]$/, "$1"), port: options.port ?? dnsPort };
  return {
    close: () => closing.abort(),
    async lookup(wanted, type) {
      const name = wanted.toLowerCase().replace(/\.$/, "");
      // A name that no message can carry is nowhere published.
      if (toWireLabels(name) === undefined) return { status: "NXDOMAIN", records: [] };
      return within({ clock, ms: timeoutMs * attempts, parent: closing.signal }, (signal) =>
        followAliases((current) => ask({ resolver, clock, timeoutMs, attempts, signal }, current, type), name, type),
      );
    },
  };
}

interface Asking {
  readonly resolver: { readonly host: string; readonly port: number };
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly attempts: number;
  /** Ends the whole lookup. */
  readonly signal: AbortSignal;
}

async function ask(asking: Asking, name: string, type: string): Promise<Exchanged> {
  const { clock, timeoutMs, attempts, signal } = asking;
  let outcome: Exchanged = "TIMEOUT";
  for (let attempt = 0; attempt < attempts && outcome === "TIMEOUT" && !signal.aborted; attempt += 1)
    outcome = await within({ clock, ms: timeoutMs, parent: signal }, (ending) =>
      askOnce(asking.resolver, toQuery(randomInt(0x1_0000), name, type), ending),
    );
  return outcome;
}

async function askOnce(resolver: Asking["resolver"], query: Exchange["query"], signal: AbortSignal) {
  const located = await locate(resolver.host, signal);
  if (located === undefined) return "TIMEOUT";
  const exchange = { server: { ...located, port: resolver.port }, query, signal };
  const answer = await askOverUdp(exchange);
  return typeof answer !== "string" && answer.truncated ? askOverTcp(exchange) : answer;
}

/** Where the host is; undefined when its name is not known, or not in time. */
async function locate(host: string, signal: AbortSignal) {
  if (isIP(host) !== 0) return { address: host, family: isIP(host) };
  const tooLate = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  return Promise.race([lookUpHost(host).catch(() => undefined), tooLate]);
}

interface Limit {
  readonly clock: Clock;
  readonly ms: number;
  /** What ends it sooner. */
  readonly parent: AbortSignal;
}

/** Hands out a signal that is given when the time is over. */
async function within<T>({ clock, ms, parent }: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort();
  if (parent.aborted) end();
  parent.addEventListener("abort", end);
  const cancel = clock.after(ms, end);
  try {
    return await work(ending.signal);
  } finally {
    cancel();
    parent.removeEventListener("abort", end);
  }
}
