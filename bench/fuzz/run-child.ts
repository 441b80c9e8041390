import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FuzzResult } from "./fuzz-run.ts";
import type { TargetName } from "./fuzz-target.ts";
import { readInFlight } from "./in-flight.ts";
import { BURST_INPUTS } from "./make-burst.ts";

export interface ChildOptions {
  readonly server: TargetName;
  readonly seed: string;
  readonly inputs: number;
  readonly first: number;
  /** Left out: as many as suit the server. */
  readonly lanes?: number;
}

/** What became of a server's process; without a result it died, and one of the inputs in flight did it. */
export interface ChildOutcome {
  readonly server: TargetName;
  readonly result?: FuzzResult;
  /** How the process ended before its time. */
  readonly death?: string;
  /** The first and the last input of each burst that was under way then. */
  readonly inFlight: readonly (readonly [number, number])[];
}

/** No round of a run takes as long; a process that says nothing for this time hangs, ms. */
const SILENCE_MS = 120_000;

/** Fuzzes one server in a process of its own. */
export async function runChild(options: ChildOptions): Promise<ChildOutcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "stepproof-fuzz-"));
  const file = path.join(folder, "in-flight");
  try {
    const { result, death } = await watch(toArguments(options, file));
    const inFlight = result ? [] : readInFlight(file).map((first) => [first, first + BURST_INPUTS - 1] as const);
    return { server: options.server, inFlight, ...(result && { result }), ...(death !== undefined && { death }) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const toArguments = ({ server, seed, inputs, first, lanes }: ChildOptions, file: string): readonly string[] => [
  ...["--server", server, "--seed", seed, "--inputs", String(inputs), "--first", String(first), "--in-flight", file],
  ...(lanes === undefined ? [] : ["--lanes", String(lanes)]),
];

async function watch(args: readonly string[]): Promise<Pick<ChildOutcome, "result" | "death">> {
  const execArgv = [...process.execArgv, "--expose-gc"];
  const child = fork(path.join(import.meta.dirname, "child.ts"), args, { execArgv });
  let result: FuzzResult | undefined;
  let isSilent = false;
  const silence = setTimeout(() => {
    isSilent = true;
    child.kill("SIGKILL");
  }, SILENCE_MS);
  child.on("message", (message: { readonly result?: FuzzResult }) => {
    silence.refresh();
    result ??= message.result;
  });
  const [code, signal] = await once(child, "exit");
  clearTimeout(silence);
  if (result && code === 0) return { result };
  return { death: isSilent ? `it said nothing for ${SILENCE_MS / 1_000} s` : `it ended with ${signal ?? code}` };
}
