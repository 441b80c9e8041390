import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type {
  ActivationMethod,
  AuthorizeServiceRequest,
  DeliverActivationCodeRequest,
} from "../../src/contract/tsp-d1.ts";
import { refusal } from "./refusals.ts";
import type { RegisteredCard } from "./tenants.ts";

/** What the wallet was shown, and the consumer it was made from (none when the look-up failed). */
export interface Offer {
  readonly methods: readonly ActivationMethod[];
  readonly consumer?: ConsumerInfo | undefined;
}

/** One card on its way into one wallet. */
export interface Digitization {
  readonly digitalCardId: string;
  /** The network's id; it may come back for another card. */
  readonly correlationId: string;
  /** Ours, for the issuer: random. */
  readonly xCorrelationId: string;
  readonly card: RegisteredCard;
  readonly requestor: Partial<AuthorizeServiceRequest>;
  readonly offer?: Offer;
  readonly tokenUniqueReference?: string;
  readonly state: "pending" | "active" | "ended";
}

/** The ids by which the TSP names a digitization. */
export type TokenIds = Pick<DeliverActivationCodeRequest, "correlationId" | "tokenUniqueReference">;

type Changes = Partial<Pick<Digitization, "offer" | "tokenUniqueReference" | "state">>;

/** Every digitization D1 has seen, oldest first. */
export class Digitizations {
  readonly #digitizations = new Map<string, Digitization>();
  readonly #byCorrelation = new Map<string, string[]>();
  readonly #byToken = new Map<string, string>();

  open(digitization: Digitization): Digitization {
    const { digitalCardId, correlationId } = digitization;
    this.#digitizations.set(digitalCardId, digitization);
    this.#byCorrelation.set(correlationId, [...(this.#byCorrelation.get(correlationId) ?? []), digitalCardId]);
    return digitization;
  }

  change(digitalCardId: string, changes: Changes): Digitization {
    const current = this.#digitizations.get(digitalCardId);
    if (!current) throw new Error("a digitization is changed only after it was opened");
    const changed = { ...current, ...changes };
    this.#digitizations.set(digitalCardId, changed);
    if (changes.tokenUniqueReference) this.#byToken.set(changes.tokenUniqueReference, digitalCardId);
    return changed;
  }

  /**
   * A token reference decides once it is known, and must come with its own correlation id. At first sight it means the
   * newest digitization of that id that has none yet (RS-09); call `bind` when the request turns out to be good.
   */
  find({ correlationId, tokenUniqueReference }: TokenIds): Digitization | undefined {
    const known = this.#digitizations.get(this.#byToken.get(tokenUniqueReference) ?? "");
    if (known) return known.correlationId === correlationId ? known : undefined;
    return this.ofCorrelation(correlationId).findLast((candidate) => !candidate.tokenUniqueReference);
  }

  /** Throws INVALID_FIELD_VALUE when the token reference is another digitization's already. */
  bind({ digitalCardId }: Digitization, tokenUniqueReference: string): Digitization {
    if ((this.#byToken.get(tokenUniqueReference) ?? digitalCardId) !== digitalCardId) throw foreignToken();
    return this.change(digitalCardId, { tokenUniqueReference });
  }

  ofCorrelation(correlationId: string): readonly Digitization[] {
    const ids = this.#byCorrelation.get(correlationId) ?? [];
    return ids.flatMap((id) => this.#digitizations.get(id) ?? []);
  }

  all(): readonly Digitization[] {
    return [...this.#digitizations.values()];
  }
}

const foreignToken = () =>
  refusal("INVALID_FIELD_VALUE", "correlationId and tokenUniqueReference do not name one digitization");
