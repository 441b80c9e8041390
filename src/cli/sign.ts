import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { concludeRun } from "../certificate/conclusions.ts";
import { signPackage } from "../certificate/sign-package.ts";
import { readPrivateKey } from "../certificate/signing-key.ts";
import type { Conclusions } from "../certificate/statement.ts";
import { firstUntold, outcomesOf } from "../compare/told-outcomes.ts";
import { StepproofError } from "../errors.ts";
import type { ResultDocument } from "../reports/result-document.ts";
import { judgeRun, type RunResult } from "../verdict/judge-run.ts";
import { colours } from "../verdict/severity.ts";
import { readResultFile } from "./result-file.ts";
import { MESSAGES_FILE, readMessages } from "./run-folder.ts";
import type { Site } from "./site.ts";

export interface SignOptions {
  /** File of the private key. */
  readonly key: string;
  readonly days: number;
  /** File of a kill matrix. */
  readonly kills?: string;
  readonly report?: true;
}

/**
 * Signs a run's folder. Returns 0. Throws KEY_…, RESULT_…, MESSAGES_…, KILLS_INVALID, CERTIFICATE_REFUSED and PACKAGE_UNREADABLE.
 */
export async function sign(folder: string, options: SignOptions, site: Site): Promise<number> {
  const { cwd, clock, terminal, shipped } = site;
  const key = await readPrivateKey(path.resolve(cwd, options.key));
  const place = path.resolve(cwd, folder);
  // What a run wrote is what a run reads again: the reader has checked the version.
  const run = (await readResultFile(place)) as unknown as ResultDocument;
  const conclusions = concludeRun(run, {
    signedAt: new Date(clock.now()),
    daysValid: options.days,
    asReport: options.report === true,
    kills: options.kills === undefined ? null : await readKills(path.resolve(cwd, options.kills)),
    catalogue: await shipped.loadRequirements(),
  });
  refuseUntold(run, await judgeMessages(place, site));
  const keyId = await signPackage(place, conclusions, key);
  terminal.print(describe(conclusions, keyId));
  return 0;
}

/** Of every requirement there is: what is red shows in a result whatever was planned. */
async function judgeMessages(folder: string, { shipped }: Site): Promise<RunResult> {
  const catalogue = await shipped.loadRequirements();
  const judged = judgeRun(await readMessages(folder), { catalogue, plan: "filtered" });
  return { ...judged, requirements: judged.requirements.filter(({ result }) => colours[result] === "red") };
}

/** Nobody vouches for a result that is better than the messages it was judged from. */
function refuseUntold(run: ResultDocument, judged: RunResult): void {
  const untold = firstUntold(outcomesOf(judged), outcomesOf(run));
  if (untold === undefined) return;
  throw new StepproofError("CERTIFICATE_REFUSED", `result.json does not tell what ${MESSAGES_FILE} does: ${untold}`, {
    hint: "Run again, and edit neither.",
    attribution: "CONFIGURATION",
  });
}

const killMatrix = z.array(z.looseObject({ mutant: z.string(), outcome: z.string() })).min(1);

/** Throws KILLS_INVALID. */
async function readKills(file: string): Promise<NonNullable<Conclusions["kills"]>> {
  try {
    const rows = killMatrix.parse(JSON.parse(await readFile(file, "utf8")));
    return { killed: rows.filter(({ outcome }) => outcome === "killed").length, total: rows.length };
  } catch (cause) {
    throw new StepproofError("KILLS_INVALID", `${file} is no kill matrix`, {
      hint: "Write it with: stepproof mutants --json > kills.json",
      attribution: "CONFIGURATION",
      cause,
    });
  }
}

const describe = ({ kind, verdict, expiresAt }: Conclusions, keyId: string): string =>
  `${kind} signed: ${verdict}, valid until ${expiresAt.slice(0, 10)}, key ${keyId}\n`;
