import type { DeviceInfo } from "../../src/contract/tsp-d1.ts";
import { type AddCardRequest, walletTspPaths as paths, tokenView } from "../../src/contract/wallet-tsp.ts";
import type { Card } from "./profile.ts";
import { callTsp, type TspConnection } from "./tsp-client.ts";
import { WalletCard } from "./wallet-card.ts";

/** How a wallet introduces itself and its device to the TSP; left out, it is the fictional Veloria Wallet. */
export type WalletIdentity = Partial<
  Pick<
    AddCardRequest,
    | "tokenRequestorId"
    | "walletId"
    | "consumerFacingEntityName"
    | "deviceAcceptLanguage"
    | "deviceScore"
    | "accountScore"
    | "mobileNumberSuffix"
  >
>;

export interface WalletOptions {
  readonly tsp: TspConnection;
  readonly identity?: WalletIdentity;
}

export interface Wallet {
  /**
   * Adds a card and returns it with the TSP's decision; a declined one is a value like any other.
   * Throws WALLET_REFUSED, WALLET_ANSWER_INVALID. A wallet takes any number of cards, and remembers none.
   */
  addCard(card: Card, device?: DeviceInfo): Promise<WalletCard>;
}

const VELORIA = { tokenRequestorId: "90000000001", walletId: "900", consumerFacingEntityName: "Veloria Wallet" };

/** A wallet that knows one TSP. It keeps no code and no card number. */
export function createWallet({ tsp, identity }: WalletOptions): Wallet {
  return {
    async addCard(card, device) {
      const body = toAddCardRequest(card, { ...VELORIA, ...identity }, device);
      const call = { doing: "adding a card", method: "POST", path: paths.tokens, body } as const;
      return new WalletCard(tsp, await callTsp(tsp, call, tokenView));
    },
  };
}

function toAddCardRequest(
  { pan, expiryMonth, expiryYear, securityCode }: Card,
  identity: WalletIdentity & Pick<AddCardRequest, "tokenRequestorId">,
  deviceInfo: DeviceInfo | undefined,
): AddCardRequest {
  return { accountNumber: pan, expiryMonth, expiryYear, securityCode, ...identity, ...(deviceInfo && { deviceInfo }) };
}
