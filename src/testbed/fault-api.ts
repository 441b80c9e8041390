import { Hono } from "hono";
import { z } from "zod";
import { limitBody } from "../body-limit.ts";
import { StepproofError } from "../errors.ts";
import { parseFault } from "../faults/parse-fault.ts";
import type { FaultTimeline } from "../faults/timeline.ts";

const MAX_BODY_BYTES = 64 * 1024;

export interface FaultApiOptions {
  readonly faults: FaultTimeline;
  /** What goes through before a sentence is shown again: it may say for whom. */
  readonly redact: (text: string) => string;
}

/**
 * A timeline over HTTP. `POST /faults` takes sentences, one a line, or `{"faults": [...]}`; `GET /faults` shows what is in
 * force and what happened; `DELETE /faults`, or one by its id, ends them.
 *
 * @example
 * // curl "$FAULTS" -d "the issuer backend answers 503 to the first 2 calls"
 */
export function createFaultApi({ faults, redact }: FaultApiOptions): Hono {
  const said = new Map<string, string>();
  const show = (ids: readonly string[]) => ids.map((id) => ({ id, fault: redact(said.get(id) ?? "") }));
  const app = new Hono();
  app.use(limitBody({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json({ error: "the body is too long" }, 413) }));
  app.post("/faults", async (c) => {
    const sentences = sentencesOf(await c.req.text());
    const rules = sentences.map((sentence) => parseFault(sentence));
    const added = rules.map((rule, index) => {
      const { id } = faults.add(rule);
      said.set(id, sentences[index] ?? "");
      return id;
    });
    return c.json({ faults: show(added) }, 201);
  });
  app.get("/faults", (c) => c.json({ faults: show(faults.rules().map(({ id }) => id)), account: faults.account() }));
  app.delete("/faults", (c) => {
    faults.clear();
    said.clear();
    return c.body(null, 204);
  });
  app.delete("/faults/:id", (c) => {
    const id = c.req.param("id");
    said.delete(id);
    return c.body(null, faults.lift(id) ? 204 : 404);
  });
  app.notFound((c) => c.json({ error: "there is /faults, and nothing else" }, 404));
  app.onError((error, c) => {
    if (!(error instanceof StepproofError)) return c.json({ error: "the fault API failed" }, 500);
    return c.json({ error: error.message, hint: error.hint }, 400);
  });
  return app;
}

const list = z.strictObject({ faults: z.array(z.string()).min(1).max(100) });

/** Throws FAULT_UNREADABLE for a body that holds none. */
function sentencesOf(body: string): readonly string[] {
  if (/^\s*\{/.test(body)) return listed(body);
  const lines = body.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.length > 0 ? lines : unreadable();
}

function listed(body: string): readonly string[] {
  const parsed = list.safeParse(jsonOrNothing(body));
  return parsed.success ? parsed.data.faults : unreadable();
}

function jsonOrNothing(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function unreadable(): never {
  throw new StepproofError("FAULT_UNREADABLE", "the body is no fault in words", {
    hint: 'Post one sentence a line, or {"faults": ["…"]}; docs/faults.md has every word.',
    attribution: "CONFIGURATION",
  });
}
