import type { RunFileCard, RunFileEndUser } from "../run-file/end-user-schema.ts";
import { notOffered } from "./not-offered.ts";
import type { PersonWish } from "./open-issuer.ts";
import { toE164 } from "./people.ts";

/** The End Users of a run file. Each serves one scenario at a time; whoever rested longest serves next. */
export class EndUserPool {
  readonly #resting: RunFileEndUser[];

  constructor(endUsers: readonly RunFileEndUser[]) {
    this.#resting = [...endUsers];
  }

  /** Throws NOT_OFFERED, naming what the run file would need. */
  lease(wish: PersonWish): RunFileEndUser {
    return this.#take((person) => fits(person, wish), describeWish(wish));
  }

  /** Somebody who has no step-up: of whom the issuer knows nothing, or refuses to speak. Throws NOT_OFFERED. */
  leaseOutsider(kind: "unknown" | "blocked"): RunFileEndUser {
    return this.#take((person) => person.kind === kind, `of the kind ${kind}`);
  }

  giveBack(endUsers: readonly RunFileEndUser[]): void {
    this.#resting.push(...endUsers);
  }

  #take(isWanted: (person: RunFileEndUser) => boolean, description: string): RunFileEndUser {
    const index = this.#resting.findIndex(isWanted);
    const [person] = index < 0 ? [] : this.#resting.splice(index, 1);
    if (person) return person;
    throw notOffered(`the run file has no (further) End User ${description}`);
  }
}

/** The cards of a person in one network. */
export const cardsIn = ({ cards }: RunFileEndUser, network: PersonWish["network"]): readonly RunFileCard[] =>
  cards.filter((card) => card.network === network);

function fits(person: RunFileEndUser, wish: PersonWish): boolean {
  const { insistsOn = [], network, cards, language, phone, email } = wish;
  return (
    person.kind === kindOf(wish) &&
    cardsIn(person, network).length >= cards.length &&
    (!insistsOn.includes("language") || person.language === language) &&
    (!insistsOn.includes("phone") || phone === undefined || person.phone === toE164(phone)) &&
    (!insistsOn.includes("email") || email === undefined || person.email === email)
  );
}

function kindOf({ phone, email }: PersonWish): RunFileEndUser["kind"] {
  if (phone) return email ? "both" : "phone-only";
  return email ? "email-only" : "none";
}

/** Without any contact: this is printed. */
function describeWish(wish: PersonWish): string {
  const { insistsOn = [], network, cards, language } = wish;
  const parts = [
    `of the kind ${kindOf(wish)}`,
    `with ${cards.length === 1 ? "a" : cards.length} ${network} ${cards.length === 1 ? "card" : "cards"}`,
  ];
  if (insistsOn.includes("language")) parts.push(`who reads ${language}`);
  if (insistsOn.includes("phone") || insistsOn.includes("email"))
    parts.push("with the very contact that the scenario is about");
  return parts.join(", ");
}
