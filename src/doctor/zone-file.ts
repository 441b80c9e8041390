import { readFile } from "node:fs/promises";
import { causeCode, StepproofError } from "../errors.ts";
import { fine, type Observation } from "./diagnosis.ts";
import { parseZoneRoughly } from "./zone-entries.ts";

/** Whether a zone file can be read and split into records. What the records say is not judged here. Throws ZONE_… */
export async function lookAtZone(file: string): Promise<Observation<true>> {
  const source = await readFile(file, "utf8").catch((error) => {
    throw new StepproofError("ZONE_UNREADABLE", `${file} cannot be read (${causeCode(error) ?? "unknown"})`, {
      hint: "Name the zone file of the sender's domain in the run file.",
      attribution: "CONFIGURATION",
    });
  });
  const records = parseZoneRoughly(source, file);
  return fine(true, `${records} ${records === 1 ? "record" : "records"}; their content is judged in the run`);
}
