import path from "node:path";
import { readPublicKey } from "../certificate/signing-key.ts";
import type { Statement } from "../certificate/statement.ts";
import { type Verification, verifyPackage } from "../certificate/verify-package.ts";
import type { Site } from "./site.ts";

export interface VerifyOptions {
  /** Files of public keys. */
  readonly key: readonly string[];
  readonly json?: true;
}

const exitCodes = { verified: 0, refused: 1, untrusted: 3 } as const satisfies Record<Verification["outcome"], number>;

/** Verifies a signed run and says what it found. Throws KEY_…, CERTIFICATE_MISSING and PACKAGE_UNREADABLE. */
export async function verify(folder: string, { key, json }: VerifyOptions, site: Site): Promise<number> {
  const { cwd, clock, terminal } = site;
  const keys = await Promise.all(key.map((file) => readPublicKey(path.resolve(cwd, file))));
  const verification = await verifyPackage(path.resolve(cwd, folder), { keys, now: new Date(clock.now()) });
  terminal.print(json ? `${JSON.stringify(verification, null, 2)}\n` : describe(verification));
  return exitCodes[verification.outcome];
}

function describe({ outcome, faults, keyId, statement }: Verification): string {
  const lines = {
    verified: [`VERIFIED, signed by key ${keyId}`],
    untrusted: [
      `INTACT, but signed by key ${keyId}, which you did not name as trusted`,
      "Get the signer's public key from the signer, and name it with --key.",
    ],
    refused: ["REFUSED", ...faults.map((fault) => `  ${fault}`)],
  }[outcome];
  return `${[...lines, ...(statement && outcome !== "refused" ? summaryOf(statement) : [])].join("\n")}\n`;
}

function summaryOf({ subject, predicate }: Statement): readonly string[] {
  const { unreadClauses = [], notTested = [] } = predicate;
  const { kind, verdict, issuer, plan, requirements, kills, waivers, finishedAt, expiresAt, versions } = predicate;
  const passed = requirements.filter(({ result }) => result === "PASS").length;
  return [
    `  ${kind}: ${verdict}${issuer ? ` for ${issuer.name} (${issuer.id})` : ""}, ${plan} plan`,
    `  ${passed} of ${requirements.length} requirements PASS, ${waivers.length} waived; ${
      kills ? `${kills.killed} of ${kills.total} wrong systems caught` : "no kill score"
    }`,
    `  run ended ${finishedAt}, valid until ${expiresAt}, Stepproof ${versions.stepproof}; ${subject.length} files`,
    ...(notTested.length > 0 ? [`  not tested: ${notTested.join(", ")}`] : []),
    ...(unreadClauses.length > 0 ? [`  clause not re-read: ${unreadClauses.join(", ")}`] : []),
  ];
}
