import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Envelope } from "../verdict/envelope.ts";

/** Every message of a run as it comes, a line of JSON each. */
export interface MessageFile {
  readonly keep: (envelope: Envelope) => void;
  /** Resolves when all of it is written. Throws where it could not be. */
  close(): Promise<void>;
}

/** Cucumber's own formatter goes to the disk for each message, and a run has more than ten thousand. */
const CHARACTERS_AT_ONCE = 65_536;

/** Replaces what is there. */
export function openMessageFile(file: string): MessageFile {
  const stream = createWriteStream(file);
  const written = finished(stream);
  // Told at the end.
  written.catch(() => undefined);
  let lines = "";
  return {
    keep: (envelope) => {
      lines += `${JSON.stringify(envelope)}\n`;
      if (lines.length < CHARACTERS_AT_ONCE) return;
      stream.write(lines);
      lines = "";
    },
    close: () => {
      stream.end(lines);
      return written;
    },
  };
}
