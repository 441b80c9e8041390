import type { DnsAnswer, DnsSource, QueryType } from "../../src/dns/dns-source.ts";
import type { DnsRecord } from "../../src/dns/record.ts";
import { toGenericWords } from "../../src/dns/wire-content.ts";
import { rcodes } from "../../src/dns/wire-message.ts";
import { parentOf } from "../../src/dns/zone-name.ts";

/** What answers a question: everything of a message but its frame. */
export interface DnsReply {
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
}

export const emptyReply = (rcode: number): DnsReply => ({ rcode, authoritative: false, answers: [], authorities: [] });

/**
 * Answers as an authoritative server does: aliases first, and where there is nothing, the SOA that says how long that
 * holds (RFC 2308). ANY gets the one record that says no (RFC 8482). A type that no source knows is one that the name
 * does not have. `name` in lower case, without its last dot.
 */
export async function answerQuestion(source: DnsSource, name: string, type: string): Promise<DnsReply> {
  if (type === "TYPE255") return answerAny(source, name);
  const answer = await source.lookup(name, isQueryType(type) ? type : "A");
  const answers = isQueryType(type) ? answer.records : answer.records.filter(isAlias);
  return toReply(source, name, { ...answer, records: answers }, type);
}

async function answerAny(source: DnsSource, name: string): Promise<DnsReply> {
  const answer = await source.lookup(name, "CNAME");
  if (answer.status !== "NOERROR") return toReply(source, name, answer, "CNAME");
  const content = { type: "OTHER", name: "HINFO", words: toGenericWords(Buffer.from("\x07RFC8482\0")) } as const;
  return { ...emptyReply(rcodes.NOERROR), authoritative: true, answers: [{ owner: name, ttl: 3600, content }] };
}

async function toReply(source: DnsSource, name: string, answer: DnsAnswer, type: string): Promise<DnsReply> {
  const rcode = toRcode(answer);
  if (rcode !== rcodes.NOERROR && rcode !== rcodes.NXDOMAIN) return emptyReply(rcode);
  const found = { rcode, authoritative: true, answers: onceRound(answer.records) };
  const end = endOf(name, answer.records);
  const isOver = answer.status !== "NOERROR" && answer.status !== "NXDOMAIN";
  const isFound = answer.records.some(({ content }) => content.type === type);
  return { ...found, authorities: isOver || isFound ? [] : await findSoa(source, end) };
}

/** Aliases that lead to where others answer, or round in a circle, are what this server knows: no failure of its own. */
function toRcode({ status, records }: DnsAnswer): number {
  if (records.length > 0 && status !== "NXDOMAIN") return rcodes.NOERROR;
  return status === "TIMEOUT" || status === "UNREADABLE" ? rcodes.SERVFAIL : rcodes[status];
}

/** Aliases that go round in a circle, each once. */
const onceRound = (records: readonly DnsRecord[]): readonly DnsRecord[] =>
  records.filter((record, at) => !isAlias(record) || records.findIndex(({ owner }) => owner === record.owner) === at);

/** The name that the aliases lead to. */
function endOf(name: string, records: readonly DnsRecord[]): string {
  const alias = records.filter(isAlias).at(-1);
  return alias?.content.type === "CNAME" ? alias.content.target : name;
}

/** The SOA of the zone that a name would be in, for as long as a negative answer holds. */
async function findSoa(source: DnsSource, name: string): Promise<readonly DnsRecord[]> {
  for (let apex: string | undefined = name; apex !== undefined; apex = parentOf(apex)) {
    const { records } = await source.lookup(apex, "SOA");
    for (const { owner, ttl, content } of records)
      if (content.type === "SOA" && owner === apex) return [{ owner, ttl: Math.min(ttl, content.minimum), content }];
  }
  return [];
}

const isAlias = ({ content }: DnsRecord): boolean => content.type === "CNAME";

const queryTypes: readonly string[] = [
  "A",
  "AAAA",
  "CNAME",
  "DNAME",
  "NS",
  "PTR",
  "MX",
  "TXT",
  "SOA",
] satisfies readonly QueryType[];

const isQueryType = (type: string): type is QueryType => queryTypes.includes(type);
