import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";
import { z } from "zod";
import { LOOPBACK, listening } from "../serve.ts";
import { type Secret, type SecretKeeper, secretKinds } from "./secrets.ts";

/** Gathers what the processes of a run may not let out. The values stay in memory: they never touch a disk. */
export interface SecretCollector {
  /** Where to tell of a secret; on loopback. */
  readonly port: number;
  /** Ends it: every secret that was told of, each once. */
  finish(): Promise<readonly Secret[]>;
}

/** A process that broke may leave its connection open no longer than this, ms. */
const PATIENCE_MS = 5_000;

export async function openSecretCollector(): Promise<SecretCollector> {
  const told = new Map<string, Secret>();
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    // Whoever breaks off has told all it will.
    socket.on("error", () => socket.destroy());
    createInterface({ input: socket }).on("line", (line) => {
      const secret = readSecret(line);
      if (secret) told.set(line, secret);
    });
  });
  server.listen(0, LOOPBACK);
  const port = await listening(server, "secret collector", 0);
  const finish = async () => {
    const patience = setTimeout(() => [...sockets].map((socket) => socket.destroy()), PATIENCE_MS);
    await Promise.all([...sockets].map(closed));
    clearTimeout(patience);
    server.close();
    return [...told.values()];
  };
  return { port, finish };
}

const secretLine = z.object({ kind: z.enum(secretKinds), value: z.string() });

/** Undefined for the line that a process broke off in, which the run tells of itself, and for what strangers write. */
function readSecret(line: string): Secret | undefined {
  try {
    return secretLine.parse(JSON.parse(line));
  } catch {
    // The cause is left out: it may quote the secret.
    return undefined;
  }
}

const closed = (socket: net.Socket): Promise<unknown> | undefined =>
  socket.closed ? undefined : once(socket, "close");

/** Tells a collector of each secret that the keeper knows and learns. Returns how to end that: resolves when all has been told. */
export async function tellSecrets(keeper: SecretKeeper, port: number): Promise<() => Promise<void>> {
  const socket = net.connect(port, LOOPBACK);
  await once(socket, "connect");
  let untold = "";
  const tellAll = () => {
    if (untold !== "") socket.write(untold);
    untold = "";
  };
  const tell = (secret: Secret) => {
    // What is learnt in one go goes out in one go: a scenario learns dozens.
    if (untold === "") setImmediate(tellAll);
    untold += `${JSON.stringify(secret)}\n`;
  };
  const stop = keeper.onLearnt(tell);
  keeper.known().map(tell);
  return async () => {
    stop();
    tellAll();
    socket.end();
    await once(socket, "close");
  };
}
