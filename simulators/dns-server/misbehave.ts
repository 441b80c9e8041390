import { rcodes, type WireMessage } from "../../src/dns/wire-message.ts";
import { type DnsReply, emptyReply } from "./answers.ts";
import type { DnsBehaviour, Transport } from "./faults.ts";
import { encodeReply, encodeTruncated } from "./reply-encoding.ts";

interface Occasion {
  readonly query: WireMessage;
  /** The name asked for, in lower case. */
  readonly name: string;
  readonly transport: Transport;
  /** The good reply for a name and the type asked for. */
  readonly replyFor: (name: string) => Promise<DnsReply>;
  readonly wait: (ms: number) => Promise<void>;
}

/** Answers a query as a broken, slow or lying server would. */
export async function misbehave(behaviour: DnsBehaviour, occasion: Occasion): Promise<Buffer | "nothing" | "reset"> {
  const { query, name, transport, replyFor } = occasion;
  switch (behaviour.kind) {
    case "rcode":
      return encodeReply(query, emptyReply(rcodes[behaviour.rcode]), transport);
    case "delay":
      await occasion.wait(behaviour.ms);
      return encodeReply(query, await replyFor(name), transport);
    case "drop":
      return "nothing";
    case "truncated":
      return truncate(occasion);
    case "wrong-id":
      return encodeReply({ ...query, id: query.id ^ 0x5555 }, await replyFor(name), transport);
    case "wrong-question":
      return encodeReply(withQuestion(query, behaviour.name), await replyFor(behaviour.name), transport);
    case "wrong-records":
      return encodeReply(query, await replyFor(behaviour.name), transport);
    case "garbage":
      return garbage(query);
    case "reset":
      return transport === "tcp" ? "reset" : truncate(occasion);
  }
}

async function truncate({ query, name, transport, replyFor }: Occasion): Promise<Buffer> {
  const reply = await replyFor(name);
  return transport === "tcp" ? encodeReply(query, reply, transport) : encodeTruncated(query, reply);
}

const withQuestion = (query: WireMessage, name: string): WireMessage => ({
  ...query,
  questions: query.questions.map((question) => ({ ...question, name })),
});

/** With the id of the query, so that it is known for whom it is; all the rest is no message. */
function garbage({ id }: WireMessage): Buffer {
  const octets = Buffer.alloc(40, 0xff);
  octets.writeUInt16BE(id);
  return octets;
}
