import { type Context, Hono } from "hono";
import { limitBody } from "../../src/body-limit.ts";
import { tspD1Base } from "../../src/contract/tsp-d1.ts";
import type { D1State } from "./d1-state.ts";
import { type AnswerText, answer } from "./operations.ts";
import { refusal } from "./refusals.ts";

/** An envelope holds up to 256k characters; nothing else comes near. */
const BODY_MAX_OCTETS = 512 * 1024;

/** D1 as the TSP sees it: HTTP 200 for whatever it can answer, errors in the body; 404 for an operation it does not have. */
export function createD1App(operations: ReadonlyMap<string, AnswerText>, state: D1State): Hono {
  const app = new Hono();
  const refuse = async (context: Context, error: unknown, status: 200 | 404 = 200) =>
    context.json(await answer(() => Promise.reject(error), state), status);

  app.use(limitBody({ maxSize: BODY_MAX_OCTETS, onError: (context) => refuse(context, tooLong()) }));
  app.post(`${tspD1Base}/:operation`, (context) =>
    state.work.run(async () => {
      const operation = context.req.param("operation");
      const answerText = operations.get(operation) ?? state.parts.furtherOperations.get(operation);
      if (!answerText) return refuse(context, unknownOperation(), 404);
      const answered = await answerText(await context.req.text());
      return context.json(answered, state.parts.answerStatus(answered));
    }),
  );
  app.notFound((context) => refuse(context, unknownOperation(), 404));
  app.onError((error, context) => refuse(context, error));
  return app;
}

const tooLong = () => refusal("INVALID_JSON", `the body is longer than ${BODY_MAX_OCTETS} octets`);
const unknownOperation = () => refusal("INVALID_FIELD_VALUE", "there is no such operation");
