import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { builtFile } from "../built-program.fixture.ts";
import { RunningProcess } from "./running-process.fixture.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stepproof-leaks-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** What a program does that forgot to redact. */
const withoutRedaction = () => `import { SecretKeeper } from ${JSON.stringify(builtFile("src/evidence/secrets.ts"))};
SecretKeeper.prototype.redact = (text) => text;
`;

async function run(...nodeArguments: readonly string[]) {
  const out = path.join(folder, "run");
  const scenario = ["features/contact-details/unknown-and-blocked.feature", "--seed", "11"];
  const program = new RunningProcess([
    ...nodeArguments,
    builtFile("src/cli/main.ts"),
    "run",
    ...scenario,
    "--out",
    out,
  ]);
  const exitCode = await program.ended;
  const { verdict, problems } = JSON.parse(await readFile(path.join(out, "result.json"), "utf8"));
  return { exitCode, verdict, problems, stdout: program.stdout };
}

it("lets no run be green whose files give a secret away, and says where", async () => {
  const preload = path.join(folder, "without-redaction.mjs");
  await writeFile(preload, withoutRedaction());
  const { exitCode, verdict, problems, stdout } = await run("--import", preload);
  expect({ exitCode, verdict }).toEqual({ exitCode: 3, verdict: "INCOMPLETE" });
  expect(problems[0]).toMatch(/^[a-z.-]+:\d+ gives away a secret of the run \([a-z, ]+\): delete the folder/);
  expect(stdout).toContain("gives away a secret");
});

it("finds nothing in what a run writes as it is", async () => {
  expect(await run()).toMatchObject({ exitCode: 0, problems: [] });
});
