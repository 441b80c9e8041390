import { z } from "zod";
import { type Finding, findingMediaType, findingsMediaType, results } from "../checks/finding.ts";
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

/**
 * The findings of an attachment, `undefined` for each that is not the JSON that its media type promises; none where it is
 * about something else.
 */
export function parseFindings(attachment: CucumberAttachment): readonly (Finding | undefined)[] {
  const { mediaType } = attachment;
  if (mediaType === findingMediaType) return [toFinding(parseJson(attachment))];
  if (mediaType !== findingsMediaType) return [];
  const found = parseJson(attachment);
  return Array.isArray(found) ? found.map(toFinding) : [undefined];
}

/** Any JSON; `undefined` where it is none. */
export function parseFacts(attachment: CucumberAttachment): unknown {
  return parseJson(attachment);
}

const toFinding = (value: unknown): Finding | undefined => findingSchema.safeParse(value).data;

function parseJson({ body, contentEncoding }: CucumberAttachment): unknown {
  const text = contentEncoding === "BASE64" ? Buffer.from(body, "base64").toString("utf8") : body;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
