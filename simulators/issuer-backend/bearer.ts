import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { EpochMs } from "../../src/clock.ts";

const bearerClaims = z.object({
  /** The client the token was issued to. */
  sub: z.string(),
  issuerId: z.string(),
  scope: z.string().optional(),
  /** Seconds since 1970. */
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
});
export type BearerClaims = z.infer<typeof bearerClaims>;

/** A token as it came in, and what it is held against. */
export interface PresentedBearer {
  readonly token: string;
  /** The issuer that the call is about. */
  readonly issuerId: string;
  readonly signingKey: string;
  readonly now: EpochMs;
}

/** A JWT signed with HMAC SHA-256: D1 takes any bearer, its documentation shows a JWT (2). */
export function signBearer(claims: BearerClaims, signingKey: string): string {
  const signed = `${toBase64Url({ alg: "HS256", typ: "JWT" })}.${toBase64Url(claims)}`;
  return `${signed}.${signatureOf(signed, signingKey)}`;
}

/** Whether the token is ours, unaltered, of this issuer and not expired. Rule: SE-02. */
export function verifyBearer({ token, issuerId, signingKey, now }: PresentedBearer): boolean {
  const claims = readClaims(token, signingKey);
  return claims !== undefined && claims.issuerId === issuerId && now < claims.exp * 1000;
}

function readClaims(token: string, signingKey: string): BearerClaims | undefined {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0 || !isSameText(signature, signatureOf(`${header}.${payload}`, signingKey))) return undefined;
  return bearerClaims.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
}

/**
 * Compares the written signatures, not their octets: the last base64url character has spare bits, so an altered
 * token could decode to the same octets. Takes the same time wherever they differ.
 */
export function isSameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const signatureOf = (signed: string, signingKey: string): string =>
  createHmac("sha256", signingKey).update(signed).digest("base64url");

const toBase64Url = (content: object): string => Buffer.from(JSON.stringify(content)).toString("base64url");
