import path from "node:path";
import type { Finding } from "../checks/finding.ts";
import { judgeTemplateFolder } from "../checks/judge-templates.ts";
import type { TemplateExpectation } from "../checks/template-expectation.ts";
import { smsFootprints } from "../checks/template-sms.ts";
import { loadRunFile } from "../run-file/run-file.ts";
import { scanTemplateFolder } from "../templates/scan-template-folder.ts";
import type { TemplateSyntax } from "../templates/template-set.ts";
import { expectationOf, usualExpectation } from "../testbed/template-expectation.ts";
import type { Site } from "./site.ts";
import { renderTemplateFindings } from "./template-lines.ts";

export interface CheckTemplatesOptions {
  /** Path of a run file. */
  readonly profile?: string;
  readonly languages: readonly string[];
  readonly json?: true;
}

interface Task {
  readonly folder: string;
  readonly syntax?: TemplateSyntax;
  readonly expectation: TemplateExpectation;
}

/**
 * Judges templates and says what is wrong with each, and where. Returns 1 where a MUST is broken.
 * Throws RUN_FILE_…, TEMPLATE_FOLDER_UNREADABLE.
 */
export async function checkTemplates(
  given: string | undefined,
  { profile, languages, json }: CheckTemplatesOptions,
  site: Site,
): Promise<number> {
  const task = await (profile === undefined ? usualTask(site) : readTask(profile, site));
  const asked = given === undefined ? task.folder : path.resolve(site.cwd, given);
  const folder = await scanTemplateFolder(asked, task.syntax);
  const expectation = { ...task.expectation, languages: [...task.expectation.languages, ...languages] };
  const findings = judgeTemplateFolder(folder, expectation).map((finding) => asTyped(finding, site.cwd));
  const footprints = smsFootprints(folder, expectation);
  site.terminal.print(
    json
      ? `${JSON.stringify({ findings, footprints }, null, 2)}\n`
      : renderTemplateFindings(findings, footprints, site.terminal),
  );
  return findings.some(isBroken) ? 1 : 0;
}

const usualTask = ({ shipped }: Site): Task => ({ folder: shipped.templates, expectation: usualExpectation });

async function readTask(profile: string, { cwd, env }: Site): Promise<Task> {
  const runFile = await loadRunFile(path.resolve(cwd, profile), { env });
  const { folder, syntax } = runFile.templates;
  return { folder, syntax, expectation: expectationOf(runFile) };
}

/** With places as the user would type them. */
function asTyped(finding: Finding, cwd: string): Finding {
  const { place } = finding;
  return place?.startsWith(cwd + path.sep) ? { ...finding, place: place.slice(cwd.length + 1) } : finding;
}

const isBroken = ({ result }: Finding): boolean => result === "FAIL";
