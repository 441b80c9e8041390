import { Hono } from "hono";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import type { Inbox } from "../../src/messages/inbox.ts";
import { fittingList, listTransactions, type Transaction } from "./mail-transactions.ts";
import { toMailHogMessage } from "./mailhog-message.ts";

const searchKinds = ["from", "to", "containing"] as const;
type SearchKind = (typeof searchKinds)[number];

/** Pages of messages and the search, newest first. */
export function createMailHogV2(inbox: Inbox<CapturedMail>): Hono {
  const app = new Hono();
  app.get("/messages", (c) => c.json(toPage(listTransactions(inbox), c.req.query())));
  app.get("/search", (c) => {
    const kind = searchKinds.find((known) => known === c.req.query("kind"));
    const wanted = c.req.query("query")?.toLowerCase();
    if (kind === undefined || !wanted) return c.body(null, 400);
    const found = listTransactions(inbox).filter((mail) => searchable[kind](mail).toLowerCase().includes(wanted));
    return c.json(toPage(found, c.req.query()));
  });
  // Jim, the chaos monkey, is MailHog's; switched off it answers 404, and ours cannot be switched on.
  app.all("/jim", (c) => c.body(null, 404));
  app.get("/outgoing-smtp", (c) => c.json({}));
  return app;
}

/** Default 50 from the newest on, at most 250, as MailHog has it; fewer when they are huge: `count` says how many. */
function toPage(mails: readonly Transaction[], query: Readonly<Record<string, string>>) {
  const start = toCount(query["start"]) ?? 0;
  const limit = Math.min(toCount(query["limit"]) ?? 50, 250);
  const items = fittingList(mails.slice(start), limit).map(toMailHogMessage);
  return { total: mails.length, count: items.length, start, items };
}

const toCount = (text = ""): number | undefined => (/^0*[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);

/** The text that each kind of search looks through; `containing` also sees what an encoding hides. */
const searchable: Readonly<Record<SearchKind, (mail: Transaction) => string>> = {
  from: ([mail]) => [mail.envelope.mailFrom, ...headersNamed(mail, "from")].join("\n"),
  to: ([mail]) => [...mail.envelope.rcptTo, ...headersNamed(mail, "to")].join("\n"),
  containing: ([{ raw, subject, text = "", html = "" }]) => [raw.toString("utf8"), subject, text, html].join("\n"),
};

const headersNamed = ({ headers }: CapturedMail, wanted: string): string[] =>
  headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
