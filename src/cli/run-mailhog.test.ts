import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import mailhog from "mailhog";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { builtFile } from "../built-program.fixture.ts";
import { RunningProcess, startStepproof } from "./running-process.fixture.ts";

// A mail server of ours, in a process of its own and known by its addresses only, plays the MailHog.

// Each test starts Stepproof anew, with worker processes: more than the usual time on a busy machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 40_000 });

const serverProgram = `
import { startMailServer } from "${builtFile("simulators/mail-server/start-mail-server.ts")}";
import { systemClock } from "${builtFile("src/clock.ts")}";
import { createAuthority } from "${builtFile("src/pki.ts")}";
const tls = await (await createAuthority("somebody else's")).issue({ commonName: "MailHog" });
const { url, smtp, close } = await startMailServer({ clock: systemClock, log: () => {}, tls });
console.log(JSON.stringify({ url, smtp, ca: tls.ca }));
process.once("SIGINT", close);
`;

const place = z.object({ url: z.string(), smtp: z.object({ host: z.string(), port: z.number() }), ca: z.string() });
const result = z.looseObject({
  verdict: z.string(),
  scenarios: z.array(z.looseObject({ line: z.number(), status: z.string() })),
  requirements: z.array(
    z.looseObject({ id: z.string(), findings: z.array(z.looseObject({ result: z.string(), actual: z.string() })) }),
  ),
});

let folder: string;
let server: RunningProcess;
let mailHog: z.output<typeof place>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stepproof-mailhog-"));
  server = new RunningProcess(["--input-type=module", "--eval", serverProgram]);
  const [line] = await server.until(/^\{.*\}$/m);
  mailHog = place.parse(JSON.parse(line));
  await writeFile(path.join(folder, "ca.pem"), mailHog.ca);
});

afterAll(async () => {
  await server.interrupt();
  await rm(folder, { recursive: true });
});

/** Runs the scenarios with these tags against the MailHog. */
async function runAgainstMailHog(tags: string, ...args: string[]) {
  const { url, smtp } = mailHog;
  const options = [
    "--mailhog",
    url,
    "--mailhog-smtp",
    `${smtp.host}:${smtp.port}`,
    "--tags",
    tags,
    "--out",
    folder,
    "--json",
  ];
  const running = startStepproof(["run", "--seed", "7", ...options, ...args], {
    NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
  });
  const exitCode = await running.ended;
  expect(running.stderr).not.toMatch(/^error/m);
  return { exitCode, ...result.parse(JSON.parse(running.stdout)) };
}

it("passes the e-mail scenarios, from two workers at once, beside the mail of strangers", async () => {
  const transport = createTransport({ ...mailHog.smtp, ignoreTLS: true });
  await transport.sendMail({ from: "a@shop.example", to: "b@shop.example", subject: "Not ours", text: "123456" });
  const run = await runAgainstMailHog("@EM-02 or (@LC-08 and @CS-01)", "--parallel", "2");
  expect(run.exitCode).toBe(0);
  expect(new Set(run.scenarios.map(({ status }) => status))).toEqual(new Set(["PASSED"]));
  const found = await mailhog({ host: "127.0.0.1", port: Number(new URL(mailHog.url).port) }).search(
    "email.meridale.example",
    "from",
  );
  // Four languages and one more: all of it went there, not to a server of our own.
  expect(found?.total).toBeGreaterThanOrEqual(5);
});

it("leaves out what a MailHog cannot be told to do, and says that it is not applicable", async () => {
  const { exitCode, scenarios, requirements } = await runAgainstMailHog("@RS-05 and @CS-02");
  expect(exitCode).toBe(0);
  const statuses = scenarios.map(({ status }) => status);
  expect(statuses.filter((status) => status === "SKIPPED")).toHaveLength(2);
  expect(statuses.filter((status) => status === "PASSED").length).toBe(statuses.length - 2);
  const findings = requirements.find(({ id }) => id === "RS-05")?.findings ?? [];
  const leftOut = findings.filter((finding) => finding.result === "NOT_APPLICABLE");
  expect(leftOut.map(({ actual }) => actual)).toEqual(Array(2).fill(expect.stringContaining("MailHog")));
});
