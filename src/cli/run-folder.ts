import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { causeCode, StepproofError } from "../errors.ts";
import { PICTURES_FOLDER } from "../reports/picture-facts.ts";
import type { Envelope } from "../verdict/envelope.ts";

/** Where every message of a run is kept. */
export const MESSAGES_FILE = "messages.ndjson";

/** Every message of a run, from its folder. Throws MESSAGES_UNREADABLE. */
export async function readMessages(folder: string): Promise<readonly Envelope[]> {
  const file = path.join(folder, MESSAGES_FILE);
  try {
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Envelope);
  } catch (cause) {
    throw new StepproofError("MESSAGES_UNREADABLE", `${file} cannot be read (${causeCode(cause) ?? "no JSON"})`, {
      hint: "Name the folder of a run that ended.",
      attribution: "CONFIGURATION",
      cause,
    });
  }
}

/** Copies a run's pictures to another folder; a run without pictures has no folder for them. */
export async function copyPictures(from: string, to: string): Promise<void> {
  if (from === to) return;
  await cp(path.join(from, PICTURES_FOLDER), path.join(to, PICTURES_FOLDER), { recursive: true }).catch((error) => {
    if (causeCode(error) !== "ENOENT") throw error;
  });
}
