import type { DnsAnswer, DnsSource, QueryType } from "../dns/dns-source.ts";
import { textsOf } from "../dns/dns-texts.ts";
import { isSpf, parseSpf, type SpfFault, type SpfTerm } from "./spf-record.ts";

/** A term that costs a query. */
export interface SpfLookup {
  /** Whose record holds it. */
  readonly domain: string;
  readonly term: SpfTerm;
}

/** All that a receiver may look up for one SPF record, whatever the sender's address. */
export interface SpfWalk {
  /** In the order of evaluation. */
  readonly lookups: readonly SpfLookup[];
  /** Those that found nothing: NXDOMAIN, or no record. */
  readonly voids: readonly SpfLookup[];
  /** `include` and `redirect` of a domain without exactly one SPF record: a permanent error. */
  readonly dangling: readonly SpfLookup[];
  /** `include` and `redirect` of a domain that leads back to itself. */
  readonly circular: readonly SpfLookup[];
  /** `mx` with more than ten hosts. */
  readonly crowded: readonly SpfLookup[];
  /** Faults in the records of others. */
  readonly faults: readonly { readonly domain: string; readonly fault: SpfFault }[];
  readonly unanswered: readonly Unanswered[];
}

export interface Unanswered {
  readonly name: string;
  readonly type: QueryType;
  readonly status: DnsAnswer["status"];
}

/** RFC 7208 section 4.6.4. */
export const mostLookups = 10;
export const mostVoids = 2;
const mostMxHosts = 10;
/** Where counting ends: it is far too many anyway. */
const mostWalked = 40;

/** Looks up what every term of a domain's record names, one after the other as a receiver does. */
export async function walkSpf(source: DnsSource, domain: string, text: string): Promise<SpfWalk> {
  const walking = new Walking(source);
  await walking.record(domain, text, [domain]);
  return walking;
}

class Walking implements SpfWalk {
  readonly lookups: SpfLookup[] = [];
  readonly voids: SpfLookup[] = [];
  readonly dangling: SpfLookup[] = [];
  readonly circular: SpfLookup[] = [];
  readonly crowded: SpfLookup[] = [];
  readonly faults: { domain: string; fault: SpfFault }[] = [];
  readonly unanswered: Unanswered[] = [];
  readonly #source: DnsSource;

  constructor(source: DnsSource) {
    this.#source = source;
  }

  async record(domain: string, text: string, path: readonly string[]): Promise<void> {
    const { terms, faults } = parseSpf(text);
    if (path.length > 1) this.faults.push(...faults.map((fault) => ({ domain, fault })));
    const all = terms.findIndex(({ name }) => name === "all");
    // Nothing after `all` is looked at, and no redirect beside it. RFC 7208 sections 5.1 and 6.1.
    const mechanisms = (all < 0 ? terms : terms.slice(0, all)).filter(({ name }) => costly.includes(name));
    const redirects = all < 0 ? terms.filter(({ name }) => name === "redirect") : [];
    for (const term of [...mechanisms, ...redirects]) {
      if (this.lookups.length >= mostWalked) return;
      const lookup = { domain, term };
      this.lookups.push(lookup);
      await this.#follow(lookup, path);
    }
  }

  async #follow(lookup: SpfLookup, path: readonly string[]): Promise<void> {
    const { term, domain } = lookup;
    const target = (term.value ?? domain).toLowerCase().replace(/\.$/, "");
    if (target.includes("%") || term.name === "ptr") return;
    if (term.name === "include" || term.name === "redirect") return this.#enter(lookup, target, path);
    if (term.name === "mx") return this.#exchange(lookup, target);
    return this.#address(lookup, target);
  }

  async #enter(lookup: SpfLookup, target: string, path: readonly string[]): Promise<void> {
    if (path.includes(target)) {
      this.circular.push(lookup);
      return;
    }
    const answer = await this.#ask(target, "TXT");
    if (answer === undefined) return;
    const records = textsOf(answer).filter(isSpf);
    if (answer.records.length === 0) this.voids.push(lookup);
    if (records.length !== 1) this.dangling.push(lookup);
    else await this.record(target, records[0] ?? "", [...path, target]);
  }

  async #exchange(lookup: SpfLookup, target: string): Promise<void> {
    const answer = await this.#ask(target, "MX");
    const hosts = answer?.records.filter(({ content }) => content.type === "MX") ?? [];
    if (hosts.length > mostMxHosts) this.crowded.push(lookup);
    if (answer && hosts.length === 0) this.voids.push(lookup);
  }

  async #address(lookup: SpfLookup, target: string): Promise<void> {
    const answers = [
      await this.#ask(target, "A"),
      lookup.term.name === "a" ? await this.#ask(target, "AAAA") : undefined,
    ];
    const known = answers.filter((answer) => answer !== undefined);
    const found = known.some(({ records }) => records.some(({ content }) => "address" in content));
    if (known.length > 0 && !found) this.voids.push(lookup);
  }

  /** Undefined where nobody could say. */
  async #ask(name: string, type: QueryType): Promise<DnsAnswer | undefined> {
    const answer = await this.#source.lookup(name, type);
    if (answer.status === "NOERROR" || answer.status === "NXDOMAIN") return answer;
    this.unanswered.push({ name, type, status: answer.status });
    return undefined;
  }
}

const costly: readonly string[] = ["include", "a", "mx", "ptr", "exists"];
