import { Hono } from "hono";
import { expect, it } from "vitest";
import { createInProcessClient } from "./in-process-http.ts";

const app = new Hono();
app.post("/echo", async (context) =>
  context.text(await context.req.text(), 201, { "x-kind": context.req.header("kind") ?? "" }),
);

it("carries method, headers, body, status and answer", async () => {
  const request = createInProcessClient(app.fetch);
  const answer = await request({ method: "POST", url: "https://bank.test/echo", headers: { Kind: "a" }, body: "né" });
  expect(answer).toMatchObject({ status: 201, body: "né", headers: { "x-kind": "a" } });
});

it("answers what the app does not know as the app does", async () => {
  expect(await createInProcessClient(app.fetch)({ method: "GET", url: "https://bank.test/" })).toMatchObject({
    status: 404,
  });
});
