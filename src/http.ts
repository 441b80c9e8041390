import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import { type Cancel, type Clock, systemClock } from "./clock.ts";
import { type Egress, loopbackOnly } from "./egress.ts";
import { causeCode, StepproofError } from "./errors.ts";
import { secureContextOf } from "./tls-context.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Time until the whole answer must be in, ms. Default: the client's. */
  readonly timeoutMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the handshake settled, when the call went over TLS. */
  readonly tls?: TlsFacts;
}

export interface TlsFacts {
  readonly version: string;
  readonly peer: string;
  readonly peerFingerprint256: string;
}

/** The one HTTP seam: every call between systems goes through a function of this shape. */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/** PEM texts: our key and certificate, and the authorities we trust. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

export interface HttpClientOptions {
  /** Who calls whom ("D1 -> issuer backend"), for errors. */
  readonly call: string;
  readonly egress?: Egress;
  readonly identity?: Partial<TlsIdentity>;
  /** Other limits than ours (TLS 1.2 or newer), to try what a server lets pass. */
  readonly tls?: Pick<https.AgentOptions, "minVersion" | "maxVersion" | "ciphers">;
  /** What time-outs go by, besides real time: a clock that stands still must not keep a call for ever. */
  readonly clock?: Clock;
  /** Default time-out, ms. */
  readonly timeoutMs?: number;
  /** Longer answers are refused, octets. */
  readonly maxBodyBytes?: number;
}

export interface ClosableHttpClient {
  readonly request: HttpClient;
  /** The next call opens a new connection. */
  reconnect(): void;
  close(): void;
}

/**
 * A keep-alive client over node:http and node:https; redirects are never followed.
 * Throws StepproofError: EGRESS_BLOCKED, HTTP_TIMEOUT, HTTP_UNREACHABLE, HTTP_TLS, HTTP_UNREADABLE, HTTP_BODY_TOO_LARGE.
 */
export function createHttpClient(options: HttpClientOptions): ClosableHttpClient {
  const egress = options.egress ?? loopbackOnly;
  const plain = new http.Agent({ keepAlive: true });
  const secure = new OneIdentityAgent({ keepAlive: true, minVersion: "TLSv1.2", ...options.identity, ...options.tls });
  const request: HttpClient = async (wanted) => {
    const url = new URL(wanted.url);
    egress(url.hostname, options.call);
    const open = url.protocol === "https:" ? https.request : http.request;
    const agent = url.protocol === "https:" ? secure : plain;
    return send(open(url, { method: wanted.method, agent, headers: headersOf(wanted) }), wanted, options);
  };
  return {
    request,
    reconnect() {
      for (const agent of [plain, secure]) dropIdle(agent);
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

function dropIdle({ freeSockets }: http.Agent): void {
  for (const idle of Object.values(freeSockets)) for (const socket of idle ?? []) socket.destroy();
}

function headersOf({ headers, body }: HttpRequest): Record<string, string> {
  return body === undefined ? { ...headers } : { ...headers, "content-length": String(Buffer.byteLength(body)) };
}

async function send(call: http.ClientRequest, wanted: HttpRequest, options: HttpClientOptions): Promise<HttpResponse> {
  const timeoutMs = wanted.timeoutMs ?? options.timeoutMs ?? 10_000;
  const deadline = new Deadline(timeoutMs, options.clock, () => call.destroy());
  try {
    const incoming = await answerTo(call, wanted.body);
    // Read before the body: afterwards the socket is back in the agent's pool and no longer the answer's.
    const tls = tlsFacts(incoming.socket);
    const body = await readBody(incoming, options.maxBodyBytes ?? 4 * 1024 * 1024);
    return { status: incoming.statusCode ?? 0, headers: flatten(incoming.headers), body, ...(tls && { tls }) };
  } catch (error) {
    throw deadline.isOver ? timedOut(options.call, timeoutMs, error) : toCodedError(error, options.call);
  } finally {
    deadline.lift();
  }
}

/** Real time until a call ends for a clock that stands still, ms: generous, for a busy machine is slow without any fault. */
const STANDSTILL_MS = 10_000;

/** Ends a call, its answer's body included. Not an AbortSignal: what Node hangs on to one costs a tenth of a call. */
class Deadline {
  isOver = false;
  readonly #cancels: Cancel[];

  constructor(ms: number, clock: Clock = systemClock, end: () => void) {
    const strike = () => {
      this.isOver = true;
      end();
    };
    this.#cancels = [clock.after(ms, strike)];
    if (clock !== systemClock) this.#cancels.push(systemClock.after(Math.max(ms, STANDSTILL_MS), strike));
  }

  lift(): void {
    for (const cancel of this.#cancels) cancel();
  }
}

function answerTo(request: http.ClientRequest, body: string | undefined): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("response", resolve);
    request.on("error", reject);
    request.end(body);
  });
}

function readBody(incoming: http.IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limit) incoming.destroy(longerThan(limit));
    });
    incoming.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    incoming.once("error", reject);
  });
}

