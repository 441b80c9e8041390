import { InvalidArgumentError } from "commander";
import { type Format, formats, usualFormats } from "../reports/format-names.ts";

/** For the help of a command. */
export const formatHelp = `what to write, of ${formats.join(", ")}; separated by commas (default: ${usualFormats.join(",")})`;

/** Reads what --format says. */
export function toFormats(text: string): readonly Format[] {
  return text.split(",").map((word) => formats.find((format) => format === word.trim()) ?? unknown(word));
}

function unknown(word: string): never {
  throw new InvalidArgumentError(`There is no format "${word}": they are ${formats.join(", ")}.`);
}
