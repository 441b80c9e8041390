import http from "node:http";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { limitBody } from "./body-limit.ts";
import { type Listening, serveApp } from "./serve.ts";

const MAX_OCTETS = 10;

let server: Listening;

beforeAll(async () => {
  const app = new Hono();
  app.use(limitBody({ maxSize: MAX_OCTETS, onError: (context) => context.text("too long", 413) }));
  app.all("/", async (context) => context.text(`got ${await context.req.text()}`));
  server = await serveApp(app, { name: "limited" });
});

afterAll(() => server.close());

const post = async (body: string, headers: http.OutgoingHttpHeaders) => {
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.request(server.url, { method: "POST", headers }, resolve).once("error", reject).end(body);
  });
  return { status: answer.statusCode, text: Buffer.concat(await answer.toArray()).toString("utf8") };
};

it.each([
  ["a body that says how long it is", { "content-length": "10" }],
  ["one that comes in chunks", { "transfer-encoding": "chunked" }],
])("lets %s pass up to the limit", async (_case, headers) => {
  expect(await post("0123456789", headers)).toEqual({ status: 200, text: "got 0123456789" });
});

it.each([
  ["that says so", { "content-length": "11" }],
  ["that does not say so", { "transfer-encoding": "chunked" }],
])("refuses a longer body %s", async (_case, headers) => {
  expect(await post("0123456789A", headers)).toEqual({ status: 413, text: "too long" });
});

it("lets a call without a body pass", async () => {
  expect(await (await fetch(server.url)).text()).toBe("got ");
});
