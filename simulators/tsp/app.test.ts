import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { walletError } from "../../src/contract/wallet-tsp.ts";
import { StepproofError } from "../../src/errors.ts";
import { createHttpClient, type HttpClient } from "../../src/http.ts";
import { serveApp } from "../../src/serve.ts";
import { card, closeAll, open, standInD1 } from "./tsp-on-trial.fixture.ts";

afterEach(closeAll);

describe("a D1 in trouble", () => {
  it("that reports an error leaves the code undelivered, with D1's words", async () => {
    const { stepUp, d1 } = await open();
    d1.answers.deliverActivationCode = { errorCode: "INTERNAL_SERVICE_FAILURE", errorDescription: "no contact" };
    expect((await stepUp()).delivery).toMatchObject({
      delivered: false,
      errorCode: "INTERNAL_SERVICE_FAILURE",
      errorDescription: "no contact",
    });
  });

  const answering =
    (status: number, body: string): HttpClient =>
    async () => ({ status, headers: {}, body });
  const unreachable: HttpClient = async () => {
    const wording = { hint: "Start it.", attribution: "ENVIRONMENT" } as const;
    throw new StepproofError("HTTP_UNREACHABLE", "TSP -> D1: the connection failed", wording);
  };

  it.each<[string, HttpClient, string]>([
    ["is away", unreachable, "HTTP_UNREACHABLE"],
    ["answers HTTP 500", answering(500, '{"responseId":"R1"}'), "INVALID_ANSWER"],
    ["answers no JSON", answering(200, "<html>"), "INVALID_ANSWER"],
    ["forgets the responseId", answering(200, "{}"), "INVALID_ANSWER"],
  ])("that %s is reported to the wallet", async (_, trouble, errorCode) => {
    const d1 = standInD1();
    const request: HttpClient = (wanted) =>
      wanted.url.endsWith("deliverActivationCode") ? trouble(wanted) : d1.request(wanted);
    const { stepUp } = await open({ d1: { url: "http://127.0.0.1", request } });
    expect((await stepUp()).delivery).toMatchObject({ delivered: false, errorCode });
  });

  it("that stays silent is given up, and nothing hangs", async () => {
    const silent = await serveApp(
      new Hono().post("*", () => new Promise<Response>(() => undefined)),
      { name: "D1" },
    );
    const client = createHttpClient({ call: "TSP -> D1" });
    const { call } = await open({ d1: { url: silent.url, request: client.request, timeoutMs: 50 } });
    const response = await call("POST", "", card);
    expect(walletError.parse(await response.json()).errorDescription).toContain("HTTP_TIMEOUT");
    client.close();
    await silent.close();
  }, 2_000);

  it("cannot undo an activation", async () => {
    const { stepUp, type, status, tsp, d1, lines } = await open();
    d1.answers.notifyServiceActivated = { errorCode: "INTERNAL_SERVICE_FAILURE" };
    const { reference } = await stepUp();
    await type(reference, tsp.lastIssued(reference)?.value ?? "");
    await tsp.idle();
    expect((await status(reference)).state).toBe("ACTIVE");
    expect(lines).toContain("D1 notifyServiceActivated: failed, INTERNAL_SERVICE_FAILURE");
  });
});

describe("a wallet that asks wrongly", () => {
  it.each<[string, unknown, number, string]>([
    ["no JSON", "{", 400, "INVALID_JSON"],
    ["a letter in the PAN", { ...card, accountNumber: "45391488A3436467" }, 400, "INVALID_FIELD_FORMAT"],
    ["no expiry month", { ...card, expiryMonth: undefined }, 400, "MISSING_REQUIRED_FIELD"],
    ["a short tokenRequestorId", { ...card, tokenRequestorId: "5" }, 400, "INVALID_FIELD_LENGTH"],
    ["a body too long", { ...card, padding: "x".repeat(70_000) }, 413, "BODY_TOO_LARGE"],
  ])("with %s is told the member, never its value", async (_, body, status, errorCode) => {
    const { call } = await open();
    const response = await call("POST", "", body);
    expect(response.status).toBe(status);
    const error = walletError.parse(await response.json());
    expect(error.errorCode).toBe(errorCode);
    expect(error.errorDescription).not.toContain("45391488");
  });

  it("names the member deep inside", async () => {
    const { call } = await open();
    const response = await call("POST", "", { ...card, deviceInfo: { deviceName: "x".repeat(65) } });
    expect(walletError.parse(await response.json()).errorDescription).toMatch(/^deviceInfo\.deviceName: /);
  });

  it("needs JSON's content type", async () => {
    const { call } = await open();
    expect((await call("POST", "", card, { "content-type": "text/plain" })).status).toBe(415);
  });

  it("gets no code by a method that was never offered, or that carries none", async () => {
    const { add, call, tsp } = await open();
    const { tokenUniqueReference: reference, methods } = await add();
    for (const methodId of ["MADEUP", methods[2]?.id]) {
      const response = await call("POST", `/${reference}/activationCodes`, { methodId });
      expect(response.status).toBe(400);
      expect(walletError.parse(await response.json()).errorDescription).toMatch(/^methodId: /);
    }
    expect(tsp.lastIssued(reference)).toBeUndefined();
  });

  it("is told that a token or path is unknown, or that no code was asked for", async () => {
    const { add, call } = await open();
    const { tokenUniqueReference } = await add();
    const early = await call("POST", `/${tokenUniqueReference}/activations`, { activationCode: "123456" });
    expect(early.status).toBe(409);
    for (const path of ["/NOBODY", "/NOBODY/unknown"]) {
      const response = await call("GET", path);
      expect(response.status).toBe(404);
      walletError.parse(await response.json());
    }
  });
});
