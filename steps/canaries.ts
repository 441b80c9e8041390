import type { Chance } from "../src/chance.ts";
import type { Secret, SecretKeeper } from "../src/evidence/secrets.ts";
import { drawCard, drawEmail, drawPhone, toE164 } from "../src/testbed/people.ts";

/**
 * Secrets of nobody, one of each kind, which the keeper learns like any other. A scenario tells of them on the way that
 * all its words take: they stand in no report, or the redaction is broken and the run must fail.
 */
export function plantCanaries(secrets: SecretKeeper, chance: Chance): string {
  const canaries = drawCanaries(chance.fork("canaries"));
  for (const { kind, value } of canaries) secrets.learn(kind, value);
  return canaries.map(({ value }) => value).join(" ");
}

const drawCanaries = (chance: Chance): readonly Secret[] => [
  { kind: "otp", value: chance.text("0123456789", 9) },
  { kind: "pan", value: drawCard(chance, "mastercard").pan },
  { kind: "phone", value: toE164(drawPhone(chance)) },
  { kind: "email", value: drawEmail(chance, "Canary") },
  { kind: "token", value: chance.text("abcdefghijklmnopqrstuvwxyz234567", 24) },
];
