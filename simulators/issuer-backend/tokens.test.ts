import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import { tokenResponse } from "../../src/contract/d1-issuer.ts";
import { type BearerClaims, signBearer, verifyBearer } from "./bearer.ts";
import { readClientCredentials } from "./client-credentials.ts";
import { askForToken, basic, getConsumer, meridale, rivale, startBackend } from "./example-issuer.fixture.ts";

const claims: BearerClaims = { sub: "client", issuerId: "MERIDALE01", iat: 1_000, exp: 1_900, jti: "1" };
const signingKey = "a key";
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

describe("the token endpoint", () => {
  it.each([
    ["string", "900"],
    ["number", 900],
  ] as const)("grants a bearer with its lifetime as a %s", async (expiresInAs, expected) => {
    await using backend = await startBackend({ issuers: [{ ...meridale, expiresInAs }] });
    const answer = await askForToken(backend);
    const granted = tokenResponse.parse(await answer.json());
    expect(answer.status).toBe(200);
    expect(granted).toMatchObject({ token_type: "Bearer", expires_in: expected, scope: "d1" });
  });

  it("reads the credentials in base64 and in base64url, and tolerates what it does not know", async () => {
    await using backend = await startBackend({ issuers: [{ ...meridale, clientSecret: "??>>~~:ü" }] });
    for (const encoding of ["base64", "base64url"] as const) {
      const authorization = `Basic ${Buffer.from(`${meridale.clientId}:??>>~~:ü`).toString(encoding)}`;
      const answer = await askForToken(backend, {
        authorization,
        form: "grant_type=client_credentials&scope=d1&new=1",
      });
      expect(answer.status).toBe(200);
    }
  });

  it.each([
    ["a wrong secret", { authorization: basic(meridale.clientId, "guess") }, 401],
    ["the secret of another client", { authorization: basic(meridale.clientId, rivale.clientSecret) }, 401],
    ["an unknown client", { authorization: basic("NOBODY0001", meridale.clientSecret) }, 401],
    ["no credentials", { authorization: "" }, 401],
    ["credentials that are not Basic", { authorization: "Bearer abc" }, 401],
    ["another grant", { form: "grant_type=password" }, 400],
    ["no grant", { form: "scope=d1" }, 400],
    ["a foreign scope", { form: "grant_type=client_credentials&scope=d1+admin" }, 400],
    ["JSON instead of a form", { contentType: "application/json" }, 415],
  ])("refuses %s", async (_, request, status) => {
    await using backend = await startBackend();
    const answer = await askForToken(backend, request);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: expect.any(String) });
  });
});

describe("a bearer", () => {
  it("opens the issuer it was granted for, until it expires", async () => {
    const clock = new ManualClock(Date.UTC(2026, 4, 1));
    await using backend = await startBackend({ clock });
    const bearer = await backend.bearer();
    clock.advance(899_999);
    expect((await getConsumer(backend, { bearer })).status).toBe(200);
    clock.advance(1);
    expect((await getConsumer(backend, { bearer })).status).toBe(401);
  });

  it("is refused when missing, foreign, malformed or for an issuer that is not there", async () => {
    await using backend = await startBackend();
    const foreign = await backend.bearer(rivale);
    const bearer = await backend.bearer();
    expect((await getConsumer(backend, {})).status).toBe(401);
    expect((await getConsumer(backend, { bearer: foreign })).status).toBe(401);
    expect((await getConsumer(backend, { bearer: "a.b.c" })).status).toBe(401);
    expect((await getConsumer(backend, { bearer, issuerId: "NOISSUER01" })).status).toBe(401);
  });

  it("is refused after any change of any character", () => {
    const token = signBearer(claims, signingKey);
    const presented = { issuerId: "MERIDALE01", signingKey, now: 1_500_000 };
    expect(verifyBearer({ token, ...presented })).toBe(true);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(..."ABCabc019-_.="), (at, character) => {
        fc.pre(token[at] !== character);
        const altered = `${token.slice(0, at)}${character}${token.slice(at + 1)}`;
        expect(verifyBearer({ token: altered, ...presented })).toBe(false);
      }),
    );
  });

  it("is refused when only the spare bits of its last character are altered", () => {
    const token = signBearer(claims, signingKey);
    const signature = Buffer.from(token.split(".")[2] ?? "", "base64url");
    const twin = [...BASE64URL]
      .map((last) => `${token.slice(0, -1)}${last}`)
      .filter((other) => {
        const octets = Buffer.from(other.split(".")[2] ?? "", "base64url");
        return other !== token && octets.equals(signature);
      });
    expect(twin).toHaveLength(3);
    for (const altered of twin) {
      expect(verifyBearer({ token: altered, issuerId: "MERIDALE01", signingKey, now: 1_500_000 })).toBe(false);
    }
  });

  it("of another key, of no algorithm, or with more behind it is refused", () => {
    const presented = { issuerId: "MERIDALE01", signingKey, now: 1_500_000 };
    const token = signBearer(claims, signingKey);
    const [, payload] = token.split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    for (const wrong of [signBearer(claims, "other"), unsigned, `${token}.`, ""]) {
      expect(verifyBearer({ token: wrong, ...presented })).toBe(false);
    }
  });
});

describe("client credentials", () => {
  it("come back as they were written, colons in the secret included", () => {
    const clientId = fc.string({ minLength: 1 }).filter((text) => !text.includes(":"));
    fc.assert(
      fc.property(clientId, fc.string(), (id, clientSecret) => {
        expect(readClientCredentials(basic(id, clientSecret))).toEqual({ clientId: id, clientSecret });
      }),
    );
  });
});
