import type { WalletCard } from "../../../simulators/end-user/wallet-card.ts";
import type { Channel } from "../../checks/expectation.ts";
import type { ActivationCodeResponse, ActivationResponse, IdvMethod, TokenView } from "../../contract/wallet-tsp.ts";

const methodTypes: ReadonlyMap<string, string> = new Map<Channel, string>([
  ["sms", "TEXT_TO_CARDHOLDER_NUMBER"],
  ["email", "EMAIL_TO_CARDHOLDER_ADDRESS"],
]);

/**
 * A card on its way into the wallet. What the network answers – declined, not delivered, a wrong code – is a value;
 * a call that it refuses throws WALLET_REFUSED.
 */
export class CardInWallet {
  /** What the network answered when the card was added: its decision, and the methods it offers. */
  readonly added: TokenView;
  readonly #card: WalletCard;

  constructor(card: WalletCard) {
    this.added = card.added;
    this.#card = card;
  }

  /** The ways to get the code that the wallet shows now, contacts masked. */
  methods(): Promise<readonly IdvMethod[]> {
    return this.#card.methods();
  }

  /** Asks for the code by SMS or e-mail, or by the id or type of a method. `delivered` says whether it went out. */
  choose(method: Channel | (string & {})): Promise<ActivationCodeResponse> {
    return this.#card.choose(methodTypes.get(method) ?? method);
  }

  /** Asks for the code again, the same way. Throws NO_METHOD_CHOSEN. */
  resend(): Promise<ActivationCodeResponse> {
    return this.#card.resend();
  }

  /** Types a code; `result` is SUCCESS when it activated the card. */
  typeCode(code: string): Promise<ActivationResponse> {
    return this.#card.typeCode(code);
  }

  /** Where the card stands: INACTIVE, ACTIVE or DEACTIVATED. */
  status(): Promise<TokenView> {
    return this.#card.status();
  }

  /** Takes the card out of the wallet before it was activated. */
  cancel(): Promise<TokenView> {
    return this.#card.cancel();
  }
}
