import { z } from "zod";

/** How a scenario tells what was said between the systems, redacted: a JSON attachment of this media type. */
export const flowMediaType = "application/vnd.stepproof.flow+json";

/** Who takes part, from left to right in a drawing. */
export const parties = ["user", "wallet", "tsp", "d1", "issuer", "sms", "mail"] as const;
export type Party = (typeof parties)[number];

const flowCall = z.object({
  /** Of the exchange or message: findings name it as their evidence. */
  id: z.string(),
  /** Whole seconds since the first call, by the clock of the systems. */
  at: z.number(),
  from: z.enum(parties),
  to: z.enum(parties),
  what: z.string(),
  /** "200", "200 INCORRECT_CODE", "HTTP_TIMEOUT"; of a message its encoding. */
  status: z.string(),
  /** Of a message: its sender or subject, and its words; codes and digits are taken out. */
  title: z.string().exactOptional(),
  text: z.string().exactOptional(),
});
export type FlowCall = Readonly<z.infer<typeof flowCall>>;

const flow = z.object({
  calls: z.array(flowCall).readonly(),
  /** How many calls were left out, and after how many: a long scenario keeps its beginning and its end. */
  omitted: z.object({ after: z.number(), calls: z.number() }).exactOptional(),
});
export type Flow = Readonly<z.infer<typeof flow>>;

/** Undefined for what is none. */
export const parseFlow = (told: unknown): Flow | undefined => flow.safeParse(told).data;
