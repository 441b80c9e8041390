import type { Soil } from "./mutation.ts";

/** What a good client sent over one connection, unit by unit: a line, a mail, a PDU, a request, a message. */
export interface Recording {
  /** Which of the target's ports it was sent to. */
  readonly door: number;
  readonly units: readonly Buffer[];
}

/** Whether what follows a unit can still be told apart from it. */
export type Framing = "kept" | "any";

export interface MutatedUnit {
  readonly octets: Buffer;
  readonly framing: Framing;
}

/** What goes over one connection: only the last unit may lose the framing, so that every one is looked at. */
export interface Burst {
  readonly door: number;
  readonly units: readonly MutatedUnit[];
}

export interface BurstOutcome {
  /** How many answers came back. */
  readonly answers: number;
  /** Answers that blame the server itself: HTTP 500, ESME_RSYSERR, SERVFAIL, SMTP 451. */
  readonly faults: number;
}

/** A server under fire, and how to speak to it. */
export interface FuzzTarget {
  readonly recordings: readonly Recording[];
  /** Connections at a time. */
  readonly lanes: number;
  /** Changes a unit in such a way that what follows it can still be told apart. */
  mutate(unit: Buffer, soil: Soil): Buffer;
  /** Sends a burst over a connection of its own; resolves once the server has dealt with all of it. */
  send(burst: Burst, signal: AbortSignal): Promise<BurstOutcome>;
  /** A good client's whole flow. Rejects when it does not work. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** The four servers, over real sockets. */
export const servers = ["smtp", "smpp", "http", "dns"] as const;
/** And what reads for them, without any. */
export const targets = [...servers, "readers"] as const;
export type TargetName = (typeof targets)[number];
