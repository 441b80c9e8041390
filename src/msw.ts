import { Hono } from "hono";
import { type HttpHandler, http } from "msw";
import type { FetchHandler } from "./in-process-http.ts";
import type { PortlessTestBed } from "./testbed/in-tests/create-bed-in-tests.ts";

export { createTestBed, type PortlessTestBed } from "./testbed/in-tests/create-bed-in-tests.ts";

export interface HandlerOptions {
  /** Where your code believes the system to be; a path in front of the contract's own is taken off. */
  readonly baseUrl: string;
}

/**
 * MSW handlers that answer as the token service does towards wallets.
 *
 * @example
 * const bed = await createTestBed();
 * const server = setupServer(...tspHandlers(bed, { baseUrl: "https://tsp.example" }));
 */
export function tspHandlers({ answer }: PortlessTestBed, { baseUrl }: HandlerOptions): HttpHandler[] {
  return [mount(answer.tsp, baseUrl)];
}

/** MSW handlers that answer as D1 does towards the token service. Card data are read in clear only. */
export function d1Handlers({ answer }: PortlessTestBed, { baseUrl }: HandlerOptions): HttpHandler[] {
  return [mount(answer.d1, baseUrl)];
}

/**
 * MSW handlers that answer as the issuer backend does towards D1: token endpoint, Get Consumer Information, Deliver OTP,
 * notifications. `bed.issuer` has the credentials.
 */
export function issuerBackendHandlers({ answer }: PortlessTestBed, { baseUrl }: HandlerOptions): HttpHandler[] {
  return [mount(answer.issuerBackend, baseUrl)];
}

function mount(answer: FetchHandler, baseUrl: string): HttpHandler {
  const { origin, pathname } = new URL(baseUrl);
  const path = pathname.replace(/\/+$/, "");
  const app = new Hono().mount(path || "/", answer);
  return http.all(`${origin}${path}/*`, ({ request }) => app.fetch(request));
}
