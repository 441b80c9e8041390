import { isSameText } from "./bearer.ts";
import type { IssuerTenant } from "./tenants.ts";

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** `Basic base64url("clientId:clientSecret")`, RFC 2617; plain base64 is read too. Undefined if it is anything else. */
export function readClientCredentials(authorization: string | undefined): ClientCredentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [clientId = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return secret.length === 0 ? undefined : { clientId, clientSecret: secret.join(":") };
}

/** The issuer whose client asks for a token; undefined for an unknown client or a wrong secret. Rule: SE-03. */
export function verifyClient(
  credentials: ClientCredentials | undefined,
  issuers: readonly IssuerTenant[],
): IssuerTenant | undefined {
  if (credentials === undefined) return undefined;
  const issuer = issuers.find(({ clientId }) => clientId === credentials.clientId);
  return issuer && isSameText(credentials.clientSecret, issuer.clientSecret) ? issuer : undefined;
}
