import { readFile, stat } from "node:fs/promises";
import { parseEnvelope, payloadOf } from "../certificate/dsse-envelope.ts";
import { parseStatement } from "../certificate/statement.ts";
import type { ComparedRun } from "../compare/compared-run.ts";
import { StepproofError } from "../errors.ts";
import { readResultFile } from "./result-file.ts";

/** A run's folder, or the envelope of a certificate, which is read and not verified. Throws RESULT_…, CERTIFICATE_INVALID. */
export async function readComparedRun(place: string): Promise<ComparedRun> {
  const isFile = await stat(place).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? readCertificate(place) : readFolder(place);
}

async function readFolder(folder: string): Promise<ComparedRun> {
  const { verdict, plan, requirements, scenarios } = await readResultFile(folder);
  return {
    verdict,
    plan,
    requirements: requirements.map(({ id, result, scenarios: judged }) => ({ id, result, scenarios: judged.length })),
    scenarios: scenarios.map(({ uri, name }) => `${uri} ${name}`),
  };
}

async function readCertificate(file: string): Promise<ComparedRun> {
  const envelope = parseEnvelope(await readFile(file, "utf8"));
  const read = envelope ? parseStatement(payloadOf(envelope)) : { fault: "no DSSE envelope" };
  if ("fault" in read) {
    throw new StepproofError("CERTIFICATE_INVALID", `${file} is no certificate of this version (${read.fault})`, {
      hint: "Name the folder of a run, or its certificate/envelope.json.",
      attribution: "CONFIGURATION",
    });
  }
  const { verdict, plan, requirements, kills } = read.statement.predicate;
  return { verdict, plan, requirements, ...(kills && { kills }) };
}
