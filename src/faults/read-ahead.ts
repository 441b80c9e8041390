import type { IncomingMessage } from "node:http";

/** More of a body is not looked at, octets; the server's own limit is lower. */
const MAX_BYTES = 1024 * 1024;

/** Reads a request's body before the server does, and leaves it where the server (@hono/node-server) then finds it. */
export async function readAhead(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) break;
  }
  const rawBody = Buffer.concat(chunks);
  Object.assign(request, { rawBody });
  return rawBody;
}
