import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** What a handler answered, before any of it is on the wire. */
export interface HeldAnswer {
  readonly status: number;
  /** Without a length: whoever sends it says how long it is. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Lets a handler answer into memory; afterwards the response is as it was, and nothing was sent. */
export function holdAnswer(response: ServerResponse, handle: () => void): Promise<HeldAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const { writeHead, write, end, flushHeaders } = response;
    let head: { readonly status: number; readonly headers: OutgoingHttpHeaders } = { status: 200, headers: {} };
    const keep = (chunk: unknown) => {
      if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      return true;
    };
    const held = {
      writeHead(status: number, headers: OutgoingHttpHeaders = {}) {
        head = { status, headers };
        return response;
      },
      write: keep,
      end(chunk?: unknown) {
        keep(chunk);
        const headers = withoutLength({ ...response.getHeaders(), ...head.headers });
        for (const name of response.getHeaderNames()) response.removeHeader(name);
        Object.assign(response, { writeHead, write, end, flushHeaders });
        resolve({ status: head.status, headers, body: Buffer.concat(chunks) });
        return response;
      },
      flushHeaders: () => undefined,
    };
    Object.assign(response, held);
    handle();
  });
}

const withoutLength = (headers: OutgoingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(content-length|transfer-encoding)$/i.test(name)));
