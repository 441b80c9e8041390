import type { DnsSource } from "../../src/dns/dns-source.ts";
import type { Zone } from "../../src/dns/record.ts";
import { isWithin } from "../../src/dns/zone-name.ts";
import { unionSource } from "../../src/dns/zone-source.ts";

/** What a server answers from: zones that may change while it runs, or a source that somebody gave it. */
export class ServedZones {
  #zones: readonly Zone[];
  #source: DnsSource;
  #isGiven: boolean;

  constructor(zones: readonly Zone[], source?: DnsSource) {
    this.#zones = zones;
    this.#source = source ?? unionSource(zones);
    this.#isGiven = source !== undefined;
  }

  get source(): DnsSource {
    return this.#source;
  }

  /** Whether a name is in a zone of these; whatever it is, where somebody gave a source. */
  covers(name: string): boolean {
    return this.#isGiven || this.#zones.some(({ origin }) => isWithin(name, origin));
  }

  /**
   * Takes the place of the zone of that name; answers come from the zones alone then. Returns how to take it away,
   * which brings the one before back.
   */
  set(zone: Zone): () => void {
    const before = this.#zones.filter(({ origin }) => origin === zone.origin);
    const without = (one: Zone) => this.#zones.filter(({ origin }) => origin !== one.origin);
    this.#serve([...without(zone), zone]);
    return () => {
      if (this.#zones.includes(zone)) this.#serve([...without(zone), ...before]);
    };
  }

  replace(source: DnsSource): void {
    this.#source = source;
    this.#isGiven = true;
  }

  #serve(zones: readonly Zone[]): void {
    this.#zones = zones;
    this.#source = unionSource(zones);
    this.#isGiven = false;
  }
}
