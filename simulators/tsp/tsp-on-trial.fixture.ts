import { Hono } from "hono";
import { createChance } from "../../src/chance.ts";
import { ManualClock } from "../../src/clock.ts";
import {
  authorizeServiceRequest,
  deliverActivationCodeRequest,
  notifyServiceActivatedRequest,
  notifyTokenUpdatedRequest,
  requestActivationMethodsRequest,
  type TspD1Operation,
  tspD1Base,
} from "../../src/contract/tsp-d1.ts";
import { activationCodeResponse, activationResponse, tokenView } from "../../src/contract/wallet-tsp.ts";
import type { HttpClient } from "../../src/http.ts";
import { startTsp, type Tsp, type TspOptions } from "./start-tsp.ts";

// For the tests of this folder: a TSP on a standing clock, with a stand-in for D1 behind it and a wallet in front.

export const pan = "4539148803436467";
export const card = {
  accountNumber: pan,
  expiryMonth: "11",
  expiryYear: "31",
  securityCode: "123",
  tokenRequestorId: "50110030273",
  consumerFacingEntityName: "Veloria Wallet",
  deviceInfo: { deviceName: "Nadia's phone" },
};
export const sms = { type: "TEXT_TO_CARDHOLDER_NUMBER", value: "**********0123" };
export const email = { type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "na***@mail.example" };
export const desk = { type: "CARDHOLDER_TO_CALL_MANNED_NUMBER", value: "+447700900999" };

const strictly = {
  authorizeService: authorizeServiceRequest,
  requestActivationMethods: requestActivationMethodsRequest,
  deliverActivationCode: deliverActivationCodeRequest,
  notifyServiceActivated: notifyServiceActivatedRequest,
  notifyTokenUpdated: notifyTokenUpdatedRequest,
} as const;

/** A D1 that reads as strictly as the contract allows, keeps what it was sent, and answers what a test tells it to. */
export function standInD1() {
  const answers: Partial<Record<TspD1Operation, object>> = {
    authorizeService: { decision: "REQUIRE_ADDITIONAL_AUTHENTICATION", activationMethods: [sms, email, desk] },
    requestActivationMethods: { activationMethods: [email] },
  };
  const received: { readonly operation: TspD1Operation; readonly body: Record<string, unknown> }[] = [];
  const app = new Hono();
  app.post(`${tspD1Base}/:operation`, async (c) => {
    const operation = c.req.param("operation") as TspD1Operation;
    received.push({ operation, body: strictly[operation].parse(await c.req.json()) });
    return c.json({ responseId: "R1", invented: true, ...answers[operation] });
  });
  const request: HttpClient = async ({ method, url, headers = {}, body = "" }) => {
    const response = await app.request(url, { method, headers, body });
    return { status: response.status, headers: {}, body: await response.text() };
  };
  const sentTo = (operation: TspD1Operation) =>
    received.filter((call) => call.operation === operation).map(({ body }) => body);
  return { app, request, answers, sentTo };
}

const running: Tsp[] = [];

/** Stops every TSP that was opened since. */
export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((tsp) => tsp.close()));
}

export async function open(options: Partial<TspOptions> = {}) {
  const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
  const d1 = standInD1();
  const lines: string[] = [];
  const tsp = await startTsp({
    clock,
    chance: createChance("tsp test"),
    log: (line) => lines.push(line),
    d1: { url: "http://127.0.0.1", request: d1.request },
    ...options,
  });
  running.push(tsp);
  const call = (method: string, path = "", body?: unknown, headers = { "content-type": "application/json" }) =>
    tsp.app.request(`/wallet/1/tokens${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  return { tsp, clock, d1, lines, call, ...walletOn(call) };
}

function walletOn(call: (method: string, path?: string, body?: unknown) => Response | Promise<Response>) {
  const add = async (changes: object = {}) =>
    tokenView.parse(await (await call("POST", "", { ...card, ...changes })).json());
  const choose = async (reference: string, methodId: string) =>
    activationCodeResponse.parse(await (await call("POST", `/${reference}/activationCodes`, { methodId })).json());
  const type = async (reference: string, activationCode: string) =>
    activationResponse.parse(await (await call("POST", `/${reference}/activations`, { activationCode })).json());
  const status = async (reference: string) => tokenView.parse(await (await call("GET", `/${reference}`)).json());
  /** Adds a card and asks for the code by SMS. */
  const stepUp = async (changes: object = {}) => {
    const { tokenUniqueReference: reference, methods } = await add(changes);
    const smsId = methods.find(({ type }) => type === sms.type)?.id ?? "";
    return { reference, smsId, delivery: await choose(reference, smsId) };
  };
  return { add, choose, type, status, stepUp };
}

/** Another code of six digits. */
export const wrong = (code = "0"): string => code.replace(/^./, (first) => (first === "0" ? "1" : "0"));
