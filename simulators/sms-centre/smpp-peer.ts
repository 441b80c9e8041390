import type { Socket } from "node:net";
import type { Cancel, Clock } from "../../src/clock.ts";
import { StepproofError } from "../../src/errors.ts";
import type { FaultSource, PointsByLeg, SmppFault } from "../../src/faults/fault.ts";
import type { Log } from "../../src/log.ts";
import { toRecipient } from "../../src/messages/sms-address.ts";
import { type Pdu, type PduFields, textField } from "../../src/sending/smpp-pdu.ts";
import { SmppSession, type SmppSessionLimits } from "../../src/sending/smpp-session.ts";
import { asksForReceipt, toReceiptFields } from "./receipts.ts";
import type { SmsIntake } from "./sms-intake.ts";
import { parseSubmitSm } from "./submitted-sms.ts";

export interface SmppAccount {
  readonly systemId: string;
  readonly password: string;
}

export interface PeerLimits extends SmppSessionLimits {
  /** Real time from the connection to a successful bind, ms. */
  readonly bindTimeoutMs: number;
}

/** What the peers of one server share. */
export interface PeerContext {
  readonly intake: SmsIntake;
  readonly clock: Clock;
  readonly log: Log;
  /** Who may bind; undefined lets anybody in. */
  readonly accounts: readonly SmppAccount[] | undefined;
  readonly limits: PeerLimits;
  /** What goes wrong; nothing without it. */
  readonly faults: FaultSource | undefined;
  /** A session of this account that can be sent a receipt. */
  readonly receiverOf: (systemId: string) => SmppPeer | undefined;
  readonly onClose: (peer: SmppPeer) => void;
}

interface Reporting {
  readonly answer: () => void;
  readonly recipient: string;
  readonly systemId: string;
}

interface Bind {
  readonly command: string;
  readonly systemId: string;
}

/** One ESME's session: what each request does in which state. Source: SMPP 3.4 §2.2, §2.3. */
export class SmppPeer {
  readonly session: SmppSession;
  readonly #context: PeerContext;
  readonly #bindTimer: NodeJS.Timeout;
  readonly #late = new Set<Cancel>();
  #bind: Bind | undefined;

  constructor(socket: Socket, context: PeerContext) {
    this.#context = context;
    this.#bindTimer = setTimeout(() => this.session.destroy(), context.limits.bindTimeoutMs);
    this.session = new SmppSession({
      socket,
      limits: context.limits,
      onRequest: (request) => this.#handle(request),
      onClose: () => {
        clearTimeout(this.#bindTimer);
        for (const cancel of this.#late) cancel();
        context.onClose(this);
      },
    });
  }

  /** Whether receipts for this account can go to this session. */
  receivesFor(systemId: string): boolean {
    return this.#bind?.systemId === systemId && this.#bind.command !== "bind_transmitter";
  }

  /** A request that fails is answered with its ESME status; a fault of ours with ESME_RSYSERR, and told to the log. */
  #handle(request: Pdu): void {
    try {
      this.#dispatch(request);
    } catch (error) {
      const status = error instanceof StepproofError ? error.code : "ESME_RSYSERR";
      this.#context.log(`SMS centre: ${request.command} answered with ${status}`);
      this.session.respond(request, status);
    }
  }

  #dispatch(request: Pdu): void {
    const { command } = request;
    if (command.startsWith("bind_")) this.#takeBind(request);
    else if (command === "submit_sm") this.#takeSubmit(request);
    else if (command === "enquire_link") this.#showLife(request);
    else if (command === "unbind") this.#takeUnbind(request);
    else this.session.nack(request.sequence, "ESME_RINVCMDID");
  }

