import type { DnsAnswer, DnsSource, QueryType } from "./dns-source.ts";
import type { RecordContent } from "./record.ts";
import { toEscapedLabel } from "./zone-escapes.ts";

/** How mailauth asks: as `dns.promises.resolve` of Node is called. */
export type ResolverFunction = (name: string, type: string) => Promise<string[][] | string[]>;

interface MailExchange {
  readonly exchange: string;
  readonly priority: number;
}

/**
 * A source as mailauth asks it: records in the forms of Node's resolver (the strings of a TXT apart, one byte a
 * character), and an error with Node's code for every answer without one – ENOTFOUND and ENODATA are its "none",
 * all others its temporary errors.
 */
export const toMailauthResolver =
  (source: DnsSource): ResolverFunction =>
  async (name, type) => {
    if (!isAskable(type)) throw failure("ENOTIMP", name, type);
    const { status, records } = await source.lookup(toEscapedName(name), type);
    const contents = records.map(({ content }) => content).filter((content) => content.type === type);
    if (status !== "NOERROR") throw failure(codes[status], name, type);
    if (contents.length === 0) throw failure("ENODATA", name, type);
    // Its declaration knows no MX, though it asks for them and sorts them by priority.
    return contents.map(toNodeForm) as string[][] | string[];
  };

const codes: Readonly<Record<Exclude<DnsAnswer["status"], "NOERROR">, string>> = {
  NXDOMAIN: "ENOTFOUND",
  SERVFAIL: "ESERVFAIL",
  REFUSED: "EREFUSED",
  TIMEOUT: "ETIMEOUT",
  UNREADABLE: "EBADRESP",
};

const askable: readonly string[] = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "TXT"] satisfies readonly QueryType[];
const isAskable = (type: string): type is QueryType => askable.includes(type);

/** What is no letter may stand in the names that SPF's macros make. */
const toEscapedName = (name: string): string =>
  name
    .split(".")
    .map((label) => toEscapedLabel(Buffer.from(label).toString("latin1")))
    .join(".");

function toNodeForm(content: RecordContent): readonly string[] | string | MailExchange {
  if ("strings" in content) return content.strings;
  if ("address" in content) return content.address;
  if (content.type === "MX") return { exchange: content.exchange, priority: content.preference };
  return "target" in content ? content.target : "";
}

/** The name is what was published, not whom a message was for. */
const failure = (code: string, name: string, type: string): Error =>
  Object.assign(new Error(`the query for ${type} of ${name} ended with ${code}`), { code });
