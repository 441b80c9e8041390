import { afterEach, describe, expect, it } from "vitest";
import { accountOf, card, type Stage, setStage } from "./stage.fixture.ts";

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));
const stage: typeof setStage = async (changes, options) => {
  const set = await setStage(changes, options);
  open.push(set);
  return set;
};

const phoneMethod = { type: "TEXT_TO_CARDHOLDER_NUMBER", value: "*********0123" };
const mailMethod = { type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "na***@meridale.example" };
const customerService = { type: "CARDHOLDER_TO_CALL_MANNED_NUMBER", value: "+442079460000" };

describe("authorizeService", () => {
  it("answers YELLOW with the masked methods, customer service last", async () => {
    const { addCard } = await stage();
    expect(await addCard()).toEqual({
      responseId: expect.stringMatching(/^\w{32}$/),
      decision: "REQUIRE_ADDITIONAL_AUTHENTICATION",
      activationMethods: [phoneMethod, mailMethod, customerService],
      cvcResponse: "MATCH",
    });
  });

  it.each([
    ["an unknown PAN", { accountNumber: "4111111111111111" }, "INVAL_CARD"],
    ["a wrong expiry", { expiryYear: "28" }, "INVAL_CARD"],
    ["a wrong security code", { securityCode: "999" }, "SEC_VIOLATION"],
  ])("declines %s and offers nothing", async (_, wrong, declineReasonCode) => {
    const { addCard, ask } = await stage();
    const fundingAccountInfo = { clearPayload: { ...accountOf(card), ...wrong } };
    const answer = await addCard({ fundingAccountInfo });
    expect(answer).toMatchObject({ decision: "DECLINED", declineReasonCode });
    expect(answer.activationMethods).toBeUndefined();
    const request = { requestId: "r9", correlationId: "C1", fundingAccountInfo };
    expect(await ask("requestActivationMethods", request)).toMatchObject({ activationMethods: [] });
  });

  it("declines a lost card, and one whose validity is over", async () => {
    const { d1, addCard, clock } = await stage();
    d1.registerCard({ ...card, state: "lost" });
    expect(await addCard()).toMatchObject({ decision: "DECLINED", declineReasonCode: "LOST" });
    d1.registerCard(card);
    clock.advance(Date.UTC(2030, 0, 1) - clock.now());
    expect(await addCard()).toMatchObject({ decision: "DECLINED", declineReasonCode: "EXPIRED" });
  });

  it("approves without a step-up when the wallet's scores reach the issuer's threshold", async () => {
    const { addCard } = await stage({ approveFromScore: 4 });
    const scores = (deviceScore: string) => ({ walletProviderDecisioningInfo: { deviceScore, accountScore: "5" } });
    expect(await addCard(scores("4"))).toMatchObject({ decision: "APPROVED" });
    expect(await addCard(scores("3"))).toMatchObject({ decision: "REQUIRE_ADDITIONAL_AUTHENTICATION" });
  });

  it.each([403, 404, 500])("offers customer service alone when the issuer answers %i", async (status) => {
    const { addCard, issuer } = await stage();
    issuer.failing.set("consumer", [status]);
    expect((await addCard()).activationMethods).toEqual([customerService]);
  });

  it.each([
    ["with a line break", "nobody@meridale.example\r\nBcc: eve@evil.example"],
    ["that is a list", "a@meridale.example,b@meridale.example"],
    ["too long to be masked", `nadia@${"long.".repeat(36)}example`],
  ])("drops an e-mail address %s", async (_, email) => {
    const { addCard, issuer } = await stage();
    issuer.consumers.set(card.consumerId, { email });
    expect((await addCard()).activationMethods).toEqual([customerService]);
  });

  it("names the member at fault and never its value", async () => {
    const { addCard, ask, d1 } = await stage();
    const refused = async (overrides: object) => {
      const { errorCode, errorDescription } = await addCard(overrides);
      return [errorCode, errorDescription?.split(":")[0]];
    };
    expect(await refused({ tokenType: undefined })).toEqual(["MISSING_REQUIRED_FIELD", "tokenType"]);
    expect(await refused({ correlationId: "C".repeat(15) })).toEqual(["INVALID_FIELD_LENGTH", "correlationId"]);
    expect(await refused({ services: "DIGITIZATION" })).toEqual(["INVALID_FIELD_FORMAT", "services"]);
    const secret = { clearPayload: { ...accountOf(card), expiryMonth: "77" } };
    const answer = await addCard({ fundingAccountInfo: secret });
    expect(answer).toMatchObject({ errorCode: "INVALID_FIELD_FORMAT" });
    expect(answer.errorDescription).not.toMatch(/77|4539/);
    expect(await ask("authorizeService", [])).toMatchObject({ errorCode: "INVALID_JSON" });
    const broken = await d1.app.request("/issuerServices/1/0/authorizeService", { method: "POST", body: "{4539" });
    expect([broken.status, await broken.json()]).toEqual([200, expect.objectContaining({ errorCode: "INVALID_JSON" })]);
  });

  it("opens an envelope with the key it was given, and says no more than that it could not", async () => {
    const encryptedPayload = { encryptedData: "ab", publicKeyFingerprint: "f".repeat(64), encryptedKey: "cd" };
    const opening = await stage({}, { openEnvelope: () => accountOf(card) });
    const answer = await opening.addCard({ fundingAccountInfo: { encryptedPayload } });
    expect(answer.activationMethods).toContainEqual(phoneMethod);
    const keyless = await stage();
    expect(await keyless.addCard({ fundingAccountInfo: { encryptedPayload } })).toMatchObject({
      errorCode: "CRYPTOGRAPHY_ERROR",
    });
    expect(await keyless.addCard({ fundingAccountInfo: {} })).toMatchObject({ errorCode: "MISSING_REQUIRED_FIELD" });
  });
});
