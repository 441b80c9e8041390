import {
  type CardRange,
  defaultPolicies,
  defaultRanges,
  type Network,
  networks,
  type OtpPolicy,
  parseCardRange,
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
  readonly #ranges = new Map<string, CardRange>();
  readonly #policies: Readonly<Record<Network, OtpPolicy>>;

  constructor(changes: Partial<Record<Network, Partial<OtpPolicy>>> = {}) {
    for (const range of defaultRanges) this.#ranges.set(range.prefix, range);
    const changed = networks.map(
      (network) => [network, withChanges(defaultPolicies[network], changes[network])] as const,
    );
    this.#policies = { ...defaultPolicies, ...Object.fromEntries(changed) };
  }

  /** Takes the place of a range with the same prefix. Throws TSP_SETTING_INVALID. */
  register(range: CardRange): void {
    const parsed = parseCardRange(range);
    withChanges(this.#policies[parsed.network], parsed.policy);
    this.#ranges.set(parsed.prefix, parsed);
  }

  rulesFor(pan: string): RangeRules {
    const { network, policy, suffixLength = 4 } = this.#longestMatch(pan);
    return { network, policy: withChanges(this.#policies[network], policy), suffixLength };
  }

  /** Every register holds the empty prefix, so there is always one. */
  #longestMatch(pan: string): CardRange {
    const matching = [...this.#ranges.values()].filter(({ prefix }) => pan.startsWith(prefix));
    return matching.reduce((longest, range) => (range.prefix.length > longest.prefix.length ? range : longest));
  }
}