  #takeBind(request: Pdu): void {
    if (this.#bind) throw refusal("ESME_RALYBND", "the session is bound already");
    const systemId = textField(request, "system_id");
    this.#authenticate(systemId, textField(request, "password"));
    const fault = this.#faultAt("bind");
    if (this.#breaksOff(fault)) return;
    clearTimeout(this.#bindTimer);
    this.#bind = { command: request.command, systemId };
    this.#respond(request, fault, { system_id: "stepproof", sc_interface_version: 0x34 });
  }

  #showLife(request: Pdu): void {
    const fault = this.#faultAt("enquire");
    if (!this.#breaksOff(fault)) this.#respond(request, fault);
  }

  #authenticate(systemId: string, password: string): void {
    const { accounts } = this.#context;
    if (!accounts) return;
    const account = accounts.find((known) => known.systemId === systemId);
    if (!account) throw refusal("ESME_RINVSYSID", "the system id is unknown");
    if (account.password !== password) throw refusal("ESME_RINVPASWD", "the password is wrong");
  }

  /** The response leaves once the message or part is filed, and the receipt after the response. */
  #takeSubmit(request: Pdu): void {
    if (!this.#bind || this.#bind.command === "bind_receiver") {
      throw refusal("ESME_RINVBNDSTS", "the session may not submit");
    }
    const submitted = parseSubmitSm(request);
    const recipient = toRecipient(submitted.destination.address);
    const fault = this.#faultAt("submit", recipient);
    if (this.#breaksOff(fault)) return;
    const messageId = this.#context.intake.take(submitted, "smpp");
    const answer = () => this.#respond(request, fault, { message_id: messageId });
    const { systemId } = this.#bind;
    if (asksForReceipt(request)) this.#reportDelivery(request, messageId, { answer, recipient, systemId });
    else answer();
  }

  #reportDelivery(request: Pdu, messageId: string, { answer, recipient, systemId }: Reporting): void {
    const receipt = toReceiptFields(request, messageId, this.#context.clock.now());
    const fault = this.#faultAt("receipt", recipient);
    const fate = fault?.kind === "receipt" ? fault.fate : "after the answer";
    if (fate !== "out-of-order") answer();
    if (fate !== "lost") this.#sendReceipt(receipt, systemId);
    if (fate === "duplicated") this.#sendReceipt(receipt, systemId);
    if (fate === "out-of-order") answer();
  }

  #sendReceipt(receipt: PduFields, systemId: string): void {
    const receiver = this.receivesFor(systemId) ? this : this.#context.receiverOf(systemId);
    if (!receiver) this.#context.log("SMS centre: a receipt found no receiver");
    receiver?.session
      .request("deliver_sm", receipt)
      .catch((error: unknown) => this.#context.log(`SMS centre: a receipt was not acknowledged: ${String(error)}`));
  }

  #faultAt(point: PointsByLeg["smpp"], recipient?: string): SmppFault | undefined {
    const { faults, clock } = this.#context;
    return faults?.next({ leg: "smpp", point, at: clock.now(), ...(recipient !== undefined && { recipient }) });
  }

  /** Whether the fault ends the request before anything is taken. Throws a status that is to be answered. */
  #breaksOff(fault: SmppFault | undefined): boolean {
    if (fault?.kind === "status") throw refusal(fault.status, "a test asked for it");
    if (fault?.kind === "bind-lost") this.session.destroy();
    if (fault?.kind === "unbind") void this.#unbind();
    return fault?.kind === "bind-lost" || fault?.kind === "unbind";
  }

  #respond(request: Pdu, fault: SmppFault | undefined, fields: PduFields = {}): void {
    const respond = () => this.session.respond(request, "ESME_ROK", fields);
    if (fault?.kind === "late-response") this.#late.add(this.#context.clock.after(fault.ms, respond));
    else if (fault?.kind !== "lost-response") respond();
  }

  async #unbind(): Promise<void> {
    this.#bind = undefined;
    await this.session.request("unbind").catch(() => undefined); // An ESME that is gone has unbound, too.
    await this.session.close();
  }

  #takeUnbind(request: Pdu): void {
    this.#bind = undefined;
    this.session.respond(request, "ESME_ROK");
    void this.session.close();
  }
}

const refusal = (status: string, what: string): StepproofError =>
  new StepproofError(status, `SMPP request refused: ${what}`, {
    hint: "Compare the session with SMPP 3.4 §2.2.",
    attribution: "IMPLEMENTATION",
  });
