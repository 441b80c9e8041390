import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const server = fileURLToPath(new URL("../server.mjs", import.meta.url));
const people = fileURLToPath(new URL("../people.json", import.meta.url));
const START_MS = 10_000;

/** Starts the issuer backend and waits until it listens. `stop` resolves when the process is gone. */
export async function startIssuer({ pki, smsPort, smtpPort, fault }) {
  const credentials = { ISSUER_ID: "MERIDALE01", CLIENT_ID: "MERIDALE01", CLIENT_SECRET: "a-secret-of-the-example" };
  const process = spawn(globalThis.process.execPath, [server], {
    env: {
      ...credentials,
      TLS_KEY: `${pki}/issuer.key`,
      TLS_CERT: `${pki}/issuer.pem`,
      TLS_CA: `${pki}/ca.pem`,
      PEOPLE: people,
      SMS_URL: `http://127.0.0.1:${smsPort}`,
      SMTP_PORT: String(smtpPort),
      ...(fault && { FAULT: fault }),
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(process, "exit");
  const url = await addressOf(process);
  return {
    url,
    credentials,
    async stop() {
      process.kill("SIGKILL");
      await exited;
    },
  };
}

async function addressOf(process) {
  const lines = createInterface({ input: process.stdout });
  const [line] = await Promise.race([
    once(lines, "line", { signal: AbortSignal.timeout(START_MS) }),
    once(process, "exit").then(([code]) => {
      throw new Error(`the issuer ended with exit code ${code} before it listened`);
    }),
  ]);
  return line.match(/https:\S+/)[0];
}
