import { readFile, stat } from "node:fs/promises";
import { type TemplateComplaint, templateFault, templateFileFault } from "./template-fault.ts";

export const MAX_TEMPLATE_BYTES = 64 * 1024;

/**
 * The text of a template file: strict UTF-8, a byte order mark dropped, at most 64 KB. Rule: TP-13.
 * Throws TEMPLATE_UNREADABLE, the path in its message, and line and column where the octets stop being UTF-8.
 */
export async function readTemplateFile(path: string): Promise<string> {
  const octets = await readOctets(path);
  const text = decode(octets);
  if (text !== undefined) return text;
  const source = readableStart(octets);
  throw templateFault(
    { file: path, source, offset: source.length },
    complaint("it is not UTF-8 here", "Save the file as UTF-8."),
  );
}

/** Looks before it reads: a huge file is refused unread, and a pipe would never come to its end. */
async function readOctets(path: string): Promise<Buffer> {
  const found = await stat(path).catch((error) => {
    throw unreadable(path, "it cannot be read", "Check that the file exists and may be read.", error);
  });
  if (!found.isFile()) throw unreadable(path, "it is not a file", "Put the template there as a plain file.");
  if (found.size > MAX_TEMPLATE_BYTES) {
    throw unreadable(path, `it has ${found.size} octets, more than ${MAX_TEMPLATE_BYTES}`, "Shorten the template.");
  }
  return readFile(path).catch((error) => {
    throw unreadable(path, "it cannot be read", "Check that it may be read.", error);
  });
}

function decode(octets: Uint8Array, options: { readonly stream?: true } = {}): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets, options);
  } catch {
    // What is wrong with them is for the caller to find: the decoder does not say where.
    return undefined;
  }
}

/** The longest start that is UTF-8. A stream forgives a character that is only cut off, so halving finds the octet. */
function readableStart(octets: Uint8Array): string {
  let [good, bad] = [0, octets.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decode(octets.subarray(0, middle), { stream: true }) === undefined) bad = middle;
    else good = middle;
  }
  return decode(octets.subarray(0, good), { stream: true }) ?? "";
}

const complaint = (what: string, hint: string): TemplateComplaint => ({ code: "TEMPLATE_UNREADABLE", what, hint });

const unreadable = (path: string, what: string, hint: string, cause?: unknown): Error =>
  templateFileFault(path, complaint(what, hint), cause);
