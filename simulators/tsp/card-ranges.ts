import {
  type CardRange,
  defaultPolicies,
  defaultRanges,
  type Network,
  networks,
  type OtpPolicy,
  parseCardRange,
  unclaimed,
  withChanges,
} from "./policies.ts";

/** What the TSP knows of a card by its number alone. */
export interface RangeRules {
  readonly network: Network;
  readonly policy: OtpPolicy;
  readonly suffixLength: number;
}

/** Which network and policy a card number falls under. */
export class CardRanges {
  readonly #rulesByPrefix = new Map<string, RangeRules>();
  readonly #policies: Readonly<Record<Network, OtpPolicy>>;

  constructor(changes: Partial<Record<Network, Partial<OtpPolicy>>> = {}) {
    const changed = networks.map(
      (network) => [network, withChanges(defaultPolicies[network], changes[network])] as const,
    );
    this.#policies = { ...defaultPolicies, ...Object.fromEntries(changed) };
    for (const range of defaultRanges) this.register(range);
  }

  /** Takes the place of a range with the same prefix. Throws TSP_SETTING_INVALID. */
  register(range: CardRange): void {
    const parsed = parseCardRange(range);
    this.#rulesByPrefix.set(parsed.prefix, this.#rulesOf(parsed));
  }

  /** Looks through the prefixes of the number, not through the ranges: a run may register 100,000 of them. */
  rulesFor(pan: string): RangeRules {
    for (let length = pan.length; length >= 0; length--) {
      const rules = this.#rulesByPrefix.get(pan.slice(0, length));
      if (rules) return rules;
    }
    return this.#rulesOf(unclaimed);
  }

  #rulesOf({ network, policy, suffixLength = 4 }: CardRange): RangeRules {
    return { network, policy: withChanges(this.#policies[network], policy), suffixLength };
  }
}
