import { toHarmlessOnTerminal } from "../harmless-text.ts";

/** Where a command writes, and what the reader's screen can show. */
export interface Terminal {
  /** What the command is for: goes to stdout. */
  readonly print: (text: string) => void;
  /** What accompanies it – progress, errors: goes to stderr, so that a pipe stays clean. */
  readonly note: (text: string) => void;
  /** Somebody watches stderr. */
  readonly isWatched: boolean;
  readonly usesColour: boolean;
  readonly columns: number;
}

const NARROWEST = 60;
const WIDEST = 100;

/** The terminal of a process; what came from outside and would steer it is shown instead. No colour in a pipe, nor where NO_COLOR is set (https://no-color.org). */
export function terminalOf({ stdout, stderr, env }: NodeJS.Process): Terminal {
  return {
    print: (text) => stdout.write(toHarmlessOnTerminal(text)),
    note: (text) => stderr.write(toHarmlessOnTerminal(text)),
    isWatched: stderr.isTTY === true,
    usesColour: stdout.isTTY === true && !env["NO_COLOR"],
    columns: Math.min(Math.max(stdout.columns ?? 80, NARROWEST), WIDEST),
  };
}
