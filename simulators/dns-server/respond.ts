import type { DnsSource } from "../../src/dns/dns-source.ts";
import { classInternet, rcodes, type WireMessage, type WireQuestion } from "../../src/dns/wire-message.ts";
import { parseMessage, readHeader } from "../../src/dns/wire-parsing.ts";
import { toLowerAscii } from "../../src/dns/zone-name.ts";
import { causeCode } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { answerQuestion, emptyReply } from "./answers.ts";
import type { DnsBehaviour, DnsQuestion, Transport } from "./faults.ts";
import { misbehave } from "./misbehave.ts";
import { encodeReply } from "./reply-encoding.ts";

/** The octets of an answer, silence, or a connection that is reset. */
export type DnsResponse = Buffer | "nothing" | "reset";

/** Answers whatever comes over the wire, any octets at all. Never throws. */
export type Responder = (octets: Buffer, transport: Transport) => Promise<DnsResponse>;

export interface ResponderParts {
  /** Who knows the answers, as of now. */
  readonly source: () => DnsSource;
  /** Hears of every question, and says how it is answered badly. */
  readonly meet: (question: DnsQuestion) => DnsBehaviour | undefined;
  /** Waits on the server's clock. */
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Log;
}

/**
 * The server without its sockets. What cannot be read is answered with FORMERR where its header can; answers, and less
 * than a header, with silence: two servers would answer each other for ever.
 */
export function createResponder(parts: ResponderParts): Responder {
  return async (octets, transport) => {
    const header = readHeader(octets);
    if (header === undefined || header.isResponse) return "nothing";
    const query = readQuery(octets) ?? { ...header, questions: [], answers: [], authorities: [], additionals: [] };
    const [question] = query.questions;
    const refusal = refuse(query, question);
    if (refusal !== undefined || question === undefined)
      return encodeReply(query, emptyReply(refusal ?? rcodes.FORMERR), transport);
    return answer(parts, { query, question, transport }).catch((error: unknown) => {
      parts.log(`dns: a query failed (${causeCode(error) ?? "UNKNOWN"})`);
      return encodeReply(query, emptyReply(rcodes.SERVFAIL), transport);
    });
  };
}

interface Asked {
  readonly query: WireMessage;
  readonly question: WireQuestion;
  readonly transport: Transport;
}

async function answer({ source, meet, wait, log }: ResponderParts, { query, question, transport }: Asked) {
  const { type } = question;
  const name = toLowerAscii(question.name);
  const behaviour = meet({ name, type, transport });
  const replyFor = (of: string) => answerQuestion(source(), of, type);
  if (behaviour) {
    log(`dns: ${transport} ${type} ${name} -> ${behaviour.kind}, as told`);
    return misbehave(behaviour, { query, name, transport, replyFor, wait });
  }
  const reply = await replyFor(name);
  log(`dns: ${transport} ${type} ${name} -> code ${reply.rcode}, ${reply.answers.length} record(s)`);
  return encodeReply(query, reply, transport);
}

function readQuery(octets: Buffer): WireMessage | undefined {
  try {
    return parseMessage(octets);
  } catch {
    return undefined; // The client gets FORMERR, which says no more either.
  }
}

/** Types of questions that ask for a whole zone. */
const transfers = ["TYPE251", "TYPE252"];

/** The code that refuses a query whose question is not looked at. RFC 1035 section 4.1.1, RFC 6891 section 6.1.3. */
function refuse({ opcode, questions, edns }: WireMessage, question: WireQuestion | undefined): number | undefined {
  if (opcode !== 0) return rcodes.NOTIMP;
  if (edns && edns.version > 0) return rcodes.BADVERS;
  if (question === undefined || questions.length > 1 || question.type === "TYPE41") return rcodes.FORMERR;
  return question.class !== classInternet || transfers.includes(question.type) ? rcodes.REFUSED : undefined;
}
