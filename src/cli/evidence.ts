import { randomBytes } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { causeCode, StepproofError } from "../errors.ts";

/** Where a run keeps what was said, in its folder. */
export const EVIDENCE_FOLDER = "evidence";

/** Takes away what an earlier run left in the same folder: workers only ever append. */
export async function clearEvidence(folder: string): Promise<void> {
  const place = path.join(folder, EVIDENCE_FOLDER);
  const names = await readdir(place).catch(() => []);
  for (const name of names) if (/^worker-\w+\.ndjson$/.test(name)) await rm(path.join(place, name));
}

/**
 * A fresh salt, hexadecimal. It is not kept: whoever has it can try out codes until a digest fits. With `salt` it is
 * written to that file, readable for its owner alone; an existing file is not replaced. Throws SALT_UNWRITABLE.
 */
export async function openSalt({ salt: file }: { readonly salt?: string }, cwd: string): Promise<string> {
  const salt = randomBytes(32).toString("hex");
  if (file === undefined) return salt;
  try {
    await writeFile(path.resolve(cwd, file), `${salt}\n`, { mode: 0o600, flag: "wx" });
    return salt;
  } catch (cause) {
    throw new StepproofError("SALT_UNWRITABLE", `${file} cannot be written (${causeCode(cause) ?? "unknown"})`, {
      hint: "Name a file that does not exist yet, outside the run's folder.",
      attribution: "CONFIGURATION",
      cause,
    });
  }
}
