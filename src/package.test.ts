import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { requireBuild } from "./built-program.fixture.ts";
import { packageRoot } from "./package-root.ts";

beforeAll(requireBuild);

const run = (file: string, args: readonly string[]) =>
  promisify(execFile)(file, args, { cwd: packageRoot, timeout: 20_000, maxBuffer: 8 * 1024 * 1024 });

const evaluate = async (script: string): Promise<unknown> =>
  JSON.parse((await run(process.execPath, ["--input-type=module", "--eval", script])).stdout);

it("is packed with what its users need, and without what only its makers need", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline"]);
  const packing = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));
  const paths = packing.parse(JSON.parse(stdout)).flatMap(({ files }) => files.map(({ path }) => path));
  expect(paths).toEqual(
    expect.arrayContaining([
      "dist/src/index.js",
      "dist/src/index.d.ts",
      "dist/src/msw.js",
      "dist/src/msw.d.ts",
      "dist/src/cli/main.js",
      "dist/steps/world.js",
      "dist/stepproof.schema.json",
      "features/requirements.yaml",
      "examples/meridale-bank/templates/en/sms.txt",
      "examples/in-your-tests/step-up.test.ts",
      "docs/library.md",
      "README.md",
    ]),
  );
  const makersOnly = /^(src|simulators|steps|mutants|reports|decisions)\/|\.fixture\.|\.test\.|\.spec\./;
  expect(paths.filter((path) => makersOnly.test(path) && !path.startsWith("examples/in-your-tests/"))).toEqual([]);
});

it("is imported by its name and does a step-up", async () => {
  const script = `
    import { startTestBed } from "stepproof";
    const bed = await startTestBed();
    const nadia = await bed.enrol();
    const card = await nadia.addCard();
    await card.choose("sms");
    const sms = await nadia.nextSms();
    const { result } = await card.typeCode(sms.code);
    await bed.close();
    console.log(JSON.stringify(result));`;
  expect(await evaluate(script)).toBe("SUCCESS");
});

it("offers what is documented, and nothing else", async () => {
  const script = `
    const [index, msw] = await Promise.all([import("stepproof"), import("stepproof/msw")]);
    console.log(JSON.stringify([Object.keys(index).sort(), Object.keys(msw).sort()]));`;
  expect(await evaluate(script)).toEqual([
    ["ManualClock", "StepproofError", "startTestBed"],
    ["createTestBed", "d1Handlers", "issuerBackendHandlers", "tspHandlers"],
  ]);
  await expect(evaluate('await import("stepproof/dist/src/index.js")')).rejects.toThrow(
    "ERR_PACKAGE_PATH_NOT_EXPORTED",
  );
});

it("has a Playwright example that Playwright runs", async () => {
  const output = await mkdtemp(join(tmpdir(), "stepproof-playwright-"));
  const config = "examples/in-your-tests/playwright/playwright.config.ts";
  const cli = join(packageRoot, "node_modules/playwright/cli.js");
  try {
    const { stdout } = await run(process.execPath, [cli, "test", "--config", config, "--output", output]);
    expect(stdout).toContain("1 passed");
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}, 90_000);
