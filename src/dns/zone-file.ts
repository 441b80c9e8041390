import { createReadStream, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { causeCode, StepproofError } from "../errors.ts";
import { type ReadZoneOptions, readZone, refuseErrors, type ZoneOutcome } from "./read-zone.ts";
import type { Zone } from "./record.ts";
import { type IncludedFile, mostOctets } from "./zone-reading.ts";

export type ZoneFileOptions = Pick<ReadZoneOptions, "origin">;

/** Reads a zone file with the files that it includes, a relative name from beside the including file. Throws ZONE_UNREADABLE. */
export async function readZoneFile(file: string, { origin }: ZoneFileOptions = {}): Promise<ZoneOutcome> {
  const source = await readStart(file).catch((error) => {
    throw new StepproofError("ZONE_UNREADABLE", `${file} cannot be read (${causeCode(error) ?? "unknown"})`, {
      hint: "Name the zone file of the sender's domain in the run file.",
      attribution: "CONFIGURATION",
    });
  });
  return readZone(source, { file, include: readIncluded, ...(origin !== undefined && { origin }) });
}

/** Like {@link readZoneFile}, for a zone that has to be right. Throws ZONE_INVALID or ZONE_TOO_LARGE, too. */
export const parseZoneFile = async (file: string, options?: ZoneFileOptions): Promise<Zone> =>
  refuseErrors(await readZoneFile(file, options));

/** One octet more than a zone may have is enough to refuse it; a device may have no end. */
async function readStart(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: mostOctets })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Only a file that ends is included, and undefined stands for any other: the reader names the line that asks for it. */
function readIncluded(wanted: string, from: string): IncludedFile | undefined {
  const name = Buffer.from(wanted, "latin1").toString("utf8");
  const file = path.isAbsolute(name) ? name : path.join(path.dirname(from), name);
  try {
    const found = statSync(file);
    return found.isFile() && found.size <= mostOctets ? { file, source: readFileSync(file) } : undefined;
  } catch (error) {
    if (causeCode(error) === undefined) throw error;
    return undefined;
  }
}
