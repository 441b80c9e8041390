import { fileURLToPath } from "node:url";
import { startIssuer } from "./issuer-process.mjs";

const runFile = fileURLToPath(new URL("../stepproof.yaml", import.meta.url));

/**
 * Starts the issuer, with a fault or without, certifies it and stops it again; `run` runs a command of Stepproof.
 * Resolves with the exit code, the verdict, and the requirements that a check found broken.
 */
export async function certify({ fault, mode, tags }, { pki, freePort, folder, run }) {
  const [smsPort, smtpPort] = [await freePort(), await freePort()];
  const issuer = await startIssuer({ pki, smsPort, smtpPort, fault });
  try {
    const selection = tags ? ["--tags", tags] : [];
    const out = `${folder}/${fault ?? "good"}-${mode}`;
    const ended = await run(["run", "--profile", runFile, "--json", "--out", out, ...selection], {
      ...issuer.credentials,
      ISSUER_URL: issuer.url,
      PKI: pki,
      DELIVERY_MODE: mode,
      SMS_PORT: String(smsPort),
      SMTP_PORT: String(smtpPort),
    });
    return { exitCode: ended.exitCode, ...readResult(ended) };
  } finally {
    await issuer.stop();
  }
}

/** A run that was not begun, or broke, has no result; then its last words are the verdict. */
function readResult({ stdout, stderr }) {
  if (!stdout.startsWith("{")) return { verdict: stderr.trim().split("\n").at(-1), broken: [] };
  const { verdict, requirements } = JSON.parse(stdout);
  const isBroken = ({ findings }) => findings.some(({ result }) => result === "FAIL" || result === "WARN");
  return { verdict, broken: requirements.filter(isBroken).map(({ id }) => id) };
}
