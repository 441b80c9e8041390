import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { results } from "../checks/finding.ts";
import { StepproofError } from "../errors.ts";

/** As much of `result.json` as its readers need; members may be added within a schema version. */
const resultFile = z.looseObject({
  schemaVersion: z.literal(1),
  verdict: z.string(),
  plan: z.string(),
  requirements: z.array(
    z.looseObject({ id: z.string(), result: z.enum(results), scenarios: z.array(z.looseObject({})) }),
  ),
  scenarios: z.array(z.looseObject({ uri: z.string(), name: z.string() })),
});
export type ResultReading = z.infer<typeof resultFile>;

/** Reads the `result.json` of a run's folder. Throws RESULT_UNREADABLE and RESULT_INVALID. */
export async function readResultFile(folder: string): Promise<ResultReading> {
  const file = path.join(folder, "result.json");
  const source = await readFile(file, "utf8").catch((cause) => {
    throw unusable("RESULT_UNREADABLE", `cannot read ${file}`, cause);
  });
  try {
    return resultFile.parse(JSON.parse(source));
  } catch (cause) {
    throw unusable("RESULT_INVALID", `${file} is not the result of a run of this version`, cause);
  }
}

const unusable = (code: string, message: string, cause: unknown): StepproofError =>
  new StepproofError(code, message, {
    hint: "Name the folder of a run that ended, like reports/latest.",
    attribution: "CONFIGURATION",
    cause,
  });
