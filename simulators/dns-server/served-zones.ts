import type { DnsSource } from "../../src/dns/dns-source.ts";
import type { Zone } from "../../src/dns/record.ts";
import { unionSource } from "../../src/dns/zone-source.ts";

/** What a server answers from: zones that may change while it runs, or a source that somebody gave it. */
export class ServedZones {
  #zones: readonly Zone[];
  #source: DnsSource;

  constructor(zones: readonly Zone[], source: DnsSource = unionSource(zones)) {
    this.#zones = zones;
    this.#source = source;
  }

  get source(): DnsSource {
    return this.#source;
  }

  /** Takes the place of the zone of that name; answers come from the zones alone then. Returns how to take it away. */
  set(zone: Zone): () => void {
    this.#serve([...this.#zones.filter(({ origin }) => origin !== zone.origin), zone]);
    return () => this.#serve(this.#zones.filter((one) => one !== zone));
  }

  replace(source: DnsSource): void {
    this.#source = source;
  }

  #serve(zones: readonly Zone[]): void {
    this.#zones = zones;
    this.#source = unionSource(zones);
  }
}
