import type { Page, Route } from "playwright";

/** Where a message stands for the browser: a name that nobody has, so nothing of it is ever looked up. */
const ADDRESS = "http://message.stepproof.test/";
/** A page without network is there at once, ms. */
const LOAD_MS = 10_000;

/** Shows a page from memory; every other request is refused. Returns what was asked for until now. */
export async function serveAlone(page: Page, html: string): Promise<() => readonly string[]> {
  const fetched: string[] = [];
  let isServed = false;
  const answer = (route: Route): Promise<void> => {
    const request = route.request();
    if (!isServed && request.url() === ADDRESS) {
      isServed = true;
      return route.fulfill({ contentType: "text/html; charset=utf-8", headers, body: html });
    }
    fetched.push(request.url());
    // A page that sends its reader elsewhere stays where it is on 204; an error would take its place.
    return request.isNavigationRequest() ? route.fulfill({ status: 204 }) : route.abort();
  };
  await page.unrouteAll();
  await page.route("**/*", answer);
  await page.goto(ADDRESS, { waitUntil: "load", timeout: LOAD_MS });
  return () => fetched;
}

/** A mail's scripts stay dead where those of whoever looks at it must run. */
const headers = { "content-security-policy": "script-src 'none'" };
