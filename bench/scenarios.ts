import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { packageRoot } from "../src/package-root.ts";
import type { Readings } from "./readings.ts";

const resultShape = z.looseObject({ scenarios: z.array(z.unknown()) });

/** Every scenario on the embedded issuer, as `stepproof run` does it: scenarios a second, the start of it all included. */
export async function measureScenarios(workers: number): Promise<Readings> {
  const out = await mkdtemp(path.join(tmpdir(), "stepproof-bench-"));
  try {
    const began = performance.now();
    const args = [path.join(packageRoot, "dist/src/cli/main.js"), "run", "--seed", "bench", "--out", out];
    const parallel = workers > 1 ? ["--parallel", String(workers)] : [];
    const [exitCode] = await once(spawn(process.execPath, [...args, ...parallel], { stdio: "ignore" }), "exit");
    if (exitCode !== 0) throw new Error(`stepproof run ended with ${exitCode}`);
    const seconds = (performance.now() - began) / 1_000;
    const { scenarios } = resultShape.parse(JSON.parse(await readFile(path.join(out, "result.json"), "utf8")));
    return { rate: scenarios.length / seconds, seconds };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
