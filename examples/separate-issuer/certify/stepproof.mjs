import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../dist/src/cli/main.js", import.meta.url));
const RUN_MS = 180_000;

/** Runs one command of Stepproof. Resolves with its exit code and what it wrote; a run that does not end is killed. */
export function stepproof(args, environment = {}) {
  const process = spawn(globalThis.process.execPath, [main, ...args], {
    env: { ...globalThis.process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: RUN_MS,
    killSignal: "SIGKILL",
  });
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    process[stream].setEncoding("utf8").on("data", (text) => {
      written[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    process.once("error", reject);
    process.once("close", (exitCode) => resolve({ exitCode, ...written }));
  });
}
