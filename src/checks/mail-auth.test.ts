import { describe, expect, it } from "vitest";
import type { MailAuthentication, SeenSignature } from "../messages/mail-authentication.ts";
import { checkBothAligned, checkDmarcPassed, checkSpfPassed } from "./mail-auth-alignment.ts";
import { checkDkimSignature } from "./mail-auth-signature.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const mail = sampleMail();
const signature: SeenSignature = {
  ...{ domain: "email.meridale.example", selector: "meridale1", algorithm: "rsa-sha256", result: "pass" },
  signedHeaders: ["from", "from", "to"],
};
const authentication: MailAuthentication = {
  spf: { result: "pass", domain: "email.meridale.example" },
  dkim: [signature],
  dmarc: { result: "pass", fromDomains: ["email.meridale.example"], aligned: { spf: true, dkim: true } },
  authenticationResults: "mail.stepproof.test; spf=pass",
};
const signedBy = (...dkim: readonly SeenSignature[]) => ({ authentication: { ...authentication, dkim } });
const withDmarc = (changes: Partial<MailAuthentication["dmarc"]>) => ({
  authentication: { ...authentication, dmarc: { ...authentication.dmarc, ...changes } },
});

describe("DZ-13", () => {
  it.each([
    ["one good signature", [signature]],
    ["a good one beside a list's broken one", [{ ...signature, domain: "list.example", result: "fail" }, signature]],
  ] as const)("holds with %s", (_what, dkim) => {
    expect(checkDkimSignature(mail, signedBy(...dkim)).result).toBe("PASS");
  });

  it.each([
    ["none", [], "no DKIM signature"],
    ["one that fails", [{ ...signature, result: "fail", comment: "bad signature" }], "fail (bad signature)"],
    ["a short key", [{ ...signature, result: "policy" }], "policy"],
    ["SHA-1", [{ ...signature, algorithm: "rsa-sha1" }], "SHA-1"],
    ["From unsigned", [{ ...signature, signedHeaders: ["to"] }], "From is not signed"],
    ["l=", [{ ...signature, bodyLength: 0 }], "l= leaves"],
    [
      "two halves of a good one",
      [
        { ...signature, bodyLength: 9 },
        { ...signature, algorithm: "rsa-sha1" },
      ],
      "l= leaves",
    ],
  ] as const)("is broken by %s", (_what, dkim, words) => {
    const finding = checkDkimSignature(mail, signedBy(...dkim));
    expect([finding.result, finding.actual]).toEqual(["FAIL", expect.stringContaining(words)]);
  });
});

describe("DZ-14", () => {
  it.each([{}, { aligned: { spf: false, dkim: true } }])("holds where one of the two is aligned", (changes) => {
    expect(checkDmarcPassed(mail, withDmarc(changes)).result).toBe("PASS");
  });

  it.each(["fail", "none", "permerror", "temperror"] as const)("is broken when DMARC is %s", (result) => {
    expect(checkDmarcPassed(mail, withDmarc({ result })).actual).toContain(`DMARC is ${result}`);
  });
});

it.each([
  [true, true, "PASS"],
  [true, false, "FAIL"],
  [false, true, "FAIL"],
])("DZ-15 wants both: SPF %s, DKIM %s is %s", (spf, dkim, result) => {
  expect(checkBothAligned(mail, withDmarc({ aligned: { spf, dkim } })).result).toBe(result);
});

it.each(["fail", "softfail", "none", "permerror"] as const)("DZ-05 is broken when SPF of the mail is %s", (result) => {
  const found = { authentication: { ...authentication, spf: { ...authentication.spf, result } } };
  expect(checkSpfPassed(mail, found).result).toBe("FAIL");
  expect(checkSpfPassed(mail, { authentication }).result).toBe("PASS");
});
