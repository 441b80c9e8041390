import { type Context, Hono } from "hono";
import { limitBody } from "../../src/body-limit.ts";
import {
  activationCodeRequest,
  activationRequest,
  addCardRequest,
  walletTspPaths as paths,
} from "../../src/contract/wallet-tsp.ts";
import type { Log } from "../../src/log.ts";
import type { TokenService } from "./token-service.ts";
import { readBody } from "./wallet-body.ts";
import { refuse, toRefusal } from "./wallet-refusals.ts";

const MAX_BODY_BYTES = 64 * 1024;

/** The TSP as a wallet sees it: src/contract/wallet-tsp.ts. Every error is a `walletError`. */
export function createTspApp(service: TokenService, log: Log): Hono {
  const app = new Hono();
  app.use(limitBody({ maxSize: MAX_BODY_BYTES, onError: () => tooLarge() }));
  app.use(async (context, next) => {
    await next();
    log(`wallet ${context.req.method} ${operationOf(context.req.path)}: ${context.res.status}`);
  });
  app.post(paths.tokens, async (c) => c.json(await service.addCard(await readBody(c, addCardRequest)), 201));
  app.get(paths.token, (c) => c.json(service.view(referenceIn(c))));
  app.delete(paths.token, (c) => c.json(service.cancel(referenceIn(c))));
  app.get(paths.methods, async (c) => c.json(await service.renewMethods(referenceIn(c))));
  app.post(paths.activationCodes, async (c) => {
    const { methodId } = await readBody(c, activationCodeRequest);
    return c.json(await service.sendCode(referenceIn(c), methodId));
  });
  app.post(paths.activations, async (c) => {
    const { activationCode } = await readBody(c, activationRequest);
    return c.json(service.activate(referenceIn(c), activationCode));
  });
  app.notFound(() => {
    throw refuse("UNKNOWN_PATH", "no such path or method; the paths are in src/contract/wallet-tsp.ts");
  });
  app.onError((error, c) => {
    const { status, ...body } = toRefusal(error);
    return c.json(body, status);
  });
  return app;
}

const referenceIn = (context: Context): string => context.req.param("tokenUniqueReference") ?? "";

/** The last word of a path, unless it is a token's reference: a caller could have put anything there. */
function operationOf(path: string): string {
  const word = path.split("/").at(-1) ?? "";
  return ["tokens", "methods", "activationCodes", "activations"].includes(word) ? word : "token";
}

function tooLarge(): never {
  throw refuse("BODY_TOO_LARGE", `the body is longer than ${MAX_BODY_BYTES} octets`);
}
