import { fork } from "node:child_process";
import { once } from "node:events";

const RUN_MS = 60_000;
/** To close what it has open. */
const STOP_MS = 10_000;

/** A process that runs commands of Stepproof, one at a time. `run` rejects if one does not end. */
export function startWorker() {
  const worker = fork(new URL("./worker.mjs", import.meta.url));
  const exited = once(worker, "exit");
  return {
    async run(args, environment) {
      worker.send({ args, environment });
      const ended = new AbortController();
      try {
        const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(RUN_MS)]);
        const [outcome] = await Promise.race([
          once(worker, "message", { signal }),
          once(worker, "exit", { signal }).then(([code]) => {
            throw new Error(`the worker ended with exit code ${code}`);
          }),
        ]);
        return outcome;
      } finally {
        ended.abort();
      }
    },
    async stop() {
      if (worker.connected) worker.disconnect();
      const lastResort = setTimeout(() => worker.kill("SIGKILL"), STOP_MS);
      await exited;
      clearTimeout(lastResort);
    },
  };
}
