import type { Command } from "commander";
import type { Site } from "./site.ts";

/** Tells the exit code of the command that ran. */
export type Finish = (exitCode: number) => void;

/** Adds one command, with its options, its help and what it does, to the program. */
export type AddCommand = (program: Command, site: Site, finish: Finish) => void;
