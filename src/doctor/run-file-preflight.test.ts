import { expect, it } from "vitest";
import type { RunFile } from "../run-file/run-file.ts";
import { runFileSchema } from "../run-file/schema.ts";
import { toPreflight } from "./run-file-preflight.ts";

const identity = { key: "key", cert: "cert", ca: "ca" };
const real: RunFile["backend"] = {
  kind: "real",
  url: "https://127.0.0.1:8443",
  tokenUrl: "https://127.0.0.1:8443/token",
  clientId: "MERIDALE01",
  clientSecret: "secret",
  identity,
};
const card = { pan: "5555555555554444", expiry: "09/31", securityCode: "123", cardId: "crd_nadia" };
const blocked = { kind: "blocked", consumerId: "csm_blocked" };
const phoneOnly = { kind: "phone-only", consumerId: "csm_phone", phone: "+4917604069011" };
const both = { kind: "both", consumerId: "csm_both", phone: "+4917604069012", email: "n@mail.example", cards: [card] };

function runFile(backend: RunFile["backend"], written: Readonly<Record<string, unknown>> = {}): RunFile {
  const { backend: _embedded, ...settings } = runFileSchema.parse({
    issuer: { id: "MERIDALE01", name: "Meridale Bank" },
    backend: { url: "embedded" },
    endUsers: [blocked, phoneOnly, both],
    templates: { folder: "/bank/templates" },
    mail: { from: "card@email.meridale.example", domain: "email.meridale.example", zone: "/bank/a.zone" },
    ...written,
  });
  return { ...settings, backend, path: "/bank/stepproof.yaml", digest: "0" };
}

it("looks at nothing over the network where the backend is embedded", () => {
  const { issuer, zone, templates, sinkPorts } = toPreflight(runFile({ kind: "embedded" }));
  expect({ issuer, zone, sinkPorts }).toEqual({
    issuer: undefined,
    zone: { file: "/bank/a.zone", origin: "email.meridale.example" },
    sinkPorts: [],
  });
  expect(templates).toMatchObject({
    folder: "/bank/templates",
    options: { defaultLanguage: "en", channels: ["SMS", "EMAIL"] },
  });
});

it("asks the resolver that the run file names", () => {
  const mail = { from: "card@a.example", domain: "a.example", resolver: "127.0.0.1:5353" };
  const { zone, resolver } = toPreflight(runFile({ kind: "embedded" }, { mail }));
  expect({ zone, resolver }).toEqual({
    zone: undefined,
    resolver: { address: "127.0.0.1:5353", domain: "a.example" },
  });
});

it("asks a real backend for whoever has both contacts", () => {
  const { issuer } = toPreflight(runFile(real));
  expect(issuer?.access).toMatchObject({
    issuerId: "MERIDALE01",
    backendUrl: real.url,
    tokenUrl: real.tokenUrl,
    identity,
  });
  expect(issuer?.endUser).toEqual({ consumerId: "csm_both" });
});

it("sends the card's id where D1 does", () => {
  const { issuer } = toPreflight(runFile(real, { sendsCardId: "true" }));
  expect(issuer?.endUser).toEqual({ consumerId: "csm_both", cardId: "crd_nadia" });
});

it("never asks for the unknown and the blocked", () => {
  expect(toPreflight(runFile(real, { endUsers: [blocked, phoneOnly] })).issuer?.endUser?.consumerId).toBe("csm_phone");
  expect(toPreflight(runFile(real, { endUsers: [blocked] })).issuer?.endUser).toBeUndefined();
});

it("looks at every port that is fixed", () => {
  const { sinkPorts } = toPreflight(runFile(real, { sinks: { smpp: "2775", smtp: "1025" } }));
  expect(sinkPorts.map(({ port }) => port)).toEqual([2775, 1025]);
});
