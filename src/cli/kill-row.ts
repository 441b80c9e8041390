import { z } from "zod";

/** One row of the kill matrix, as a process of its own prints it, a line each. */
const killRow = z.strictObject({
  mutant: z.string(),
  caughtBy: z.string(),
  mistake: z.string(),
  outcome: z.enum(["killed", "by-accident", "survived"]),
  brokenRequirements: z.array(z.string()),
});
export type KillRow = z.infer<typeof killRow>;

export const parseKillRows = (json: string): readonly KillRow[] => z.array(killRow).parse(JSON.parse(json));
