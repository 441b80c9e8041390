import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Mutant } from "../mutants/mutant.ts";
import type { TemplateFiles } from "../mutants/template.ts";
import type { TemplateExpectation } from "../src/checks/template-expectation.ts";
import { packageRoot } from "../src/package-root.ts";
import type { RunFile } from "../src/run-file/run-file.ts";
import { defaultSyntax, type TemplateSyntax } from "../src/templates/template-set.ts";
import { expectationOf, usualExpectation } from "../src/testbed/template-expectation.ts";

/** Where an issuer's templates lie, as it wrote them. */
export interface TemplateSource {
  readonly folder: string;
  readonly syntax: TemplateSyntax;
  readonly expectation: TemplateExpectation;
  /** Removes what was only made for this run. */
  close(): Promise<void>;
}

const keep = async (): Promise<void> => undefined;

/** The run file's templates, or the example's; of a mutant of templates, a copy that it has spoilt. */
export async function openTemplateSource(
  runFile: RunFile | undefined,
  mutant: Mutant | undefined,
): Promise<TemplateSource> {
  const good = runFile ? ofRunFile(runFile) : ofExample();
  const spoil = mutant?.templates;
  if (!spoil) return { ...good, close: keep };
  const folder = await mkdtemp(path.join(tmpdir(), "stepproof-templates-"));
  await writeFiles(folder, spoil(await readFiles(good.folder)));
  return { ...good, folder, close: () => rm(folder, { recursive: true }) };
}

const ofExample = () => ({
  folder: path.join(packageRoot, "examples", "meridale-bank", "templates"),
  syntax: defaultSyntax,
  expectation: usualExpectation,
});

function ofRunFile(runFile: RunFile) {
  const { folder, syntax } = runFile.templates;
  return { folder, syntax, expectation: expectationOf(runFile) };
}

async function readFiles(folder: string): Promise<TemplateFiles> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  const read = files.map(async (file) => [path.relative(folder, file).split(path.sep).join("/"), await readFile(file)]);
  return Object.fromEntries(await Promise.all(read));
}

async function writeFiles(folder: string, files: TemplateFiles): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
}
