import type { EndUser as SimulatedEndUser } from "../../../simulators/end-user/end-user.ts";
import type { MessageReader } from "../../../simulators/end-user/message-reader.ts";
import type { Card, EndUserProfile } from "../../../simulators/end-user/profile.ts";
import type { DeviceInfo } from "../../contract/tsp-d1.ts";
import { StepproofError } from "../../errors.ts";
import type { CapturedMessage } from "../../messages/captured-message.ts";
import { CardInWallet } from "./card-in-wallet.ts";
import { WAIT_MS, type WaitLimits } from "./readable-inbox.ts";
import { type ReceivedMail, ReceivedMessage, type ReceivedSms } from "./received-message.ts";

/** A cardholder with a wallet, a phone and a mailbox. What was sent before they were enrolled they never see. */
export class EndUser {
  /** As the issuer knows them: names, contacts, cards. */
  readonly profile: EndUserProfile;
  readonly #simulated: SimulatedEndUser;
  readonly #settled: () => Promise<void>;

  constructor(simulated: SimulatedEndUser, settled: () => Promise<void>) {
    this.profile = simulated.profile;
    this.#simulated = simulated;
    this.#settled = settled;
  }

  /** Adds a card to the wallet, by default the first of the profile. Throws NO_CARD, WALLET_REFUSED. */
  async addCard(card: Card | undefined = this.profile.cards[0], device?: DeviceInfo): Promise<CardInWallet> {
    if (card === undefined) throw noCard();
    return new CardInWallet(await this.#simulated.wallet.addCard(card, device));
  }

  /** The next SMS not read yet, now or as soon as it arrives. Throws INBOX_TIMEOUT, NO_ADDRESS. */
  nextSms(limits?: WaitLimits): Promise<ReceivedSms> {
    return this.#next(this.#simulated.phone, limits);
  }

  /** The next e-mail not read yet, now or as soon as it arrives. Throws INBOX_TIMEOUT, NO_ADDRESS. */
  nextMail(limits?: WaitLimits): Promise<ReceivedMail> {
    return this.#next(this.#simulated.mailbox, limits);
  }

  /** All that came to phone and mailbox, read or not. Waits for every system to finish: what is not in here will not come. */
  async messages(): Promise<readonly ReceivedMessage[]> {
    await this.#settled();
    const [sms, mails] = await Promise.all([this.#simulated.phone.all(), this.#simulated.mailbox.all()]);
    return [...sms, ...mails].map((message) => this.#read(message));
  }

  async #next<Captured extends CapturedMessage>(reader: MessageReader<Captured>, limits: WaitLimits = {}) {
    return this.#read(await reader.next({ timeoutMs: WAIT_MS, ...limits }));
  }

  #read<Captured extends CapturedMessage>(message: Captured): ReceivedMessage<Captured> {
    return new ReceivedMessage(message, this.#simulated.readCode);
  }
}

const noCard = (): StepproofError =>
  new StepproofError("NO_CARD", "an End User without a card cannot add one to the wallet", {
    hint: "Enrol them with a card, or hand addCard one.",
    attribution: "CONFIGURATION",
  });
