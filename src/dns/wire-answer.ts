import { classInternet, rcodes, type WireMessage, type WireQuestion } from "./wire-message.ts";
import { parseMessage, readHeader } from "./wire-parsing.ts";
import { toLowerAscii } from "./zone-name.ts";

/** Octets that we take over UDP: what passes everywhere in one piece. The DNS flag day of 2020. */
export const ourUdpSize = 1232;

/** A query for one name and type. */
export const toQuery = (id: number, name: string, type: string): WireMessage => ({
  id,
  isResponse: false,
  opcode: 0,
  authoritative: false,
  truncated: false,
  recursionDesired: true,
  recursionAvailable: false,
  rcode: rcodes.NOERROR,
  questions: [{ name, type, class: classInternet }],
  answers: [],
  authorities: [],
  additionals: [],
  edns: { udpSize: ourUdpSize, version: 0 },
});

/**
 * The answer to a query; FOREIGN when it bears another id, as what answers another query does; UNREADABLE when it
 * bears ours and is no message, no answer, or one to another question.
 */
export function judgeAnswer(octets: Buffer, query: WireMessage): WireMessage | "FOREIGN" | "UNREADABLE" {
  if (readHeader(octets)?.id !== query.id) return "FOREIGN";
  const answer = readOrNothing(octets);
  if (answer === undefined || !answer.isResponse || answer.opcode !== query.opcode) return "UNREADABLE";
  return asksTheSame(answer, query) ? answer : "UNREADABLE";
}

function readOrNothing(octets: Buffer): WireMessage | undefined {
  try {
    return parseMessage(octets);
  } catch {
    return undefined; // What is wrong with it does not change what is done about it.
  }
}

/** A server that did not understand the question may leave it out. */
function asksTheSame(answer: WireMessage, query: WireMessage): boolean {
  const failed = answer.rcode !== rcodes.NOERROR && answer.rcode !== rcodes.NXDOMAIN;
  if (answer.questions.length === 0 && failed) return true;
  return toLine(answer.questions) === toLine(query.questions);
}

const toLine = (questions: readonly WireQuestion[]): string =>
  questions.map(({ name, type, class: of }) => `${toLowerAscii(name)} ${type} ${of}`).join("\n");
