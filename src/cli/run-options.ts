import type { Shard } from "../compare/shard.ts";
import type { Format } from "../reports/format-names.ts";
import type { MailHogOptions } from "./mailhog-option.ts";
import type { RecordingOptions } from "./recording-option.ts";

export interface RunOptions extends MailHogOptions, RecordingOptions {
  readonly tags?: string;
  readonly out?: string;
  readonly parallel: number;
  readonly seed?: string;
  readonly order: string;
  /** Runs this part only. */
  readonly shard?: Shard;
  readonly json?: true;
  /** What to write the run as. */
  readonly format?: readonly Format[];
  /** Path of a run file. */
  readonly profile?: string;
  /** Whether messages are looked at in a browser; default: with a run file. */
  readonly browser?: boolean;
}
