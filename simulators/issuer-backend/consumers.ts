import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import { StepproofError } from "../../src/errors.ts";

/** An End User on the issuer's books. A blocked one is in a state that forbids any answer: 403 (CD-09). */
export interface EnrolledConsumer {
  readonly consumerId: string;
  readonly info: ConsumerInfo;
  readonly cards: readonly { readonly cardId: string }[];
  readonly state: "active" | "blocked";
}

/** New values for members of ConsumerInfo; `undefined` takes a member away. */
export type ConsumerChange = { readonly [Member in keyof ConsumerInfo]?: ConsumerInfo[Member] | undefined };

export class Consumers {
  readonly #byIssuer = new Map<string, Map<string, EnrolledConsumer>>();

  /** Enrolling again replaces the consumer. */
  enrol(issuerId: string, consumer: EnrolledConsumer): void {
    const consumers = this.#byIssuer.get(issuerId) ?? new Map<string, EnrolledConsumer>();
    this.#byIssuer.set(issuerId, consumers.set(consumer.consumerId, consumer));
  }

  /** Throws CONSUMER_UNKNOWN for a consumer that was never enrolled. */
  change(issuerId: string, consumerId: string, change: ConsumerChange): void {
    const consumer = this.of(issuerId).get(consumerId);
    if (consumer === undefined) throw unknownConsumer(issuerId, consumerId);
    this.enrol(issuerId, { ...consumer, info: withoutUndefined({ ...consumer.info, ...change }) });
  }

  /** A consumer that was never enrolled stays unknown. */
  remove(issuerId: string, consumerId: string): void {
    this.#byIssuer.get(issuerId)?.delete(consumerId);
  }

  of(issuerId: string): ReadonlyMap<string, EnrolledConsumer> {
    return this.#byIssuer.get(issuerId) ?? new Map();
  }
}

const withoutUndefined = (info: ConsumerChange): ConsumerInfo =>
  Object.fromEntries(Object.entries(info).filter(([, value]) => value !== undefined));

const unknownConsumer = (issuerId: string, consumerId: string): StepproofError =>
  new StepproofError("CONSUMER_UNKNOWN", `The issuer ${issuerId} has no consumer ${consumerId}`, {
    hint: "Enrol the consumer before changing it.",
    attribution: "HARNESS",
  });
