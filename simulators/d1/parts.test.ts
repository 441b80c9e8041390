import { afterEach, describe, expect, it } from "vitest";
import type { D1Parts } from "./parts.ts";
import { card, OTP, type Stage, setStage, type tenant } from "./stage.fixture.ts";

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));

/** A D1 that differs in some parts, after one delivery to Nadia's phone. */
async function delivered(
  replaceParts: (good: D1Parts) => D1Parts,
  changes: Partial<typeof tenant> = {},
): Promise<Stage> {
  const set = await setStage(changes, { replaceParts });
  open.push(set);
  await set.addCard();
  await set.deliver();
  return set;
}

const smsOf = ({ sms }: Stage) => sms.sent.map(({ text }) => text);
const deliverOtpOf = ({ issuer }: Stage) => JSON.parse(issuer.of("deliverOtp")[0]?.body ?? "{}");

describe("a D1 that is wrong in one part", () => {
  it("sends another code, or the code in another form", async () => {
    const wrong = await delivered((good) => ({ ...good, otpOf: () => "999999" }));
    expect(smsOf(wrong)).toEqual([expect.stringContaining("999999 ")]);
    const spaced = await delivered((good) => ({ ...good, otpOf: (d) => good.otpOf(d).replace(/(...)/, "$1 ") }));
    expect(smsOf(spaced)).toEqual([expect.stringContaining("004 217 ")]);
  });

  it("shows the whole PAN, or eight digits of it, or another card's", async () => {
    const whole = await delivered((good) => ({ ...good, panSuffixOf: (d) => d.digitization.card.pan }));
    expect(smsOf(whole)).toEqual([expect.stringContaining(card.pan)]);
    const eight = await delivered((good) => ({ ...good, panSuffixOf: (d) => d.digitization.card.pan.slice(-8) }), {
      deliveryMode: "issuer-managed",
    });
    expect(deliverOtpOf(eight)).toMatchObject({ panSuffix: "03436467" });
    const other = await setStage(
      {},
      {
        replaceParts: (good) => ({
          ...good,
          panSuffixOf: ({ digitizations }) => digitizations.all().at(-1)?.card.pan.slice(-4) ?? "",
        }),
      },
    );
    open.push(other);
    other.d1.registerCard({ ...card, pan: "5555555555554444" });
    await other.addCard();
    await other.deliver();
    await other.addCard({ correlationId: "C2" }, { ...card, pan: "5555555555554444" });
    await other.deliver({ tokenUniqueReference: "T1" });
    expect(smsOf(other).map((text) => text.slice(-4))).toEqual(["6467", "4444"]);
  });

  it("takes another channel, or both", async () => {
    const other = await delivered((good) => ({ ...good, channelsOf: () => ["email"] }));
    expect([other.sms.sent.length, other.mail.sent.length]).toEqual([0, 1]);
    const both = await delivered((good) => ({ ...good, channelsOf: () => ["sms", "email"] }));
    expect([both.sms.sent.length, both.mail.sent.length]).toEqual([1, 1]);
  });

  it("writes to another person", async () => {
    const set = await delivered((good) => ({ ...good, resolveContact: () => "+447700900999" }));
    expect(set.sms.sent).toMatchObject([{ to: "+447700900999" }]);
  });

  it("sends twice, after the expiry, or again for a repeated request", async () => {
    const twice = await delivered((good) => ({
      ...good,
      handOff: async (parcel, delivery) => {
        await good.handOff(parcel, delivery);
        await good.handOff(parcel, delivery);
      },
    }));
    expect(twice.sms.sent).toHaveLength(2);
    const late = await delivered((good) => ({ ...good, isExpired: () => false }));
    late.clock.advance(3_600_000);
    await late.deliver();
    expect(late.sms.sent).toHaveLength(2);
    const forgetful = await delivered((good) => ({ ...good, answerOnce: (_, work) => work() }));
    await forgetful.deliver({ requestId: "same" });
    await forgetful.deliver({ requestId: "same" });
    expect(forgetful.sms.sent).toHaveLength(3);
  });

  it("logs the code, or swallows a refused message", async () => {
    const talkative = await delivered((good) => ({
      ...good,
      logLine: (entry) => `${good.logLine(entry)} ${entry.body}`,
    }));
    expect(talkative.lines.at(-1)).toContain(OTP);
    const silent = await delivered((good) => ({
      ...good,
      handOff: (parcel, delivery) => good.handOff(parcel, delivery).catch(() => undefined),
    }));
    silent.sms.before = () => Promise.reject(new Error("refused"));
    expect((await silent.deliver()).errorCode).toBeUndefined();
  });

  it("masks nothing, or takes a method that it never offered", async () => {
    const open1 = await delivered((good) => ({
      ...good,
      maskPhone: (phone) => phone,
      maskEmail: (address) => address,
    }));
    const { activationMethods } = await open1.addCard();
    expect(activationMethods?.map(({ value }) => value)).toEqual([
      "+447700900123",
      "nadia@meridale.example",
      "+442079460000",
    ]);
    const lax = await delivered((good) => ({ ...good, isOffered: () => true }));
    await lax.deliver({ activationMethod: { type: "TEXT_TO_CARDHOLDER_NUMBER", value: "never" } });
    expect(lax.sms.sent).toHaveLength(2);
  });

  it("tells the issuer the wrong channel", async () => {
    const set = await delivered(
      (good) => ({
        ...good,
        deliverOtpBody: (...given) => ({ ...good.deliverOtpBody(...given), deliveryChannel: "EMAIL" }),
      }),
      { deliveryMode: "issuer-managed" },
    );
    expect(deliverOtpOf(set)).toMatchObject({ deliveryChannel: "EMAIL" });
  });
});
