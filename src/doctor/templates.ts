import { loadTemplateSet } from "../templates/load-template-set.ts";
import { fine, type Observation } from "./diagnosis.ts";
import type { Preflight } from "./preflight.ts";

/** Whether the templates can be loaded as the run will load them. Throws what `loadTemplateSet` throws. */
export async function lookAtTemplates({ folder, options }: Preflight["templates"]): Promise<Observation<true>> {
  const { languages } = await loadTemplateSet(folder, options);
  return fine(
    true,
    `${languages.size} ${languages.size === 1 ? "language" : "languages"}: ${[...languages.keys()].join(", ")}`,
  );
}
