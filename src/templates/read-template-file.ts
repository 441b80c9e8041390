import { readFile, stat } from "node:fs/promises";
import { templateFileFault } from "./template-fault.ts";

export const MAX_TEMPLATE_BYTES = 64 * 1024;

/**
 * The text of a template file: strict UTF-8, a byte order mark dropped, at most 64 KB. Rule: TP-13.
 * Throws TEMPLATE_UNREADABLE, the path in its message.
 */
export async function readTemplateFile(path: string): Promise<string> {
  const octets = await readOctets(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch (error) {
    throw unreadable(path, "it is not UTF-8", "Save the file as UTF-8.", error);
  }
}

/** Asks for the size first, so that a huge file is refused without being read. */
async function readOctets(path: string): Promise<Buffer> {
  const { size } = await stat(path).catch((error) => {
    throw unreadable(path, "it cannot be read", "Check that the file exists and may be read.", error);
  });
  if (size > MAX_TEMPLATE_BYTES) {
    throw unreadable(path, `it has ${size} octets, more than ${MAX_TEMPLATE_BYTES}`, "Shorten the template.");
  }
  return readFile(path).catch((error) => {
    throw unreadable(path, "it cannot be read", "Check that it is a file and may be read.", error);
  });
}

const unreadable = (path: string, what: string, hint: string, cause?: unknown): Error =>
  templateFileFault(path, { code: "TEMPLATE_UNREADABLE", what, hint }, cause);
