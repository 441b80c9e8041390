import { Hono } from "hono";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import type { Inbox } from "../../src/messages/inbox.ts";
import type { MailRelease } from "./mail-release.ts";
import { createMailHogV1 } from "./mailhog-v1.ts";
import { createMailHogV2 } from "./mailhog-v2.ts";

/**
 * MailHog's HTTP API over the inbox, so that its clients and the tools built on them work unchanged.
 * Source: the public MailHog-Server, api/v1.go and api/v2.go; without the web page and the websocket.
 */
export function createMailHogApi(inbox: Inbox<CapturedMail>, release: MailRelease): Hono {
  const app = new Hono();
  app.route("/api/v1", createMailHogV1(inbox, release));
  app.route("/api/v2", createMailHogV2(inbox));
  return app;
}
