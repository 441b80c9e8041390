import type { rcodes } from "../../src/dns/wire-message.ts";
import type { DnsFault as PlannedFault } from "../../src/faults/fault.ts";

export type Transport = "udp" | "tcp";

/** A question as it came. */
export interface DnsQuestion {
  /** In lower case, without its last dot. */
  readonly name: string;
  /** In capitals; `TYPE65280` for one without a name. */
  readonly type: string;
  readonly transport: Transport;
}

/** What the server does instead of answering well. */
export type DnsBehaviour =
  /** Answers with this code and nothing else. */
  | { readonly kind: "rcode"; readonly rcode: Exclude<keyof typeof rcodes, "NOERROR" | "BADVERS"> }
  /** Answers well, once this time has passed on the server's clock. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Never answers; a TCP connection stays open until it was idle for too long. */
  | { readonly kind: "drop" }
  /** Says that the answer has no room, whatever its length; over TCP it is sent. */
  | { readonly kind: "truncated" }
  | { readonly kind: "wrong-id" }
  /** Answers a question that was not asked: the one for this name. */
  | { readonly kind: "wrong-question"; readonly name: string }
  /** Answers the question with the records of this name. */
  | { readonly kind: "wrong-records"; readonly name: string }
  /** Sends what is no DNS message, after the id. */
  | { readonly kind: "garbage" }
  /** Resets the TCP connection; over UDP it sends the client there. */
  | { readonly kind: "reset" };

/** Which questions are answered badly, and how. Left out, it does not matter. */
export interface DnsFault {
  /** Whatever its case, with or without its last dot. */
  readonly name?: string;
  readonly type?: string;
  readonly transport?: Transport;
  /** Questions that are answered well first. */
  readonly after?: number;
  /** Questions that are answered badly then; left out, all. */
  readonly times?: number;
  readonly behaviour: DnsBehaviour;
}

/** The faults in force. The first that fits a question, and has not been used up, has it. */
export class FaultBook {
  readonly #entries = new Set<{ readonly fault: DnsFault; met: number }>();

  /** Returns how to lift it. */
  add(fault: DnsFault): () => void {
    const entry = { fault, met: 0 };
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  /** Every fault that fits counts the question, also where another has it. */
  meet(question: DnsQuestion): DnsBehaviour | undefined {
    const due = [...this.#entries].filter(({ fault }) => fits(fault, question)).filter(isDue);
    return due[0]?.fault.behaviour;
  }
}

/** A fault of the timeline as this server misbehaves. */
export const toBehaviour = (fault: PlannedFault): DnsBehaviour => (fault.kind === "timeout" ? { kind: "drop" } : fault);

function fits({ name, type, transport }: DnsFault, question: DnsQuestion): boolean {
  if (name !== undefined && name.toLowerCase().replace(/\.$/, "") !== question.name) return false;
  if (type !== undefined && type.toUpperCase() !== question.type) return false;
  return transport === undefined || transport === question.transport;
}

function isDue(entry: { readonly fault: DnsFault; met: number }): boolean {
  const { after = 0, times = Number.POSITIVE_INFINITY } = entry.fault;
  entry.met += 1;
  return entry.met > after && entry.met <= after + times;
}
