import { parseZoneFile } from "../dns/zone-file.ts";
import { fine, type Observation } from "./diagnosis.ts";
import type { Preflight } from "./preflight.ts";

/** Whether a zone file can be read. What the records are good for is not judged here. Throws ZONE_… with file:line:column. */
export async function lookAtZone({ file, origin }: NonNullable<Preflight["zone"]>): Promise<Observation<true>> {
  const { records } = await parseZoneFile(file, { origin });
  const count = `${records.length} ${records.length === 1 ? "record" : "records"}`;
  return fine(true, `${count}; their content is judged in the run`);
}
