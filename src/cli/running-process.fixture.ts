import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { builtFile } from "../built-program.fixture.ts";
import { packageRoot } from "../package-root.ts";

/** How long a test waits for a process to say or do something, ms: much, for a busy machine takes long to start one. */
const PATIENCE_MS = 30_000;
/** No process outlives this, whatever becomes of its test, ms. */
const LIFETIME_MS = 120_000;

/** A program of ours in a process of its own, as `npm run build` made it. */
export class RunningProcess {
  /** What it wrote so far. */
  stdout = "";
  stderr = "";
  /** Resolves with the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(nodeArguments: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [...nodeArguments], {
      cwd: packageRoot,
      env: { ...process.env, ...env },
      timeout: LIFETIME_MS,
      killSignal: "SIGKILL",
    });
    this.#child.stdout.on("data", (chunk: Buffer) => {
      this.stdout += chunk.toString("utf8");
    });
    this.#child.stderr.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString("utf8");
    });
    // "close" and not "exit": only then has all of its output arrived.
    this.ended = once(this.#child, "close").then(([code]) => code);
  }

  /** The first match in what it printed, now or as soon as it comes. Rejects when it ends before, or takes too long. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (let hasEnded = false; ; ) {
      const found = pattern.exec(this.stdout);
      if (found) return found;
      if (hasEnded) throw new Error(`the process ended without printing ${pattern}: ${this.stderr}`);
      const more = once(this.#child.stdout, "data", { signal }).then(() => false);
      hasEnded = await Promise.race([more, this.ended.then(() => true)]);
    }
  }

  /** As Ctrl-C would. Resolves with the exit code; what does not end in time is killed. */
  async interrupt(): Promise<number | null> {
    const lastResort = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_MS);
    this.#child.kill("SIGINT");
    const code = await this.ended;
    clearTimeout(lastResort);
    return code;
  }
}

/** `stepproof` as a user types it. */
export const startStepproof = (args: readonly string[], env?: Readonly<Record<string, string>>): RunningProcess =>
  new RunningProcess([builtFile("src/cli/main.ts"), ...args], env);
