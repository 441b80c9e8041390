import type { DnsAnswer, DnsSource, QueryType } from "./dns-source.ts";
import type { DnsRecord, Zone } from "./record.ts";
import { type ZoneAnswer, ZoneIndex } from "./zone-index.ts";
import { isWithin } from "./zone-name.ts";

/** CNAMEs that are followed for one query; resolvers stop at 8 to 16. */
const mostAliases = 8;

/**
 * A zone as a source of answers, aliases inside it followed. What it cannot know (a name outside it or handed to
 * other servers, also behind an alias) is REFUSED; a circle of aliases is SERVFAIL, as a resolver calls it.
 */
export function zoneSource(zone: Zone): DnsSource {
  const index = new ZoneIndex(zone);
  return toSource((name, type) => index.answer(name, type));
}

/**
 * Several zones as all that there is, each answering for its names and the most specific first; aliases from one
 * into the other are followed. A name outside all of them is not there (NXDOMAIN): with REFUSED, SPF would end in a
 * temporary error.
 */
export function unionSource(zones: readonly Zone[]): DnsSource {
  const indexes = zones.map((zone) => new ZoneIndex(zone)).sort((one, other) => other.apex.length - one.apex.length);
  return toSource((name, type) => {
    const responsible = indexes.find(({ apex }) => isWithin(name, apex));
    return responsible ? responsible.answer(name, type) : { kind: "no-name" };
  });
}

type AnswerOnce = (name: string, type: QueryType) => ZoneAnswer;

const toSource = (answerOnce: AnswerOnce): DnsSource => ({
  lookup: async (name, type) => follow(answerOnce, name.toLowerCase().replace(/\.$/, ""), type),
});

function follow(answerOnce: AnswerOnce, name: string, type: QueryType): DnsAnswer {
  const aliases: DnsRecord[] = [];
  let answer = answerOnce(name, type);
  while (answer.kind === "alias" && aliases.length < mostAliases) {
    aliases.push(answer.record);
    answer = answerOnce(answer.target, type);
  }
  if (answer.kind === "records") return { status: "NOERROR", records: [...aliases, ...answer.records] };
  return { status: statuses[answer.kind], records: aliases };
}

const statuses = {
  alias: "SERVFAIL",
  "no-record": "NOERROR",
  "no-name": "NXDOMAIN",
  elsewhere: "REFUSED",
} as const;
