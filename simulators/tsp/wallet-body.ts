import type { Context } from "hono";
import type { z } from "zod";
import { tolerant } from "../../src/contract/tolerance.ts";
import { type RefusalCode, refuse } from "./wallet-refusals.ts";

/**
 * Reads a wallet's JSON body; unknown members are tolerated.
 * Throws UNSUPPORTED_MEDIA_TYPE, INVALID_JSON, MISSING_REQUIRED_FIELD or INVALID_FIELD_…, naming the member, not its value.
 */
export async function readBody<Shape extends z.ZodType>(context: Context, shape: Shape): Promise<z.infer<Shape>> {
  if (!isJson(context.req.header("content-type"))) {
    throw refuse("UNSUPPORTED_MEDIA_TYPE", "the body has to be application/json");
  }
  const body = parseJson(await context.req.text());
  const parsed = tolerant(shape).safeParse(body);
  if (parsed.success) return parsed.data;
  throw refuseMember(parsed.error.issues[0], body);
}

const isJson = (contentType = ""): boolean => /^application\/json\s*(;|$)/i.test(contentType);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("INVALID_JSON", "the body is not JSON");
  }
}

type Issue = z.core.$ZodIssue;

function refuseMember(issue: Issue | undefined, body: unknown): Error {
  const path = issue?.path ?? [];
  const code = isMissing(path, body) ? "MISSING_REQUIRED_FIELD" : codeOf(issue);
  return refuse(code, `${path.join(".") || "body"}: ${issue?.message ?? "not as agreed"}`);
}

function isMissing(path: readonly PropertyKey[], body: unknown): boolean {
  const found = path.reduce<unknown>((value, key) => Object(value)[key], body);
  return path.length > 0 && found === undefined;
}

function codeOf(issue: Issue | undefined): RefusalCode {
  if (issue?.code === "too_big" || issue?.code === "too_small") return "INVALID_FIELD_LENGTH";
  return issue?.code === "invalid_value" ? "INVALID_FIELD_VALUE" : "INVALID_FIELD_FORMAT";
}
