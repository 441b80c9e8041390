import type { Exchange } from "../evidence/journal.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";

/** Something that a system sent, by where it stood. */
export interface SentText {
  /** Id of the exchange or message: evidence. */
  readonly origin: string;
  /** As a finding words it, e.g. "the request's body, d1-issuer". */
  readonly place: string;
  readonly text: string;
}

/** All that went over an HTTP leg: address, headers and bodies, there and back. */
export function textsOfExchange({ id, leg, request, outcome }: Exchange): readonly SentText[] {
  const asked = [
    toText("the address", request.url),
    toText("the request's headers", headerLines(request.headers)),
    toText("the request's body", request.body),
  ];
  const answered =
    "error" in outcome
      ? []
      : [
          toText("the answer's headers", headerLines(outcome.response.headers)),
          toText("the answer's body", outcome.response.body),
        ];
  return [...asked, ...answered].map(({ place, text }) => ({ origin: id, place: `${place}, ${leg}`, text }));
}

/** A message as it was handed over: envelope and octets. */
export function textsOfMessage(message: CapturedMessage): readonly SentText[] {
  const { id } = message;
  if (message.kind === "email") {
    const { mailFrom, rcptTo } = message.envelope;
    return [
      { origin: id, place: "the envelope of a mail", text: [mailFrom, ...rcptTo].join("\n") },
      { origin: id, place: "the octets of a mail", text: message.raw.toString("latin1") },
    ];
  }
  const payloads = message.parts.map(({ payload }) => payload.toString("latin1"));
  return [
    { origin: id, place: "the addresses of an SMS", text: `${message.sender}\n${message.destination.address}` },
    { origin: id, place: "the text of an SMS", text: message.text },
    { origin: id, place: "the octets of an SMS", text: payloads.join("") },
  ];
}

const toText = (place: string, text = "") => ({ place, text });

const headerLines = (headers: Readonly<Record<string, string>> = {}): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
