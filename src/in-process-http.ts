import type { HttpClient } from "./http.ts";

/** What answers requests without listening anywhere: the `fetch` of a Hono app. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Calls an app within the process, past every socket. There is no time-out: the app's own bounds are the bounds. */
export function createInProcessClient(answer: FetchHandler): HttpClient {
  return async ({ method, url, headers = {}, body }) => {
    const response = await answer(new Request(url, { method, headers, ...(body !== undefined && { body }) }));
    const names = Object.fromEntries(response.headers.entries());
    return { status: response.status, headers: names, body: await response.text() };
  };
}
