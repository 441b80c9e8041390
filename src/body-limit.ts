import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

type BodyLimit = Parameters<typeof bodyLimit>[0];

/**
 * Hono's limit of a body's octets, but for bodies whose header says that they are short: Node lets no caller send more
 * than it said, and to count would make a stream of what is read as one text.
 */
export function limitBody(limit: BodyLimit): MiddlewareHandler {
  const counting = bodyLimit(limit);
  return (context, next) => (saysItIsShort(context.req.raw.headers, limit) ? next() : counting(context, next));
}

function saysItIsShort(headers: Headers, { maxSize }: BodyLimit): boolean {
  const said = headers.get("content-length");
  return said !== null && !headers.has("transfer-encoding") && Number.parseInt(said, 10) <= maxSize;
}
