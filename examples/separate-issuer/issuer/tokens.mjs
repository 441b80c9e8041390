import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { Refusal } from "./refusal.mjs";

/** The token endpoint: 200 with a bearer, 401 for another client, 400 for another grant. */
export function answerTokenRequest({ headers, text }, { decisions, settings, signingKey, now }) {
  const form = new URLSearchParams(text);
  if (!decisions.isOurClient(readBasic(headers.authorization), settings.client)) {
    throw new Refusal(401, "The client is not accepted.");
  }
  if (!decisions.isKnownGrant(form.get("grant_type"))) {
    throw new Refusal(400, "The grant_type must be client_credentials.");
  }
  const lifetimeS = settings.tokenLifetimeS;
  const claims = { issuerId: settings.issuerId, exp: now() + lifetimeS * 1000, jti: randomUUID() };
  const body = decisions.tokenAnswer({ accessToken: sign(claims, signingKey), lifetimeS });
  return { status: 200, body, headers: { "cache-control": "no-store" } };
}

/** Throws 401 unless the call carries a bearer of ours, unaltered, for this issuer, not expired. */
export function requireBearer({ headers, issuerId }, { decisions, signingKey, now }) {
  const [, token = ""] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  if (!decisions.isGoodBearer(token, { issuerId, signingKey, now: now() })) {
    throw new Refusal(401, "The bearer is not accepted.");
  }
}

export const isOurClient = (given, client) =>
  given !== undefined && isSameText(given.id, client.id) && isSameText(given.secret, client.secret);

export const tokenAnswer = ({ accessToken, lifetimeS }) => ({
  access_token: accessToken,
  token_type: "Bearer",
  expires_in: String(lifetimeS),
});

export function isGoodBearer(token, { issuerId, signingKey, now }) {
  const [payload = "", signature = ""] = partsOf(token);
  if (!isSameText(signature, signatureOf(payload, signingKey))) return false;
  const claims = readClaims(token);
  return claims.issuerId === issuerId && now < claims.exp;
}

/** What a token says of itself; `isGoodBearer` has looked at the signature first. */
export const readClaims = (token) => JSON.parse(Buffer.from(partsOf(token)[0].split(".")[1], "base64url"));

/** The signed part – header and claims –, and the signature. */
function partsOf(token) {
  const end = token.lastIndexOf(".");
  return [token.slice(0, Math.max(end, 0)), token.slice(end + 1)];
}

function sign(claims, signingKey) {
  const payload = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${payload}.${signatureOf(payload, signingKey)}`;
}

const signatureOf = (payload, signingKey) => createHmac("sha256", signingKey).update(payload).digest("base64url");

/** `Basic` with base64url or base64; the secret may hold colons. */
function readBasic(authorization = "") {
  const [, encoded = ""] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  const [id, ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return secret.length === 0 ? undefined : { id, secret: secret.join(":") };
}

/** Compares in the same time wherever the texts differ. */
function isSameText(one, other) {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
