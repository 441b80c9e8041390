import { z } from "zod";
import type { ScenarioResult } from "../verdict/judge-run.ts";

/** Where pictures lie in a run's folder. */
export const PICTURES_FOLDER = "evidence/pictures";

/** The page that shows them, in a run's folder. */
export const GALLERY_FILE = "messages.html";

/** A picture of a message, as the step that took it tells of it. */
const pictureFacts = z.object({
  picture: z.object({
    /** In the folder of pictures. */
    file: z.string().regex(/^[a-z0-9][a-z0-9.-]*\.png$/),
    channel: z.enum(["SMS", "e-mail"]),
    /** Tag, like fr-CA. */
    language: z.string(),
    /** "phone, dark" */
    view: z.string(),
  }),
});

export type Picture = z.infer<typeof pictureFacts>["picture"];

/** The pictures that a scenario kept. */
export const picturesOf = ({ facts }: ScenarioResult): readonly Picture[] =>
  facts.flatMap((fact) => pictureFacts.safeParse(fact).data?.picture ?? []);

/** Whether any scenario kept one. */
export const hasPictures = ({ scenarios }: { readonly scenarios: readonly ScenarioResult[] }): boolean =>
  scenarios.some((scenario) => picturesOf(scenario).length > 0);
