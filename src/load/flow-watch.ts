import type { Channel } from "../checks/expectation.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { toMailbox } from "../messages/mailbox.ts";
import { visibleText } from "../messages/reading.ts";
import type { EndUser } from "../testbed/in-tests/end-user.ts";
import type { TestBed } from "../testbed/start-test-bed.ts";
import { Fates } from "./fates.ts";
import type { MessageFate } from "./flow.ts";

/** A flow that is being played, and what is seen of it from outside. */
interface Observed {
  tokenUniqueReference: string;
  arrived: number;
}

/**
 * Looks from outside at whom each message comes to. An End User plays one flow after the other, so what comes to their
 * address is the flow's that they play, and must carry the code that was made for it.
 */
export class FlowWatch {
  readonly #bed: TestBed;
  readonly #fates: Fates;
  readonly #byAddress = new Map<string, Observed>();
  readonly #codes = new Map<string, string>();
  readonly #undo: (() => unknown)[];
  #astray = 0;

  /** Watches from now on, until it is closed. */
  constructor(bed: TestBed) {
    this.#bed = bed;
    this.#fates = new Fates(bed.d1.ledger);
    const look = (message: CapturedMessage) => this.#look(message);
    this.#undo = [
      () => this.#fates.close(),
      bed.tsp.onIssued(({ tokenUniqueReference, value }) => this.#codes.set(tokenUniqueReference, value)),
      bed.smsCentre.inbox.onMessage(look),
      ...(bed.mailServer ? [bed.mailServer.inbox.onMessage(look)] : []),
    ];
  }

  /** Messages that came to nobody's flow, or with another code than its own. */
  get astray(): number {
    return this.#astray;
  }

  /** From now on what comes to this person is of a new flow; the returned function is told its token. */
  begin(endUser: EndUser, channel: Channel): (tokenUniqueReference: string) => void {
    const observed: Observed = { tokenUniqueReference: "", arrived: 0 };
    this.#byAddress.set(addressOf(endUser, channel), observed);
    return (tokenUniqueReference) => {
      observed.tokenUniqueReference = tokenUniqueReference;
    };
  }

  /** What became of the message of the flow that this person began last; D1 may take `waitMs` to know. It is forgotten then. */
  async end(endUser: EndUser, channel: Channel, waitMs: number): Promise<MessageFate> {
    const address = addressOf(endUser, channel);
    const observed = this.#byAddress.get(address);
    const { tokenUniqueReference = "" } = observed ?? {};
    const requestId = this.#bed.tsp.lastDelivery(tokenUniqueReference)?.requestId;
    const line = requestId === undefined ? undefined : await this.#fates.take(requestId, waitMs);
    this.#byAddress.delete(address);
    this.#forgetCode(tokenUniqueReference);
    const fate = line?.fate.outcome === "failed" ? line.fate.reason : (line?.fate.outcome ?? "none");
    return { fate, tries: line?.tries ?? 0, arrived: observed?.arrived ?? 0 };
  }

  close(): void {
    for (const undo of this.#undo) undo();
  }

  /** The bed keeps every code it must not tell: 100,000 of them would fill it. */
  #forgetCode(tokenUniqueReference: string): void {
    const code = this.#codes.get(tokenUniqueReference);
    if (code !== undefined) this.#bed.secrets.drop("otp", code);
    this.#codes.delete(tokenUniqueReference);
  }

  #look(message: CapturedMessage): void {
    const observed = this.#byAddress.get(message.recipient);
    const code = observed && this.#codes.get(observed.tokenUniqueReference);
    if (observed && code !== undefined && visibleText(message).includes(code)) observed.arrived++;
    else this.#astray++;
  }
}

function addressOf({ profile: { phone = "", email = "" } }: EndUser, channel: Channel): string {
  return channel === "sms" ? phone : toMailbox(email);
}
