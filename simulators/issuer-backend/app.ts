import { type Context, Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import { limitBody } from "../../src/body-limit.ts";
import { d1IssuerPaths } from "../../src/contract/d1-issuer.ts";
import { causeCode } from "../../src/errors.ts";
import type { Backend } from "./backend.ts";
import { correlationIdOf } from "./call.ts";
import { answerConsumerInformation } from "./consumer-information.ts";
import { answerDeliverOtp } from "./deliver-otp.ts";
import { answerCardNotification, answerDigitalCardNotification } from "./notifications.ts";
import { answerTokenRequest } from "./tokens.ts";

export const MAX_BODY_BYTES = 64 * 1024;

/** The HTTP face of the issuer backend: every error is `{"error": "…"}`, but 403, which has no body. Source: contract.md 5, 6.2. */
export function createIssuerApp(backend: Backend): Hono {
  const app = new Hono();
  app.use(logged(backend), finished(backend), limited, guarded(backend));
  app.post(d1IssuerPaths.token, (context) => answerTokenRequest(context, backend));
  app.get(d1IssuerPaths.consumer, (context) => answerConsumerInformation(context, backend));
  app.post(d1IssuerPaths.deliverOtp, (context) => answerDeliverOtp(context, backend));
  app.post(d1IssuerPaths.cardNotification, (context) => answerCardNotification(context, backend));
  app.post(d1IssuerPaths.digitalCardNotification, (context) => answerDigitalCardNotification(context, backend));
  for (const path of Object.values(d1IssuerPaths)) app.all(path, refuseMethod);
  app.notFound(refusePath);
  app.onError((error, context) => answerError(error, context, backend));
  return app;
}

/** Logs the route's pattern, not the URL: whatever a caller put there stays out of the log. */
const logged =
  ({ log, work }: Backend): MiddlewareHandler =>
  (context, next) =>
    work.run(async () => {
      await next();
      const outcome = context.error && !(context.error instanceof HTTPException) ? ` ${codeOf(context.error)}` : "";
      const correlation = correlationIdOf(context) ?? "-";
      log(`${context.req.method} ${routePath(context, -1)} ${context.res.status}${outcome} correlation=${correlation}`);
    });

const codeOf = (error: Error): string => causeCode(error) ?? error.name;

/** Errors have become answers by then, so the last look is at these, too. */
const finished =
  ({ parts }: Backend): MiddlewareHandler =>
  async (context, next) => {
    await next();
    const answer = await parts.finish(context.res, context.req.raw);
    // To set it copies head and body into a stream, even where it is the same one.
    if (answer !== context.res) context.res = answer;
  };

const limited = limitBody({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new HTTPException(413, { message: "The body is too large." });
  },
});

const guarded =
  ({ parts }: Backend): MiddlewareHandler =>
  async (context, next) => {
    const reason = parts.refuseCall(context.req.raw);
    if (reason !== undefined) throw new HTTPException(400, { message: reason });
    await parts.beforeAnswer();
    await next();
  };

const refusePath = (): never => {
  throw new HTTPException(404, { message: "There is no such operation." });
};

const refuseMethod = (): never => {
  throw new HTTPException(405, { message: "The operation has another method." });
};

function answerError(error: Error, context: Context, { parts }: Backend): Response {
  const status = error instanceof HTTPException ? error.status : 500;
  if (status === 403) return context.body(null, 403);
  return context.json({ error: parts.errorText(error) }, status);
}
