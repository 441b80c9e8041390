import { z } from "zod";
import { type Finding, results } from "../checks/finding.ts";
import type { CucumberAttachment } from "./envelope.ts";

const findingSchema = z.looseObject({
  requirement: z.string().min(1),
  result: z.enum(results),
  expected: z.string(),
  actual: z.string(),
  hint: z.string().exactOptional(),
  attribution: z.enum(["CONFIGURATION", "IMPLEMENTATION", "ENVIRONMENT", "HARNESS"]).exactOptional(),
  evidence: z.array(z.string()),
});

/** What an attachment says, or `undefined` where it is not the JSON that its media type promises. */
export function parseFinding(attachment: CucumberAttachment): Finding | undefined {
  return findingSchema.safeParse(parseJson(attachment)).data;
}

/** Any JSON; `undefined` where it is none. */
export function parseFacts(attachment: CucumberAttachment): unknown {
  return parseJson(attachment);
}

function parseJson({ body, contentEncoding }: CucumberAttachment): unknown {
  const text = contentEncoding === "BASE64" ? Buffer.from(body, "base64").toString("utf8") : body;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
