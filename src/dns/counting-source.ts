import type { DnsAnswer, DnsSource, QueryType } from "./dns-source.ts";

/** What was asked, and how it ended. */
export interface AskedQuery {
  /** In lower case, without its last dot. */
  readonly name: string;
  readonly type: QueryType;
  readonly answer: DnsAnswer;
}

export interface CountingSource {
  readonly source: DnsSource;
  /** Every query once, in the order in which they were answered. */
  asked(): readonly AskedQuery[];
}

/**
 * A source that remembers, for the length of one check: nothing is asked twice, and what was asked is evidence.
 * An answer that failed is remembered as well: one check judges one state of the zone.
 */
export function countingSource(source: DnsSource): CountingSource {
  const asked: AskedQuery[] = [];
  const answers = new Map<string, Promise<DnsAnswer>>();
  const ask = async (name: string, type: QueryType): Promise<DnsAnswer> => {
    const answer = await source.lookup(name, type);
    asked.push({ name, type, answer });
    return answer;
  };
  const lookup = (wanted: string, type: QueryType): Promise<DnsAnswer> => {
    const name = wanted.toLowerCase().replace(/\.$/, "");
    const key = `${type} ${name}`;
    const answer = answers.get(key) ?? ask(name, type);
    answers.set(key, answer);
    return answer;
  };
  return { source: { lookup }, asked: () => [...asked] };
}
