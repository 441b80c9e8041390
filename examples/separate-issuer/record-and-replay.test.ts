import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startStepproof } from "../../src/cli/running-process.fixture.ts";
import { createAuthority } from "../../src/pki.ts";
import people from "./people.json" with { type: "json" };

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const runFile = here("stepproof.yaml");

let folder: string;
let issuer: ChildProcess;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "recording-"));
  await writePki();
  const [sms, smtp] = [await freePort(), await freePort()];
  const names = { ISSUER_ID: "MERIDALE01", CLIENT_ID: "MERIDALE01", CLIENT_SECRET: "recorded-secret" };
  environment = { ...names, PKI: folder, SMS_PORT: sms, SMTP_PORT: smtp, DELIVERY_MODE: "d1-managed", ISSUER_URL: "" };
  environment = { ...environment, ISSUER_URL: await startIssuer() };
}, 30_000);

afterAll(async () => {
  issuer.kill();
  await rm(folder, { recursive: true });
});

async function writePki(): Promise<void> {
  const authority = await createAuthority("Recording's test");
  const [server, d1] = await Promise.all(["issuer", "d1"].map((commonName) => authority.issue({ commonName })));
  const files = { "issuer.pem": server?.cert, "issuer.key": server?.key, "d1.pem": d1?.cert, "d1.key": d1?.key };
  for (const [name, pem = ""] of Object.entries({ ...files, "ca.pem": authority.caPem }))
    await writeFile(path.join(folder, name), pem);
}

async function freePort(): Promise<string> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return String(port);
}

async function startIssuer(): Promise<string> {
  const pem = { TLS_KEY: "issuer.key", TLS_CERT: "issuer.pem", TLS_CA: "ca.pem" };
  const files = Object.fromEntries(Object.entries(pem).map(([name, file]) => [name, path.join(folder, file)]));
  const sinks = { SMS_URL: `http://127.0.0.1:${environment["SMS_PORT"]}`, PEOPLE: here("people.json"), PORT: "0" };
  issuer = spawn(process.execPath, [here("server.mjs")], { env: { ...environment, ...files, ...sinks } });
  for await (const line of createInterface({ input: issuer.stdout as NodeJS.ReadableStream })) {
    const [url] = /https:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error("the issuer ended without saying where it listens");
}

const certify = async (
  ...options: readonly string[]
): Promise<{ readonly code: number | null; readonly said: string }> => {
  const wanted = [
    "run",
    "--profile",
    runFile,
    "--tags",
    "@CD-01 or @CS-03",
    "--out",
    path.join(folder, "out"),
    ...options,
  ];
  const running = startStepproof(wanted, environment);
  const code = await running.ended;
  return { code, said: running.stdout + running.stderr };
};

it("plays what was recorded when the issuer is gone, and keeps nobody's contact nor the secret", async () => {
  const tape = path.join(folder, "tape");
  expect(await certify("--record", tape)).toMatchObject({ code: 0 });
  const written = await readFile(path.join(tape, "issuer.json"), "utf8");
  const secrets = people
    .flatMap(({ email, lastName, mobilePhoneNumber }) => [email, lastName, mobilePhoneNumber?.phoneNumber])
    .filter((value) => value !== undefined);
  expect([...secrets, "recorded-secret"].filter((secret) => written.includes(secret))).toEqual([]);
  expect(secrets.length).toBeGreaterThan(2);

  issuer.kill();
  await once(issuer, "close");
  expect(await certify()).toMatchObject({ code: 2, said: expect.stringContaining("ECONNREFUSED") });
  expect(await certify("--replay", tape)).toMatchObject({ code: 0, said: expect.stringContaining("CONFORMANT") });
}, 120_000);
