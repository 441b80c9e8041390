import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { packageRoot } from "../src/package-root.ts";

const scripts: ReadonlyMap<string, string> = new Map([
  ["maildev", path.join(packageRoot, "bench", "peers", "maildev.mjs")],
  ["smtp-tester", path.join(packageRoot, "bench", "peers", "smtp-tester.mjs")],
]);

/** Runs a server in a process of its own while `use` has its port; ours and the bare ones come from serve.ts. */
export async function withServer<Outcome>(name: string, use: (port: number) => Promise<Outcome>): Promise<Outcome> {
  const script = scripts.get(name);
  const args = script ? [script] : [path.join(import.meta.dirname, "serve.js"), name];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    return await use(await readPort(server, name));
  } finally {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  }
}

function readPort(server: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error(`${name} ended before it listened`)));
    server.once("error", reject);
    server.stdout?.once("data", (line: Buffer) => resolve(Number(line.toString())));
  });
}
