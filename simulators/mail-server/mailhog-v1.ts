import { type Context, Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { StepproofError } from "../../src/errors.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import type { Inbox } from "../../src/messages/inbox.ts";
import { findHeader } from "../../src/messages/mail-parsing.ts";
import { type MailRelease, releaseTarget } from "./mail-release.ts";
import { findTransaction, fittingList, isLastCopy, listTransactions, type Transaction } from "./mail-transactions.ts";
import { toMailHogMessage } from "./mailhog-message.ts";
import { decodeBody, type MimeNode, parseMimeTree } from "./mime-tree.ts";
import { toFiledMail } from "./trace-headers.ts";

const maxListed = 1000;

/** Single messages: read, download, delete, release; and the stream of new ones. */
export function createMailHogV1(inbox: Inbox<CapturedMail>, release: MailRelease): Hono {
  const app = new Hono();
  /** Runs `answer` with the message that the path names, or answers 404. */
  const withMail = (c: Context, answer: (mail: Transaction) => Response | Promise<Response>) => {
    const mail = findTransaction(inbox, c.req.param("id") ?? "");
    return mail ? answer(mail) : noSuchMail(c);
  };

  app.get("/messages", (c) => c.json(fittingList(listTransactions(inbox), maxListed).map(toMailHogMessage)));
  app.delete("/messages", (c) => {
    inbox.clear();
    return c.body(null, 200);
  });
  app.get("/messages/:id", (c) => withMail(c, (mail) => c.json(toMailHogMessage(mail))));
  app.delete("/messages/:id", (c) =>
    withMail(c, (copies) => {
      for (const { id } of copies) inbox.delete(id);
      return c.body(null, 200);
    }),
  );
  app.get("/messages/:id/download", (c) => withMail(c, ([mail]) => download(c, mail)));
  app.get("/messages/:id/mime/part/:part{[0-9]{1,4}}/download", (c) =>
    withMail(c, ([mail]) => downloadPart(c, mail, Number(c.req.param("part")))),
  );
  app.post("/messages/:id/release", (c) => withMail(c, ([mail]) => releaseMail(c, mail, release)));
  app.get("/events", (c) => streamSSE(c, (stream) => pushNewMails(stream, inbox)));
  return app;
}

const noSuchMail = (c: Context): Response => c.json({ error: "no such message" }, 404);

function download(c: Context, mail: CapturedMail): Response {
  return c.body(new Uint8Array(toFiledMail(mail)), 200, {
    "content-type": "message/rfc822",
    "content-disposition": `attachment; filename="${mail.id}.eml"`,
  });
}

function downloadPart(c: Context, { id, raw }: CapturedMail, part: number): Response {
  const node = parseMimeTree(raw).parts?.[part];
  if (!node) return noSuchMail(c);
  const content = decodeBody(node.body, findHeader(node.headers, "content-transfer-encoding"));
  return c.body(new Uint8Array(content), 200, {
    "content-type": headerOr(node, "content-type", "application/octet-stream"),
    "content-disposition": headerOr(node, "content-disposition", `attachment; filename="${id}-part-${part}"`),
  });
}

/** Only these two headers of a mail may become HTTP headers, and only where HTTP can carry them. */
function headerOr({ headers }: MimeNode, name: string, otherwise: string): string {
  const value = findHeader(headers, name);
  return value !== undefined && /^[\x20-\x7e]+$/.test(value) ? value : otherwise;
}

async function releaseMail(c: Context, { raw }: CapturedMail, release: MailRelease): Promise<Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const target = releaseTarget.safeParse(body);
  if (!target.success) return c.json({ error: "a release needs host, port and email" }, 400);
  try {
    await release(raw, target.data);
    return c.body(null, 200);
  } catch (error) {
    if (!(error instanceof StepproofError)) throw error;
    return c.json({ error: error.message }, error.code === "EGRESS_BLOCKED" ? 403 : 502);
  }
}

/** Characters of events that a listener may leave unread; after that it hears no more. */
const MOST_UNREAD = 1024 * 1024;

/** One event a handed-over mail, not one a copy. Whoever is gone without a word would be written to for ever. */
function pushNewMails(stream: SSEStreamingApi, inbox: Inbox<CapturedMail>): Promise<void> {
  let unread = 0;
  const push = async (mail: Transaction) => {
    const event = JSON.stringify(toMailHogMessage(mail));
    unread += event.length;
    await stream.writeSSE({ data: event });
    unread -= event.length;
  };
  return new Promise((resolve) => {
    const stop = inbox.onMessage((mail) => {
      if (unread > MOST_UNREAD) return stream.abort();
      const whole = isLastCopy(mail) ? findTransaction(inbox, mail.id) : undefined;
      if (whole) void push(whole);
    });
    stream.onAbort(() => {
      stop();
      resolve();
    });
    // A comment, so that the answer's head goes out before the first mail arrives.
    void stream.write(": listening\n\n");
  });
}
