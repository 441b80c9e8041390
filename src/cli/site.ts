import type { Clock } from "../clock.ts";
import type { Environment } from "../run-file/references.ts";
import type { Shipped } from "./shipped.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given from outside. */
export interface Site {
  /** The folder the user stands in. */
  readonly cwd: string;
  /** Where a run file's references are looked up. */
  readonly env: Environment;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly shipped: Shipped;
  /** A seed for a run that was given none. */
  readonly freshSeed: () => string;
  /** Calls `stop` at the first Ctrl-C or SIGTERM. */
  readonly onStop: (stop: () => void) => void;
  /** Whether more commands follow in this process: a browser is then kept for them, until `stopLooking`. */
  readonly keepsBrowser?: boolean;
}
