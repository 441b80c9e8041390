import { expect, it } from "vitest";
import { StepproofError } from "../errors.ts";
import { toTrouble } from "./trouble.ts";

const coded = (code: string): Error => Object.assign(new Error("details"), { code });

// Every code of dependencies.md section 2, and those that a connection gives besides.
it.each([
  ["ENOTFOUND", "CONFIGURATION", /Correct the host/],
  ["EAI_AGAIN", "ENVIRONMENT", /resolver/],
  ["ECONNREFUSED", "ENVIRONMENT", /Start the issuer backend/],
  ["ECONNRESET", "ENVIRONMENT", /client certificate/],
  ["ETIMEDOUT", "ENVIRONMENT", /firewall/],
  ["EHOSTUNREACH", "ENVIRONMENT", /VPN/],
  ["UND_ERR_SOCKET", "ENVIRONMENT", /client certificate/],
  ["HPE_INVALID_CONSTANT", "IMPLEMENTATION", /port/],
  ["CERT_HAS_EXPIRED", "CONFIGURATION", /Renew/],
  ["CERT_NOT_YET_VALID", "CONFIGURATION", /clock/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "CONFIGURATION", /subjectAltName/],
  ["SELF_SIGNED_CERT_IN_CHAIN", "CONFIGURATION", /run file's ca/],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "CONFIGURATION", /run file's ca/],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "CONFIGURATION", /intermediate/],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "CONFIGURATION", /intermediate/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "CONFIGURATION", /HTTPS/],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "CONFIGURATION", /TLS 1\.2 or 1\.3/],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "CONFIGURATION", /clientCertificate/],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "CONFIGURATION", /trust the authority/],
  ["ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED", "CONFIGURATION", /renewed/],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "CONFIGURATION", /cipher suites/],
  ["EPROTO", "CONFIGURATION", /cipher suites/],
  ["ERR_OSSL_X509_KEY_VALUES_MISMATCH", "CONFIGURATION", /PEM/],
])("explains %s, which is a matter of %s", (code, attribution, hint) => {
  expect(toTrouble(coded(code))).toMatchObject({ code, attribution, hint: expect.stringMatching(hint) });
});

it("looks through the HTTP client's error for the reason", () => {
  const error = new StepproofError("HTTP_TLS", "the TLS handshake failed", {
    hint: "Check.",
    attribution: "CONFIGURATION",
    cause: coded("CERT_HAS_EXPIRED"),
  });
  expect(toTrouble(error)).toMatchObject({ code: "CERT_HAS_EXPIRED" });
});

it("leaves a coded error of ours its own words", () => {
  const error = new StepproofError("HTTP_TIMEOUT", "no answer", {
    hint: "Hurry.",
    attribution: "ENVIRONMENT",
    cause: coded("ABORT_ERR"),
  });
  expect(toTrouble(error)).toEqual({
    actual: "no answer",
    code: "HTTP_TIMEOUT",
    hint: "Hurry.",
    attribution: "ENVIRONMENT",
  });
});

it("takes what it does not know for a fault of its own, without quoting it", () => {
  expect(toTrouble(new Error("+4917604069012"))).toMatchObject({ code: "UNKNOWN", attribution: "HARNESS" });
  expect(JSON.stringify(toTrouble(new Error("+4917604069012")))).not.toContain("17604069012");
});
