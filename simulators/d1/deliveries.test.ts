import { afterEach, describe, expect, it } from "vitest";
import { accountOf, card, OTP, type Stage, type StandInIssuer, setStage, tenant } from "./stage.fixture.ts";

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
const nothingSent = ({ sms, mail }: Stage) => expect([...sms.sent, ...mail.sent]).toEqual([]);

describe("deliverActivationCode, sent by D1", () => {
  it("sends one SMS with the code, the last four digits, in the consumer's language", async () => {
    const { addCard, deliver, sms, mail } = await stage();
    await addCard();
    expect(await deliver()).toEqual({ responseId: expect.any(String) });
    expect(sms.sent).toEqual([
      { to: "+447700900123", from: "Meridale", text: "004217 est votre code pour la carte **6467" },
    ]);
    expect(mail.sent).toEqual([]);
  });

  it("sends one e-mail when that was chosen", async () => {
    const { addCard, deliver, sms, mail } = await stage();
    await addCard();
    await deliver({ activationMethod: mailMethod });
    expect(mail.sent).toMatchObject([{ to: "nadia@meridale.example", text: expect.stringContaining(OTP) }]);
    expect(sms.sent).toEqual([]);
  });

  it("keeps what outsiders wrote out of the message, and unknown reason codes out of the way", async () => {
    const { addCard, deliver, sms } = await stage();
    const deviceName = "Your code is 999999";
    await addCard({ consumerFacingEntityName: deviceName, deviceInfo: { deviceName } });
    const answer = await deliver({ deviceInfo: { deviceName }, reasonCodes: ["NOVELTY"], future: true });
    expect(answer.errorCode).toBeUndefined();
    expect(sms.sent[0]?.text).not.toContain("999999");
  });

  it("answers a repeated requestId as before and sends nothing more, even while the first is under way (CS-13)", async () => {
    const { addCard, deliver, sms } = await stage();
    await addCard();
    const answers = await Promise.all([deliver({ requestId: "same" }), deliver({ requestId: "same" })]);
    answers.push(await deliver({ requestId: "same", activationCode: "999999" }));
    expect(new Set(answers.map(({ responseId }) => responseId)).size).toBe(1);
    expect(sms.sent).toHaveLength(1);
  });

  it.each([
    ["another value", { ...phoneMethod, value: "*********9999" }],
    ["another type", { ...phoneMethod, type: "EMAIL_TO_CARDHOLDER_ADDRESS" }],
    ["a number to call", customerService],
  ])("refuses a method that was not offered or carries no code: %s", async (_, activationMethod) => {
    const set = await stage();
    await set.addCard();
    expect(await set.deliver({ activationMethod })).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    nothingSent(set);
  });

  it.each(["2026-07-04T12:00:00Z", "2026-07-04T14:00:00.000+02:00"])(
    "sends nothing once the code has expired: %s",
    async (expirationDateTime) => {
      const set = await stage();
      await set.addCard();
      expect(await set.deliver({ expirationDateTime })).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
      nothingSent(set);
    },
  );

  it("sends nothing when the code expires while the contact is looked up", async () => {
    const set = await stage(
      {},
      {
        replaceParts: (parts) => ({
          ...parts,
          async readConsumer(digitization) {
            if (digitization.offer) set.clock.advance(30 * 60_000);
            return parts.readConsumer(digitization);
          },
        }),
      },
    );
    await set.addCard();
    expect(await set.deliver()).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    nothingSent(set);
  });

  it("refuses an unknown correlation id, and a token reference that belongs to another one (RS-08)", async () => {
    const set = await stage();
    await set.addCard();
    expect(await set.deliver({ correlationId: "C9" })).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    await set.deliver();
    await set.addCard({ correlationId: "C2" });
    expect(await set.deliver({ correlationId: "C2" })).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    expect(await set.deliver({ tokenUniqueReference: "T9" })).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    expect(set.sms.sent).toHaveLength(1);
  });

  it("tells two cards apart when the network uses a correlation id again (RS-09)", async () => {
    const { d1, addCard, deliver, sms } = await stage();
    const second = { ...card, pan: "5555555555554444", cardId: "crd_2" };
    d1.registerCard(second);
    await addCard();
    await deliver();
    await addCard({}, second);
    await deliver({ tokenUniqueReference: "T2" });
    await deliver();
    expect(sms.sent.map(({ text }) => text.slice(-4))).toEqual(["6467", "4444", "6467"]);
  });

  it("binds the token reference early when the TSP asks for the methods with it", async () => {
    const { d1, addCard, deliver, ask, sms } = await stage();
    const second = { ...card, pan: "5555555555554444", cardId: "crd_2" };
    d1.registerCard(second);
    const first = await addCard();
    const fundingAccountInfo = { clearPayload: accountOf(card) };
    const request = { requestId: "m1", correlationId: "C1", tokenUniqueReference: "T1", fundingAccountInfo };
    const { activationMethods } = await ask("requestActivationMethods", request);
    expect(activationMethods).toEqual(first.activationMethods);
    await addCard({}, second);
    await deliver();
    expect(sms.sent.map(({ text }) => text.slice(-4))).toEqual(["6467"]);
  });

  it("uses the current contact when it changed, or refuses when the issuer wants that", async () => {
    const moved = { mobilePhoneNumber: { countryCode: "+44", phoneNumber: "7700900999" } };
    for (const changedBetween of ["use-current", "refuse"] as const) {
      const set = await stage({ contacts: { ...tenant.contacts, changedBetween } });
      await set.addCard();
      set.issuer.consumers.set(card.consumerId, moved);
      await set.deliver();
      expect(set.sms.sent.map(({ to }) => to)).toEqual(changedBetween === "refuse" ? [] : ["+447700900999"]);
    }
  });

  it("reads the contact once when it is set up so, and from its own store when the issuer gave it", async () => {
    const once = await stage({ contacts: { ...tenant.contacts, readAgainAtDelivery: false } });
    await once.addCard();
    await once.deliver();
    expect(once.issuer.of("consumer")).toHaveLength(1);
    const stored = await stage({ contacts: { ...tenant.contacts, model: "stored" } });
    stored.d1.registerConsumer(card.issuerId, card.consumerId, {
      mobilePhoneNumber: { countryCode: "+33", phoneNumber: "639981234" },
    });
    await stored.addCard();
    await stored.deliver();
    expect(stored.issuer.calls).toEqual([]);
    expect(stored.sms.sent).toMatchObject([{ to: "+33639981234", text: expect.stringContaining("is your code") }]);
  });

  it.each([
    ["403", (issuer: StandInIssuer) => issuer.failing.set("consumer", [403])],
    ["404", (issuer: StandInIssuer) => issuer.consumers.delete(card.consumerId)],
    ["500", (issuer: StandInIssuer) => issuer.failing.set("consumer", [500])],
    ["nonsense", (issuer: StandInIssuer) => issuer.consumers.set(card.consumerId, "<html>")],
    ["an empty consumer", (issuer: StandInIssuer) => issuer.consumers.set(card.consumerId, {})],
    ["a wrong member", (issuer: StandInIssuer) => issuer.consumers.set(card.consumerId, '{"email":7}')],
  ])("sends nothing and says so when the contact look-up gives %s (RS-03)", async (_, disturb) => {
    const set = await stage();
    await set.addCard();
    disturb(set.issuer);
    expect(await set.deliver()).toMatchObject({ errorCode: "INTERNAL_SERVICE_FAILURE" });
    nothingSent(set);
  });

  it("reports a refused message and does not try the other channel (RS-05, CS-02)", async () => {
    const set = await stage();
    set.sms.before = () => Promise.reject(new Error("refused +447700900123"));
    await set.addCard();
    const answer = await set.deliver();
    expect(answer).toMatchObject({ errorCode: "INTERNAL_SERVICE_FAILURE" });
    expect(answer.errorDescription).not.toContain("7700900123");
    nothingSent(set);
  });

  it("answers before the hand-off when it is set up so, and is idle once that is done", async () => {
    const { d1, addCard, deliver, sms } = await stage({ acknowledge: "before-hand-off" });
    let take: () => void = () => undefined;
    const taken = new Promise<void>((resolve) => {
      take = resolve;
    });
    sms.before = () => taken;
    await addCard();
    expect((await deliver()).errorCode).toBeUndefined();
    expect(sms.sent).toHaveLength(0);
    take();
    await d1.idle();
    expect(sms.sent).toHaveLength(1);
  });

  it("writes one log line an operation, without code, PAN or contact (SE-04)", async () => {
    const { addCard, deliver, lines } = await stage();
    await addCard();
    await deliver();
    expect(lines).toEqual([
      expect.stringMatching(/^authorizeService \w{32} done$/),
      expect.stringMatching(/^deliverActivationCode \w{32} done$/),
    ]);
  });
});