const longerThan = (limit: number): Error =>
  Object.assign(new Error(`the answer is longer than ${limit} octets`), { code: "HTTP_BODY_TOO_LARGE" });

/** All its connections to one place are alike: Node would write key and certificates into the name of each call's. */
class OneIdentityAgent extends https.Agent {
  override createConnection(options: https.RequestOptions, done?: (error: Error | null, stream: Duplex) => void) {
    const secured: https.RequestOptions & Pick<ConnectionOptions, "secureContext"> = {
      ...options,
      secureContext: secureContextOf(options),
    };
    return super.createConnection(secured, done);
  }

  override getName({ host, port, servername }: https.RequestOptions = {}): string {
    return `${host}:${port}:${servername ?? ""}`;
  }
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

function tlsFacts(socket: http.IncomingMessage["socket"]): TlsFacts | undefined {
  if (!("getPeerCertificate" in socket)) return undefined;
  const secure = socket as TLSSocket;
  const facts = handshakes.get(secure) ?? factsOf(secure);
  handshakes.set(secure, facts);
  return facts;
}

/** A connection is kept for many calls, and what its handshake settled is parsed out of the certificate. */
const handshakes = new WeakMap<TLSSocket, TlsFacts>();

function factsOf(secure: TLSSocket): TlsFacts {
  const peer = secure.getPeerCertificate();
  return {
    version: secure.getProtocol() ?? "unknown",
    peer: String(peer.subject?.CN ?? ""),
    peerFingerprint256: peer.fingerprint256 ?? "",
  };
}

function toCodedError(error: unknown, call: string): StepproofError {
  if (error instanceof StepproofError) return error;
  const code = causeCode(error) ?? "UNKNOWN";
  if (code === "HTTP_BODY_TOO_LARGE") return tooLarge(call, error);
  if (code.startsWith("HPE_")) return unreadable(call, code, error);
  return isTlsFault(code) ? tlsRefused(call, code, error) : unreachable(call, code, error);
}

const isTlsFault = (code: string): boolean =>
  /^(ERR_SSL|ERR_TLS|CERT_|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO|EPROTO)/.test(code);

const timedOut = (call: string, timeoutMs: number, cause: unknown): StepproofError =>
  new StepproofError("HTTP_TIMEOUT", `${call}: no complete answer within ${timeoutMs} ms`, {
    hint: "Answer faster, or raise the time budget of this call.",
    attribution: "ENVIRONMENT",
    cause,
  });

const tooLarge = (call: string, cause: unknown): StepproofError =>
  new StepproofError("HTTP_BODY_TOO_LARGE", `${call}: ${(cause as Error).message}`, {
    hint: "Send the documented members only.",
    attribution: "IMPLEMENTATION",
    cause,
  });

/** HPE_: Node's HTTP parser. */
const unreadable = (call: string, code: string, cause: unknown): StepproofError =>
  new StepproofError("HTTP_UNREADABLE", `${call}: what came back is no HTTP (${code})`, {
    hint: "Check what listens at that address, and what stands in between.",
    attribution: "ENVIRONMENT",
    cause,
  });

const tlsRefused = (call: string, code: string, cause: unknown): StepproofError =>
  new StepproofError("HTTP_TLS", `${call}: the TLS handshake failed (${code})`, {
    hint: "Check certificate, name, validity and trusted authorities on both sides.",
    attribution: "CONFIGURATION",
    cause,
  });

const unreachable = (call: string, code: string, cause: unknown): StepproofError =>
  new StepproofError("HTTP_UNREACHABLE", `${call}: the connection failed (${code})`, {
    hint: "Check that the system runs and that address and port are right.",
    attribution: "ENVIRONMENT",
    cause,
  });
