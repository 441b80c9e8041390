import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { TokenResponse } from "../../src/contract/d1-issuer.ts";
import type { Backend } from "./backend.ts";
import { signBearer } from "./bearer.ts";
import { readForm } from "./call.ts";
import { readClientCredentials } from "./client-credentials.ts";
import type { IssuerTenant } from "./tenants.ts";

/** The token endpoint: 200, 400 for another grant or scope, 401 for another client or secret, 415. Source: (3), SE-03. */
export async function answerTokenRequest(context: Context, backend: Backend): Promise<Response> {
  const form = await readForm(context);
  const credentials = readClientCredentials(context.req.header("authorization"));
  const issuer = backend.parts.verifyClient(credentials, backend.tenants.all());
  if (issuer === undefined) throw new HTTPException(401, { message: "The client is not accepted." });
  if (form.get("grant_type") !== "client_credentials") throw badRequest("The grant_type must be client_credentials.");
  if (!isWithin(form.get("scope"), issuer.scope)) throw badRequest("The scope is not this client's.");
  context.header("cache-control", "no-store");
  return context.json(backend.parts.tokenAnswer(grant(issuer, backend)));
}

function grant(issuer: IssuerTenant, { clock, chance, signingKey }: Backend): TokenResponse {
  const iat = Math.floor(clock.now() / 1000);
  const exp = iat + issuer.tokenLifetimeS;
  const scope = issuer.scope === undefined ? {} : { scope: issuer.scope };
  const claims = { sub: issuer.clientId, issuerId: issuer.issuerId, ...scope, iat, exp, jti: chance.text(HEX, 32) };
  return {
    access_token: signBearer(claims, signingKey),
    token_type: "Bearer",
    expires_in: issuer.expiresInAs === "string" ? String(issuer.tokenLifetimeS) : issuer.tokenLifetimeS,
    expires_at: new Date(exp * 1000).toISOString(),
    ...scope,
  };
}

const HEX = "0123456789abcdef";

function isWithin(asked: string | null, allowed: string | undefined): boolean {
  if (asked === null || allowed === undefined) return true;
  const words = allowed.split(" ");
  return asked.split(" ").every((word) => words.includes(word));
}

const badRequest = (message: string): HTTPException => new HTTPException(400, { message });
