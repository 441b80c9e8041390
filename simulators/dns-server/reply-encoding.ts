import { ourUdpSize } from "../../src/dns/wire-answer.ts";
import { encodeMessage, longestMessage } from "../../src/dns/wire-encoding.ts";
import type { WireMessage } from "../../src/dns/wire-message.ts";
import type { DnsReply } from "./answers.ts";
import type { Transport } from "./faults.ts";

/** Octets over UDP that every client takes, and that ours never exceed whatever a client says that it takes. */
const leastUdpSize = 512;
const mostUdpSize = 4096;

/**
 * The reply to a query: its id and question as they came, case and all, and EDNS if it had that. Where the client has
 * no room for it, only that (TC): half a set of records is none.
 */
export function encodeReply(query: WireMessage, reply: DnsReply, transport: Transport): Buffer {
  const message = toMessage(query, reply);
  return encodeMessage(message, roomFor(query, transport)) ?? encodeTruncated(query, reply);
}

/** The same without its records, and TC set. */
export function encodeTruncated(query: WireMessage, reply: DnsReply): Buffer {
  const short = { ...toMessage(query, reply), truncated: true, answers: [], authorities: [] };
  // A question, a header and EDNS are never more than 512 octets.
  return encodeMessage(short) ?? Buffer.alloc(0);
}

function toMessage(query: WireMessage, reply: DnsReply): WireMessage {
  return {
    ...reply,
    id: query.id,
    isResponse: true,
    opcode: query.opcode,
    truncated: false,
    recursionDesired: query.recursionDesired,
    recursionAvailable: false,
    questions: query.questions.slice(0, 1),
    additionals: [],
    ...(query.edns && { edns: { udpSize: ourUdpSize, version: 0 } }),
  };
}

function roomFor({ edns }: WireMessage, transport: Transport): number {
  if (transport === "tcp") return longestMessage;
  return Math.min(Math.max(edns?.udpSize ?? leastUdpSize, leastUdpSize), mostUdpSize);
}
