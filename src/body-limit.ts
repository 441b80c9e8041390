import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

type BodyLimit = Parameters<typeof bodyLimit>[0];

/**
 * Hono's limit of a body's octets, but for requests without a body, and bodies whose header says that they are short:
 * Node lets no caller send more than it said, and to count would make a stream of what is read as one text.
 */
export function limitBody(limit: BodyLimit): MiddlewareHandler {
  const counting = bodyLimit(limit);
  return (context, next) => (needsNoCounting(context.req.raw, limit) ? next() : counting(context, next));
}

function needsNoCounting({ method, headers }: Request, { maxSize }: BodyLimit): boolean {
  if (headers.has("transfer-encoding")) return false;
  const said = headers.get("content-length");
  return said === null ? method === "GET" || method === "HEAD" : Number.parseInt(said, 10) <= maxSize;
}
