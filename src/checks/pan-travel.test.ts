import { describe, expect, it } from "vitest";
import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import { checkAnswersKeepSecrets } from "./answer-secrets.ts";
import { addressPlaces, logPlaces, messagePlaces, wirePlaces } from "./pan-places-wire.fixture.ts";
import { checkPanTravelsEncrypted } from "./pan-travel.ts";
import { sampleExchange } from "./sample-exchanges.fixture.ts";
import { sampleSms } from "./sample-messages.fixture.ts";
import { checkLogsKeepSecrets, checkUrlsKeepSecrets } from "./secret-exposure.ts";

const pan = "4539148803436467";
const secrets: readonly Secret[] = [
  { kind: "pan", value: "5555551234567897" },
  { kind: "pan", value: pan },
];
const judge = (...exchanges: readonly Exchange[]) => checkPanTravelsEncrypted({ exchanges, messages: [] }, secrets);
const posting = (body: string, leg: Exchange["leg"] = "d1-issuer"): Exchange => {
  const exchange = sampleExchange({ json: {} });
  return { ...exchange, leg, request: { ...exchange.request, method: "POST", body } };
};
const jwe = (head: object): string =>
  `${Buffer.from(JSON.stringify(head)).toString("base64url")}..aXYtaXYtaXYt.Y2lwaGVydGV4dA.dGFnLXRhZy10YWc`;

describe("a card number that travels in clear", () => {
  it.each(Object.entries(wirePlaces))("is found in %s", (_, hide) => {
    expect(judge(hide(pan)).result).toBe("FAIL");
    expect(judge({ ...hide(pan), leg: "issuer-sms" }).result).toBe("FAIL");
  });

  it.each(Object.entries(messagePlaces))("is found in %s", (_, hide) => {
    const finding = checkPanTravelsEncrypted({ exchanges: [], messages: [hide(pan)] }, secrets);
    expect(finding.result).toBe("FAIL");
    expect(finding.actual).not.toContain(pan);
  });

  it.each(Object.entries(addressPlaces))("is found by SE-07, too: %s", (_, hide) => {
    expect(checkUrlsKeepSecrets([hide(pan)], secrets).result).toBe("FAIL");
  });

  it.each(Object.entries(logPlaces))("is found by SE-04 in a log: %s", (_, hide) => {
    expect(checkLogsKeepSecrets([hide(pan)], secrets).result).toBe("FAIL");
  });

  it.each(Object.entries(wirePlaces).filter(([name]) => name.startsWith("an answer")))(
    "is found by SE-09 in %s",
    (_, hide) => {
      expect(checkAnswersKeepSecrets([hide(pan)], { secrets }).result).toBe("FAIL");
    },
  );

  it("may be typed into the wallet, and is not to come back", () => {
    expect(judge(posting(`{"pan":"${pan}"}`, "wallet-tsp")).result).toBe("PASS");
    expect(judge({ ...sampleExchange({ json: { pan } }), leg: "wallet-tsp" }).result).toBe("FAIL");
  });

  it("is not seen in a suffix of eight, in ids, or in a cipher's text", () => {
    const innocent = JSON.stringify({
      accountPanSuffix: pan.slice(-8),
      id: "crd_4539148",
      encryptedKey: "34".repeat(64),
    });
    expect(judge(posting(innocent), posting("{}", "tsp-d1")).result).toBe("PASS");
  });
});

describe("a JWE between D1 and the issuer", () => {
  it("is of ECDH-ES and A256GCM", () => {
    const right = jwe({ alg: "ECDH-ES", enc: "A256GCM", kid: "k1" });
    expect(judge(posting(JSON.stringify({ encryptedData: right }))).result).toBe("PASS");
  });

  it.each([
    ["another key agreement", jwe({ alg: "RSA-OAEP-256", enc: "A256GCM" })],
    ["another cipher", jwe({ alg: "ECDH-ES", enc: "A128CBC-HS256" })],
    ["a key that is wrapped", jwe({ alg: "ECDH-ES+A256KW", enc: "A256GCM" })],
    ["no readable head", `eyJ${jwe({})}`],
    ["no JWE", "0A0B0C"],
  ])("is not: %s", (_, encryptedData) => {
    expect(judge(posting(JSON.stringify({ encryptedData }))).result).toBe("FAIL");
    expect(judge({ ...sampleExchange({ json: { encryptedData } }) }).result).toBe("FAIL");
  });

  it("is no business of the other legs", () => {
    expect(judge(posting(JSON.stringify({ encryptedData: "0A0B" }), "tsp-d1")).result).toBe("PASS");
  });
});

it("cannot be told without a card number, or when nothing was sent", () => {
  expect(checkPanTravelsEncrypted({ exchanges: [sampleExchange()], messages: [] }, []).result).toBe("UNTESTABLE");
  expect(checkPanTravelsEncrypted({ exchanges: [], messages: [] }, secrets).result).toBe("UNTESTABLE");
  const nothingWrong = checkPanTravelsEncrypted({ exchanges: [], messages: [sampleSms("**6467")] }, secrets);
  expect(nothingWrong.result).toBe("PASS");
});
