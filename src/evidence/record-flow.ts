import type { CapturedMessage } from "../messages/captured-message.ts";
import { visibleText } from "../messages/reading.ts";
import { operationOf } from "./call-names.ts";
import { conceal } from "./conceal.ts";
import type { Flow, FlowCall, Party } from "./flow.ts";
import type { Exchange, Leg } from "./journal.ts";
import type { Secret } from "./secrets.ts";

/** Everything that was said in a scenario. */
export interface Conversation {
  readonly exchanges: readonly Exchange[];
  readonly messages: readonly CapturedMessage[];
  /** Who sends the messages. */
  readonly sender: "d1" | "issuer";
  /** When an exchange ended or a message came, ms of a steady clock: the systems' own may stand still. */
  readonly seenAt: (id: string) => number;
  readonly secrets: readonly Secret[];
  readonly redact: (text: string) => string;
}

/** Of a flow as JSON, octets. */
const MOST_OCTETS = 1_400;
const MOST_OF_A_TEXT = 320;
/** Nobody reads on; redacted before it is cut, so that no piece of a code is left at its end. */
const MOST_OF_A_MAIL = 20_000;

/** The conversation in the order in which it began, redacted and short enough to be kept for every scenario. */
export function recordFlow(conversation: Conversation): Flow {
  const { exchanges, messages, seenAt } = conversation;
  const timed = [
    ...exchanges.map((exchange) => ({
      begun: seenAt(exchange.id) - exchange.durationMs,
      clock: exchange.at,
      call: ofExchange(exchange, conversation),
    })),
    ...messages.map((message) => ({
      begun: seenAt(message.id),
      clock: message.receivedAt,
      call: ofMessage(message, conversation),
    })),
  ].toSorted((one, other) => one.begun - other.begun);
  const start = Math.min(...timed.map(({ clock }) => clock));
  return shortened(timed.map(({ call, clock }) => ({ ...call, at: Math.round((clock - start) / 1000) })));
}

const ends: Readonly<Record<Leg, readonly [from: Party, to: Party]>> = {
  "wallet-tsp": ["wallet", "tsp"],
  "tsp-d1": ["tsp", "d1"],
  "d1-issuer": ["d1", "issuer"],
  "issuer-sms": ["issuer", "sms"],
};

function ofExchange(exchange: Exchange, { redact }: Conversation): FlowCall {
  const [from, to] = ends[exchange.leg];
  return { id: exchange.id, at: 0, from, to, what: operationOf(exchange), status: redact(statusOf(exchange)) };
}

/** HTTP's status, and the word in which the answer itself says how it went. */
function statusOf({ outcome }: Exchange): string {
  if ("error" in outcome) return outcome.error.code;
  const { status, body } = outcome.response;
  const word = /"(?:errorCode|result|decision)"\s*:\s*"([A-Z][A-Z_]{2,39})"/.exec(body)?.[1];
  return word === undefined ? String(status) : `${status} ${word}`;
}

function ofMessage(message: CapturedMessage, conversation: Conversation): FlowCall {
  const said = {
    title: titleOf(message),
    text: visibleText(message)
      .trim()
      .replace(/\s*\n\s*/g, "\n")
      .slice(0, MOST_OF_A_MAIL),
  };
  const [title, text] = [said.title, said.text].map((words) =>
    conceal(words, { known: conversation.secrets, redact: conversation.redact }),
  );
  return {
    id: message.id,
    at: 0,
    from: conversation.sender,
    to: message.kind === "sms" ? "sms" : "mail",
    ...(message.kind === "sms"
      ? { what: partsOf(message.parts.length), status: message.encoding }
      : { what: "e-mail", status: message.folder ?? "" }),
    title: (title ?? "").slice(0, 80),
    text: (text ?? "").slice(0, MOST_OF_A_TEXT),
  };
}

const titleOf = (message: CapturedMessage): string => (message.kind === "sms" ? message.sender : message.subject);

const partsOf = (parts: number): string => (parts === 1 ? "SMS" : `SMS in ${parts} parts`);

/** Calls go from the middle: how it began and how it ended says most. */
function shortened(calls: readonly FlowCall[]): Flow {
  const sizes = calls.map((call) => Buffer.byteLength(JSON.stringify(call)) + 1);
  let size = sizes.reduce((sum, each) => sum + each, 0);
  if (size <= MOST_OCTETS) return { calls };
  const middle = Math.ceil(calls.length / 2);
  let [from, to] = [middle, middle];
  while (size > MOST_OCTETS && to - from < calls.length - 2) {
    const takesLater = calls.length - to >= from;
    size -= (takesLater ? sizes[to++] : sizes[--from]) ?? 0;
  }
  return { calls: calls.toSpliced(from, to - from), omitted: { after: from, calls: to - from } };
}
