import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type {
  ActivationMethod,
  AuthorizeServiceRequest,
  DeliverActivationCodeRequest,
  NotifyServiceActivatedRequest,
} from "../../src/contract/tsp-d1.ts";
import { forgetOldest } from "../../src/forget-oldest.ts";
import { isOffered } from "./methods.ts";
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

/** How the TSP names a digitization: by ids, and by what else the request says of it, should the ids leave a doubt. */
export type Designation = Pick<DeliverActivationCodeRequest, "correlationId" | "tokenUniqueReference"> &
  Partial<Pick<DeliverActivationCodeRequest, "activationMethod">> &
  Partial<Pick<NotifyServiceActivatedRequest, "accountPanSuffix">>;

type Changes = Partial<Pick<Digitization, "offer" | "tokenUniqueReference" | "state">>;

/** How many digitizations are kept beyond their end, active or not: more than any scenario asks for again. */
const REMEMBERED = 10_000;
/** How many may be pending: a TSP that begins and never ends is not to fill the memory. */
const MOST_PENDING = 10_000;

/** Tokens that stay known when their digitization is forgotten. */
const KNOWN_TOKENS = 20_000;

/** The digitizations of D1, oldest first: all that are pending – of very many, the newest – and of the others those that ended last. */
export class Digitizations {
  readonly #digitizations = new Map<string, Digitization>();
  readonly #byCorrelation = new Map<string, string[]>();
  /** A token stays known when its digitization is forgotten, lest it be taken for a new one. */
  readonly #byToken = new Map<string, string>();
  readonly #pending = new Set<string>();
  readonly #finished = new Set<string>();
  readonly #remembered: number;
  readonly #mostPending: number;

  constructor(remembered: number = REMEMBERED, mostPending: number = MOST_PENDING) {
    this.#remembered = remembered;
    this.#mostPending = mostPending;
  }

  open(digitization: Digitization): Digitization {
    const { digitalCardId, correlationId } = digitization;
    this.#digitizations.set(digitalCardId, digitization);
    this.#byCorrelation.set(correlationId, [...(this.#byCorrelation.get(correlationId) ?? []), digitalCardId]);
    this.#keepLast(this.#pending, digitalCardId, this.#mostPending);
    return digitization;
  }

  change(digitalCardId: string, changes: Changes): Digitization {
    const current = this.#digitizations.get(digitalCardId);
    if (!current) throw new Error("a digitization is changed only after it was opened");
    const changed = { ...current, ...changes };
    this.#digitizations.set(digitalCardId, changed);
    if (changes.tokenUniqueReference) this.#nameToken(changes.tokenUniqueReference, digitalCardId);
    if (changed.state !== "pending") this.#finish(digitalCardId);
    return changed;
  }

  /**
   * A token reference decides once it is known, and must come with its own correlation id. At first sight it means the
   * newest digitization of that id that has none yet (RS-09); call `bind` when the request turns out to be good.
   * Throws INVALID_FIELD_VALUE when several cards are meant: a guess could send a code to the wrong person.
   */
  find(designation: Designation): Digitization | undefined {
    const { correlationId, tokenUniqueReference } = designation;
    const digitalCardId = this.#byToken.get(tokenUniqueReference);
    if (digitalCardId === undefined) return findAtFirstSight(this.ofCorrelation(correlationId), designation);
    const known = this.#digitizations.get(digitalCardId);
    return known?.correlationId === correlationId ? known : undefined;
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

  /** As it stands now; undefined once it is forgotten. */
  current(digitalCardId: string): Digitization | undefined {
    return this.#digitizations.get(digitalCardId);
  }

  all(): readonly Digitization[] {
    return [...this.#digitizations.values()];
  }

  #finish(digitalCardId: string): void {
    this.#pending.delete(digitalCardId);
    this.#keepLast(this.#finished, digitalCardId, this.#remembered);
  }

  #keepLast(kept: Set<string>, digitalCardId: string, most: number): void {
    kept.add(digitalCardId);
    const [oldest] = kept;
    if (oldest !== undefined && kept.size > most) this.#forget(oldest);
  }

  #nameToken(tokenUniqueReference: string, digitalCardId: string): void {
    this.#byToken.set(tokenUniqueReference, digitalCardId);
    forgetOldest(this.#byToken, KNOWN_TOKENS);
  }

  #forget(digitalCardId: string): void {
    const { correlationId = "" } = this.#digitizations.get(digitalCardId) ?? {};
    const others = (this.#byCorrelation.get(correlationId) ?? []).filter((id) => id !== digitalCardId);
    if (others.length > 0) this.#byCorrelation.set(correlationId, others);
    else this.#byCorrelation.delete(correlationId);
    this.#digitizations.delete(digitalCardId);
    this.#pending.delete(digitalCardId);
    this.#finished.delete(digitalCardId);
  }
}

/** An id that came back for another card leaves two cards to choose from. Source: contract.md section 17, trap 3. */
function findAtFirstSight(ofCorrelation: readonly Digitization[], designation: Designation): Digitization | undefined {
  const unbound = ofCorrelation.filter(({ tokenUniqueReference }) => tokenUniqueReference === undefined);
  const candidates = isOneCard(unbound) ? unbound : unbound.filter((candidate) => isMeant(candidate, designation));
  if (!isOneCard(candidates)) throw severalCards();
  return candidates.at(-1);
}

const isOneCard = (digitizations: readonly Digitization[]): boolean =>
  new Set(digitizations.map(({ card }) => card.pan)).size <= 1;

function isMeant({ card, offer, state }: Digitization, { activationMethod, accountPanSuffix }: Designation): boolean {
  if (accountPanSuffix !== undefined && !card.pan.endsWith(accountPanSuffix)) return false;
  return activationMethod === undefined || (state === "pending" && isOffered(activationMethod, offer?.methods ?? []));
}

const severalCards = () =>
  refusal("INVALID_FIELD_VALUE", "correlationId and tokenUniqueReference name more than one card");

const foreignToken = () =>
  refusal("INVALID_FIELD_VALUE", "correlationId and tokenUniqueReference do not name one digitization");
