import type { AnswerStatus, DnsAnswer, QueryType } from "./dns-source.ts";
import type { Exchanged } from "./network-exchange.ts";
import type { DnsRecord } from "./record.ts";
import { rcodes } from "./wire-message.ts";

/** CNAMEs that are followed for one query, as in a zone in memory. */
const mostAliases = 8;

/**
 * The answer for a name, aliases followed: those in one answer, and where it ends with an alias, by asking again.
 * More than eight, which a circle always has, is SERVFAIL. Never more than nine questions.
 */
export async function followAliases(
  ask: (name: string) => Promise<Exchanged>,
  name: string,
  type: QueryType,
): Promise<DnsAnswer> {
  const aliases: DnsRecord[] = [];
  for (let current = name; ; ) {
    const answer = await ask(current);
    if (typeof answer === "string") return { status: answer, records: aliases };
    const part = walk(answer.answers, current, type, mostAliases - aliases.length);
    aliases.push(...part.aliases);
    const status = part.goesOn ? "SERVFAIL" : toStatus(answer.rcode);
    if (status !== "NOERROR") return { status, records: aliases };
    if (part.records.length > 0) return { status, records: [...aliases, ...part.records] };
    if (part.aliases.length === 0)
      return { status: hasOnlyOthers(answer.answers, current) ? "UNREADABLE" : status, records: aliases };
    current = part.end;
  }
}

interface Part {
  readonly aliases: readonly DnsRecord[];
  /** The name that the last alias leads to. */
  readonly end: string;
  readonly records: readonly DnsRecord[];
  /** More aliases follow than may be taken. */
  readonly goesOn: boolean;
}

/** The aliases of one answer from `name` on, at most `most` of them, and the records that they lead to. */
function walk(answers: readonly DnsRecord[], name: string, type: QueryType, most: number): Part {
  const aliases: DnsRecord[] = [];
  let end = name;
  let alias = findAlias(answers, end, type);
  for (; alias && aliases.length < most; alias = findAlias(answers, end, type)) {
    aliases.push(alias.record);
    end = alias.target;
  }
  const records = answers.filter(({ owner, content }) => owner === end && content.type === type);
  return { aliases, end, records, goesOn: alias !== undefined };
}

function findAlias(answers: readonly DnsRecord[], name: string, type: QueryType) {
  if (type === "CNAME") return undefined;
  for (const record of answers) {
    const { owner, content } = record;
    if (owner === name && content.type === "CNAME") return { record, target: content.target };
  }
  return undefined;
}

/** An answer that holds records, and none of the name asked for, is a lie. */
const hasOnlyOthers = (answers: readonly DnsRecord[], name: string): boolean =>
  answers.length > 0 && answers.every(({ owner }) => owner !== name);

/** What a resolver could not do for whatever reason is SERVFAIL, as resolvers have it among each other. */
function toStatus(rcode: number): AnswerStatus {
  if (rcode === rcodes.NOERROR) return "NOERROR";
  if (rcode === rcodes.NXDOMAIN) return "NXDOMAIN";
  return rcode === rcodes.REFUSED ? "REFUSED" : "SERVFAIL";
}
