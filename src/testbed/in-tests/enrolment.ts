import type { Chance } from "../../chance.ts";
import { StepproofError } from "../../errors.ts";
import { drawPerson, type Issuer, type PersonWish } from "../open-issuer.ts";
import { drawCard, type Network, toE164 } from "../people.ts";
import { EndUser } from "./end-user.ts";

/** Whom to enrol: what is left out is drawn; `phone: undefined` or `email: undefined` is not on file. */
export interface EndUserWish extends Partial<PersonWish> {
  /** How many cards to draw; default 1. */
  readonly cardCount?: number;
}

/** Enrols End Users at one issuer, each with a phone of their own. */
export class Enrolment {
  readonly #issuer: Issuer;
  readonly #chance: Chance;
  readonly #settled: () => Promise<void>;
  readonly #phones = new Set<string>();
  #enrolled = 0;

  constructor(issuer: Issuer, chance: Chance, settled: () => Promise<void>) {
    this.#issuer = issuer;
    this.#chance = chance;
    this.#settled = settled;
  }

  /** Throws TOO_MANY_END_USERS. */
  async enrol({ cardCount = 1, network = "mastercard", ...wish }: EndUserWish): Promise<EndUser> {
    const chance = this.#chance.fork(`End User ${this.#enrolled++}`);
    const draw = (_: unknown, index: number) => drawCard(chance.fork(`card ${index}`), network);
    const cards = Array.from({ length: cardCount }, draw);
    const drawn = "phone" in wish ? drawPerson(chance, network) : this.#drawStranger(chance, network);
    const person = { ...drawn, cards, ...wish };
    if (person.phone) this.#phones.add(toE164(person.phone));
    const simulated = this.#issuer.enrol(person);
    await simulated.ready();
    return new EndUser(simulated, this.#settled);
  }

  /** Only so many phones are nobody's: two people with one phone would read each other's codes. */
  #drawStranger(chance: Chance, network: Network): PersonWish {
    for (let attempt = 0; attempt < 1_000; attempt++) {
      const person = drawPerson(chance.fork(`attempt ${attempt}`), network);
      if (person.phone && !this.#phones.has(toE164(person.phone))) return person;
    }
    throw tooMany(this.#phones.size);
  }
}

const tooMany = (count: number): StepproofError =>
  new StepproofError(
    "TOO_MANY_END_USERS",
    `of the phone numbers kept for fiction all that could be drawn are taken, ${count}`,
    {
      hint: "Start a test bed for each test file, or enrol people with phones of your own choosing.",
      attribution: "CONFIGURATION",
    },
  );
