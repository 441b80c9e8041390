import type http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { type HttpBindings, serve } from "@hono/node-server";
import type { Hono } from "hono";
import { causeCode, StepproofError } from "./errors.ts";
import type { TlsIdentity } from "./http.ts";
import { defaultHttpLimits, type HttpLimits, limitConnections, toServerOptions } from "./http-limits.ts";

export const LOOPBACK = "127.0.0.1";

export interface ServeOptions {
  /** Who listens, for errors. */
  readonly name: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Serves HTTPS; a client certificate of the same authority is then demanded (mutual TLS). */
  readonly mutualTls?: MutualTls;
  /** What differs from the default limits. */
  readonly limits?: Partial<HttpLimits>;
  /** Comes between the sockets and the app before anybody is served; returns how to let go of what it holds. */
  readonly disturb?: (server: http.Server) => () => void;
}

/** The identity, and for a server that shall be wrong, less than the strict terms. */
export type MutualTls = TlsIdentity & TlsTerms;
export type TlsTerms = Pick<https.ServerOptions, "requestCert" | "rejectUnauthorized" | "minVersion" | "ciphers">;

export interface Listening {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a Hono app on loopback. Throws PORT_IN_USE. `close` also ends the connections kept alive. */
export async function serveApp<Env extends { Bindings: HttpBindings } | object>(
  app: Hono<Env>,
  { name, port = 0, mutualTls, disturb, ...options }: ServeOptions,
): Promise<Listening> {
  const limits = { ...defaultHttpLimits, ...options.limits };
  const tls = mutualTls && { ...strictTerms, ...mutualTls };
  const server = (
    tls
      ? serve({
          fetch: app.fetch,
          port,
          hostname: LOOPBACK,
          createServer: https.createServer,
          serverOptions: { ...toServerOptions(limits), ...tls },
        })
      : serve({ fetch: app.fetch, port, hostname: LOOPBACK, serverOptions: toServerOptions(limits) })
  ) as http.Server;
  const letGo = disturb?.(server);
  limitConnections(server, limits);
  const bound = await listening(server, name, port);
  const close = () => {
    letGo?.();
    return closeHttp(server);
  };
  return { url: `${tls ? "https" : "http"}://${LOOPBACK}:${bound}`, port: bound, close };
}

const strictTerms: TlsTerms = { requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.2" };

/** Waits until a server listens and returns its port; a taken port becomes PORT_IN_USE. */
export function listening(server: Server, name: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const bound = () => resolve((server.address() as AddressInfo).port);
    if (server.listening) return bound();
    server.once("listening", bound);
    server.once("error", (error) => reject(causeCode(error) === "EADDRINUSE" ? portInUse(name, port) : error));
  });
}

export function portInUse(name: string, port: number): StepproofError {
  return new StepproofError("PORT_IN_USE", `${name}: port ${port} on ${LOOPBACK} is taken`, {
    hint: `Stop what listens there (lsof -i :${port}), or choose another port; 0 takes a free one.`,
    attribution: "ENVIRONMENT",
  });
}

function closeHttp(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
