import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Measurement } from "./measurements.ts";
import type { Readings } from "./readings.ts";

/** The longest measurement takes a minute or two on an idle machine. */
const MOST_MS = 600_000;

const readingsShape = z.record(z.string(), z.number());

/** Runs a measurement once, in as many processes as it wants. Throws what made a process fail, or that it hangs. */
export async function runMeasurement({ name, processes = 1 }: Measurement): Promise<Readings> {
  const all = await Promise.all(Array.from({ length: processes }, () => runProcess(name)));
  return addUp(all);
}

async function runProcess(name: string): Promise<Readings> {
  const script = path.join(import.meta.dirname, "measure.js");
  const args = ["--expose-gc", script, name];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: MOST_MS });
  return readingsShape.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

/** What is not a rate is only shown where there is one process. */
function addUp(all: readonly Readings[]): Readings {
  const [first = {}] = all;
  const names = Object.keys(first);
  return Object.fromEntries(
    names.map((name) => [name, all.reduce((total, readings) => total + (readings[name] ?? 0), 0)]),
  );
}
