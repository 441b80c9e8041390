import type { QueryType } from "./dns-source.ts";
import type { DnsRecord, Zone } from "./record.ts";
import { printContent, typeOf } from "./zone-content.ts";
import { isWithin, joinNames, parentOf } from "./zone-name.ts";

/** What a zone says of one name and type, before any alias is followed. */
export type ZoneAnswer =
  | { readonly kind: "records"; readonly records: readonly DnsRecord[] }
  | { readonly kind: "alias"; readonly record: DnsRecord; readonly target: string }
  /** The name is there, perhaps only because names below it are; the type is not: NODATA. */
  | { readonly kind: "no-record" }
  | { readonly kind: "no-name" }
  /** Outside the zone, or below a name that it has handed to other servers. */
  | { readonly kind: "elsewhere" };

/** Octets of the longest name without its last dot. */
const longestName = 253;

/** A zone, by name. Answers as the zone's own server does: RFC 1034 section 4.3.2, RFC 4592, RFC 6672. */
export class ZoneIndex {
  readonly apex: string;
  readonly #byName = new Map<string, Map<string, DnsRecord[]>>();

  constructor({ origin, records }: Zone) {
    this.apex = origin;
    this.#addName(origin);
    for (const record of records) if (isWithin(record.owner, origin)) this.#add(record);
  }

  /** `name` in lower case, without its last dot. */
  answer(name: string, type: QueryType): ZoneAnswer {
    if (!isWithin(name, this.apex)) return { kind: "elsewhere" };
    for (const above of this.#fromApexTo(name)) {
      const records = this.#byName.get(above);
      if (above !== this.apex && records?.has("NS") && !(above === name && type === "NS")) return { kind: "elsewhere" };
      const [moved] = above === name ? [] : (records?.get("DNAME") ?? []);
      if (moved) return redirect(name, above, moved);
    }
    return this.#answerAt(name, type);
  }

  #answerAt(name: string, type: QueryType): ZoneAnswer {
    const records = this.#byName.get(name) ?? this.#byName.get(`*.${this.#closestEncloser(name)}`);
    if (records === undefined) return { kind: "no-name" };
    const own = (wanted: string) => (records.get(wanted) ?? []).map((record) => ({ ...record, owner: name }));
    const [alias] = own("CNAME");
    if (alias?.content.type === "CNAME" && type !== "CNAME")
      return { kind: "alias", record: alias, target: alias.content.target };
    const found = withoutRepeats(own(type));
    return found.length > 0 ? { kind: "records", records: found } : { kind: "no-record" };
  }

  /** The nearest name above that is there: only a wildcard right below it may answer. RFC 4592 section 3.3.1. */
  #closestEncloser(name: string): string {
    let above = parentOf(name);
    while (above !== undefined && !this.#byName.has(above)) above = parentOf(above);
    return above ?? this.apex;
  }

  /** The names from the zone's own down to `name`. */
  #fromApexTo(name: string): readonly string[] {
    const names = [name];
    for (let above = parentOf(name); name !== this.apex && above !== undefined; above = parentOf(above)) {
      names.push(above);
      if (above === this.apex) break;
    }
    return names.reverse();
  }

  #add(record: DnsRecord): void {
    const byType = this.#addName(record.owner);
    const type = typeOf(record.content);
    const records = byType.get(type);
    if (records) records.push(record);
    else byType.set(type, [record]);
  }

  /** A name makes all names between it and the zone's own be there, without records: empty non-terminals. */
  #addName(name: string): Map<string, DnsRecord[]> {
    const known = this.#byName.get(name);
    if (known) return known;
    const byType = new Map<string, DnsRecord[]>();
    this.#byName.set(name, byType);
    const above = parentOf(name);
    if (name !== this.apex && above !== undefined) this.#addName(above);
    return byType;
  }
}

/** A CNAME made from the DNAME above the name. RFC 6672 section 3.1. */
function redirect(name: string, above: string, { ttl, content }: DnsRecord): ZoneAnswer {
  const prefix = above === "" ? name : name.slice(0, -(above.length + 1));
  const target = joinNames(prefix, content.type === "DNAME" ? content.target : "");
  if (target.length > longestName) return { kind: "elsewhere" };
  return { kind: "alias", record: { owner: name, ttl, content: { type: "CNAME", target } }, target };
}

/** A set of records holds none twice: servers drop the second. RFC 2181 section 5. */
function withoutRepeats(records: readonly DnsRecord[]): readonly DnsRecord[] {
  if (records.length < 2) return records;
  return [...new Map(records.map((record) => [printContent(record.content), record])).values()];
}
