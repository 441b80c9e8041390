import { InvalidArgumentError } from "commander";

/** Plain enough to stand in a command that is copied from the summary. */
export function toSeed(text: string): string {
  if (/^[\w-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError("It has 1 to 64 letters, digits, - or _.");
}
