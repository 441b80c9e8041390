import mailhog from "mailhog";
import { z } from "zod";
import { causeCode, StepproofError } from "../errors.ts";

/** What is used of a message in MailHog's answer; its client's own type leaves the raw mail out. */
const item = z.looseObject({
  ID: z.string(),
  Created: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  Raw: z.looseObject({
    From: z.string(),
    To: z
      .array(z.string())
      .nullable()
      .transform((to) => to ?? []),
    Data: z.string(),
  }),
});
export type MailHogItem = z.infer<typeof item>;

const page = z.looseObject({ total: z.number(), items: z.array(item).nullable() });

/** MailHog gives out no more at once. */
const pageSize = 250;

export interface ReadingLimits {
  readonly maxMessages: number;
  /** For the whole reading, ms. */
  readonly timeoutMs: number;
}

/** The newest messages, newest first. Throws MAILHOG_UNREACHABLE, MAILHOG_UNREADABLE. */
export async function readMailHog(url: URL, { maxMessages, timeoutMs }: ReadingLimits): Promise<MailHogItem[]> {
  const client = mailhog(clientOptions(url, timeoutMs));
  const items: MailHogItem[] = [];
  for (let total = 1; items.length < Math.min(total, maxMessages); ) {
    const wanted = Math.min(pageSize, maxMessages - items.length);
    const answer = page.safeParse(await client.messages(items.length, wanted).catch(toCodedError));
    if (!answer.success) throw unreadable("it is no page of messages");
    const read = answer.data.items ?? [];
    if (read.length === 0) break;
    total = answer.data.total;
    items.push(...read);
  }
  return items;
}

/** The client hands its options on to node:http: that is how the signal, which its type does not know, gets there. */
function clientOptions({ protocol, hostname, port, pathname }: URL, timeoutMs: number) {
  return {
    protocol,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (protocol === "https:" ? 443 : 80)),
    basePath: `${pathname.replace(/\/$/, "")}/api`,
    signal: AbortSignal.timeout(timeoutMs),
  };
}

function toCodedError(error: unknown): never {
  if (error instanceof SyntaxError) throw unreadable("it is no JSON");
  throw new StepproofError("MAILHOG_UNREACHABLE", `MailHog could not be read (${causeCode(error) ?? "UNKNOWN"})`, {
    hint: "Check that MailHog runs, and the address and port of its HTTP API (8025 by default).",
    attribution: "ENVIRONMENT",
    cause: error,
  });
}

const unreadable = (why: string): StepproofError =>
  new StepproofError("MAILHOG_UNREADABLE", `MailHog's answer could not be read: ${why}`, {
    hint: "Check that the address is that of MailHog's HTTP API, not of its SMTP port or of a page before it.",
    attribution: "CONFIGURATION",
  });
