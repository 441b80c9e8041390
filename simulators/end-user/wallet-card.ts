import {
  type ActivationCodeResponse,
  type ActivationResponse,
  activationCodeResponse,
  activationResponse,
  type IdvMethod,
  walletTspPaths as paths,
  type TokenView,
  tokenView,
} from "../../src/contract/wallet-tsp.ts";
import { StepproofError } from "../../src/errors.ts";
import { callTsp, type TspConnection } from "./tsp-client.ts";

/**
 * A card that was added to the wallet, and what the End User can do with it there. What the protocol says in an answer
 * (`delivered: false`, `INCORRECT_CODE`) is a value; a refusal by status is thrown: WALLET_REFUSED.
 */
export class WalletCard {
  readonly tokenUniqueReference: string;
  /** What the TSP answered when the card was added: decision, state, methods. */
  readonly added: TokenView;
  readonly #tsp: TspConnection;
  #offered: readonly IdvMethod[];
  #chosen: string | undefined;

  constructor(tsp: TspConnection, added: TokenView) {
    this.#tsp = tsp;
    this.added = added;
    this.tokenUniqueReference = added.tokenUniqueReference;
    this.#offered = added.methods;
  }

  /** Asks the TSP anew which methods there are; `added.methods` are those it offered at first. */
  async methods(): Promise<readonly IdvMethod[]> {
    const call = { doing: "asking for the methods", method: "GET", path: this.#path(paths.methods) } as const;
    this.#offered = (await callTsp(this.#tsp, call, tokenView)).methods;
    return this.#offered;
  }

  /**
   * Chooses how to get the code: by the id of a method, or by its type, of which the first offered is taken.
   * What was never offered is sent as it is; the TSP has to refuse it.
   */
  async choose(typeOrId: string): Promise<ActivationCodeResponse> {
    const method =
      this.#offered.find(({ id }) => id === typeOrId) ?? this.#offered.find(({ type }) => type === typeOrId);
    this.#chosen = method?.id ?? typeOrId;
    return this.#requestCode(this.#chosen);
  }

  /** Asks for the code again, by the method chosen last. Throws NO_METHOD_CHOSEN before any was. */
  async resend(): Promise<ActivationCodeResponse> {
    if (this.#chosen !== undefined) return this.#requestCode(this.#chosen);
    throw new StepproofError("NO_METHOD_CHOSEN", "wallet: a code cannot be sent again before a method was chosen", {
      hint: "Choose a method first.",
      attribution: "HARNESS",
    });
  }

  typeCode(activationCode: string): Promise<ActivationResponse> {
    const path = this.#path(paths.activations);
    const call = { doing: "typing a code", method: "POST", path, body: { activationCode } } as const;
    return callTsp(this.#tsp, call, activationResponse);
  }

  cancel(): Promise<TokenView> {
    const call = { doing: "cancelling", method: "DELETE", path: this.#path(paths.token) } as const;
    return callTsp(this.#tsp, call, tokenView);
  }

  status(): Promise<TokenView> {
    const call = { doing: "asking for the status", method: "GET", path: this.#path(paths.token) } as const;
    return callTsp(this.#tsp, call, tokenView);
  }

  #requestCode(methodId: string): Promise<ActivationCodeResponse> {
    const path = this.#path(paths.activationCodes);
    const call = { doing: "asking for a code", method: "POST", path, body: { methodId } } as const;
    return callTsp(this.#tsp, call, activationCodeResponse);
  }

  #path(template: string): string {
    return template.replace(":tokenUniqueReference", encodeURIComponent(this.tokenUniqueReference));
  }
}
