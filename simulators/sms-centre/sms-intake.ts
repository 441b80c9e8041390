import type { Clock } from "../../src/clock.ts";
import { StepproofError } from "../../src/errors.ts";
import type { CapturedSms, SmsPart } from "../../src/messages/captured-message.ts";
import type { Inbox } from "../../src/messages/inbox.ts";
import {
  type IncompleteSms,
  Reassembly,
  type ReassemblyLimits,
  type UnfinishedSms,
} from "../../src/messages/reassembly.ts";
import { toRecipient, toShownSender } from "../../src/messages/sms-address.ts";
import type { SubmittedSms } from "./submitted-sms.ts";

/** Where every submit ends, whichever way it came: joins parts, files complete messages, gives out message ids. */
export class SmsIntake {
  readonly #inbox: Inbox<CapturedSms>;
  readonly #reassembly: Reassembly;
  readonly #refusals: string[] = [];
  readonly #barred = new Set<string>();
  #taken = 0;

  constructor(inbox: Inbox<CapturedSms>, clock: Clock, limits: Partial<ReassemblyLimits>) {
    this.#inbox = inbox;
    this.#reassembly = new Reassembly(clock, limits);
  }

  /** Files one submit and returns its message id. Throws a StepproofError whose code is the ESME status to answer. */
  take(submitted: SubmittedSms, transport: CapturedSms["transport"]): string {
    this.refuseIfAsked(submitted.destination.address);
    const parts = this.#joinedParts(submitted);
    if (parts) this.file(submitted, parts, transport);
    return this.nextMessageId();
  }

  /** Files a complete message. */
  file(
    { source, destination, encoding }: Omit<SubmittedSms, "part">,
    parts: readonly SmsPart[],
    transport: "smpp" | "http",
  ): void {
    const octets = parts.reduce((sum, { payload }) => sum + payload.length, 0);
    if (octets > this.#inbox.limits.maxMessageBytes) throw refusal("ESME_RINVMSGLEN", "the message is too large");
    this.#inbox.deliver({
      kind: "sms",
      transport,
      recipient: toRecipient(destination.address),
      sender: toShownSender(source),
      senderTon: source.ton,
      destination,
      encoding,
      text: parts.map(({ text }) => text).join(""),
      parts,
    });
  }

  nextMessageId(): string {
    return String(++this.#taken).padStart(10, "0");
  }

  /** Refuses the next submits, to see what a sender makes of it. */
  refuseNext(times: number, status: string): void {
    for (let refused = 0; refused < times; refused++) this.#refusals.push(status);
  }

  /** From now on nothing is taken for this recipient, as for a number that was given back; the returned function lifts that. */
  bar(recipient: string): () => void {
    this.#barred.add(recipient);
    return () => void this.#barred.delete(recipient);
  }

  /** Throws the status of a refusal that a test has asked for. */
  refuseIfAsked(destination: string): void {
    if (this.#barred.has(toRecipient(destination))) throw refusal("ESME_RINVDSTADR", "the number is barred");
    const status = this.#refusals.shift();
    if (status) throw refusal(status, "a test asked for it");
  }

  incomplete(): readonly IncompleteSms[] {
    return this.#reassembly.incomplete();
  }

  unfinished(query: { readonly after: number }): readonly UnfinishedSms[] {
    return this.#reassembly.unfinished(query);
  }

  get cursor(): number {
    return this.#reassembly.cursor;
  }

  close(): void {
    this.#reassembly.clear();
  }

  #joinedParts({ source, destination, part }: SubmittedSms): readonly SmsPart[] | undefined {
    if (part.reference === undefined) return [part];
    const outcome = this.#reassembly.add({ source: source.address, destination: destination.address }, part);
    if (outcome.kind === "full") throw refusal("ESME_RMSGQFUL", "too many messages wait for their parts");
    return outcome.kind === "complete" ? outcome.parts : undefined;
  }
}

const refusal = (status: string, what: string): StepproofError =>
  new StepproofError(status, `submit refused: ${what}`, {
    hint: "Send the message again later.",
    attribution: "IMPLEMENTATION",
  });
