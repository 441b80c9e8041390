import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { xCorrelationId } from "../../src/contract/identifiers.ts";
import type { Backend } from "./backend.ts";
import type { EnrolledConsumer } from "./consumers.ts";
import type { IssuerTenant } from "./tenants.ts";

/** The issuer of the path, if the bearer is good for it. Throws 401; an unknown issuer looks like a foreign bearer. */
export function authorizedIssuer(context: Context, { parts, tenants, signingKey, clock }: Backend): IssuerTenant {
  const issuerId = context.req.param("issuerId") ?? "";
  const token = /^Bearer +(\S+)$/i.exec(context.req.header("authorization") ?? "")?.[1] ?? "";
  const accepted = parts.verifyBearer({ token, issuerId, signingKey, now: clock.now() });
  const issuer = tenants.find(issuerId);
  if (!accepted || issuer === undefined) throw new HTTPException(401, { message: "The bearer is not accepted." });
  return issuer;
}

/** The consumer of the path. Throws 404 (CD-08), and 403 for one in a forbidden state (CD-09). */
export function consumerOf(
  context: Context,
  { parts, consumers }: Backend,
  { issuerId }: IssuerTenant,
): EnrolledConsumer {
  const consumer = parts.findConsumer(consumers.of(issuerId), context.req.param("consumerId") ?? "");
  if (consumer === undefined) throw new HTTPException(404, { message: "There is no such consumer." });
  if (parts.isForbidden(consumer)) throw new HTTPException(403, { message: "The consumer is in a forbidden state." });
  return consumer;
}

/** A JSON body in its shape. Throws 415 and 400; the text names members, never their values. */
export async function readBody<Body>(context: Context, shape: z.ZodType<Body>): Promise<Body> {
  requireMediaType(context, "application/json");
  const body = shape.safeParse(await readJson(context));
  if (body.success) return body.data;
  const members = body.error.issues.map(({ path }) => path.join(".") || "the body");
  throw new HTTPException(400, { message: `Missing or malformed: ${[...new Set(members)].join(", ")}` });
}

/** A form body. Throws 415. */
export async function readForm(context: Context): Promise<URLSearchParams> {
  requireMediaType(context, "application/x-www-form-urlencoded");
  return new URLSearchParams(await context.req.text());
}

/** Fit for a log; anything outside the documented alphabet is left out. */
export const correlationIdOf = (context: Context): string | undefined =>
  xCorrelationId.safeParse(context.req.header("x-correlation-id")).data;

function requireMediaType(context: Context, wanted: string): void {
  const [given = ""] = (context.req.header("content-type") ?? "").split(";");
  if (given.trim().toLowerCase() !== wanted) throw new HTTPException(415, { message: `The body must be ${wanted}.` });
}

async function readJson(context: Context): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await context.req.arrayBuffer()));
  } catch {
    throw new HTTPException(400, { message: "The body is not JSON in UTF-8." });
  }
}
