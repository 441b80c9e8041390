import { describe, expect, it } from "vitest";
import { receivers } from "../mail-auth/receivers.ts";
import type { MailAuthentication } from "../messages/mail-authentication.ts";
import { checkOutcome, checkReceivers } from "./mail-reception.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const good: MailAuthentication = {
  spf: { result: "pass", domain: "email.meridale.example" },
  dkim: [
    {
      ...{ domain: "email.meridale.example", selector: "meridale1", algorithm: "rsa-sha256", result: "pass" },
      signedHeaders: ["from"],
    },
  ],
  dmarc: { result: "pass", fromDomains: ["email.meridale.example"], aligned: { spf: true, dkim: true } },
  authenticationResults: "mail.stepproof.test; spf=pass",
};
const judge = (changes: Partial<MailAuthentication>) =>
  checkReceivers(sampleMail(), { authentication: { ...good, ...changes }, receivers });

describe("DZ-29", () => {
  it("holds for a mail that every receiver takes", () => {
    expect(judge({}).result).toBe("PASS");
  });

  it.each([
    ["unsigned", { dkim: [] }, "strict: 550 5.7.26; gmail: 550 5.7.30; yahoo: 554 5.7.9; microsoft: 550 5.7.515"],
    ["quarantined", { dmarc: { ...good.dmarc, result: "fail", policy: "quarantine" } }, "gmail: junk"],
    ["deferred", { spf: { ...good.spf, result: "temperror" } }, "gmail: 451 4.4.3"],
  ] as const)("is broken by one that is %s", (_what, changes, words) => {
    expect(judge(changes)).toMatchObject({ result: "FAIL", actual: expect.stringContaining(words) });
  });

  it.each([
    ["550 5.7.26", "550 5.7.26", "PASS"],
    ["550 5.7.26", "inbox", "FAIL"],
    ["inbox", "junk", "FAIL"],
  ])("wants %s, and is %s: %s", (wanted, met, result) => {
    expect(checkOutcome({ wanted, met, evidence: [] }).result).toBe(result);
  });
});
