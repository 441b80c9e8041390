import { ManualClock, startTestBed, type TestBed } from "stepproof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** One bed serves the whole file: everybody enrolled has contacts and cards of their own. */
let bed: TestBed;

beforeAll(async () => {
  bed = await startTestBed();
});

afterAll(() => bed.close());

it("activates a card with the code that came by SMS", async () => {
  const nadia = await bed.enrol();
  const card = await nadia.addCard();
  await card.choose("sms");

  const sms = await nadia.nextSms();

  expect(sms.captured.sender).toBe("Meridale");
  expect(sms.panSuffix).toBe(nadia.profile.cards[0]?.pan.slice(-4));
  expect(await card.typeCode(sms.code)).toMatchObject({ result: "SUCCESS" });
  expect(await card.status()).toMatchObject({ state: "ACTIVE" });
});

it("offers no SMS to somebody without a phone, and writes to their mailbox", async () => {
  const omar = await bed.enrol({ firstName: "Omar", language: "fr-FR", phone: undefined });
  const card = await omar.addCard();
  expect(card.added.methods.map(({ type }) => type)).not.toContain("TEXT_TO_CARDHOLDER_NUMBER");

  await card.choose("email");
  const mail = await omar.nextMail();

  expect(mail.captured.subject).toMatch(/code/i);
  expect(await card.typeCode(mail.code)).toMatchObject({ result: "SUCCESS" });
});

it("sends one message, by the channel that was chosen", async () => {
  const ines = await bed.enrol();
  const card = await ines.addCard();
  expect(await card.choose("email")).toMatchObject({ delivered: true });

  const all = await ines.messages();

  expect(all.map(({ captured }) => captured.kind)).toEqual(["email"]);
});

it("counts a wrong code", async () => {
  const card = await (await bed.enrol()).addCard();
  await card.choose("sms");
  expect(await card.typeCode("wrong")).toEqual({ result: "INCORRECT_CODE", attemptsLeft: 2 });
});

describe("the inbox", () => {
  it("waits for a message that your own system sends", async () => {
    const recipient = "+4917604069055";
    const waiting = bed.sms.waitFor({ recipient, matches: ({ codes }) => codes.length > 0 });

    await fetch(`${bed.addresses.smsCentre}/sms`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ to: recipient, from: "Meridale", text: "Your code is 004917, for the card ending 4242." }),
    });

    const sms = await waiting;
    expect([sms.code, sms.panSuffix]).toEqual(["004917", "4242"]);
  });

  it("says what is missing when nothing comes", async () => {
    const waiting = bed.mail.waitFor({ recipient: "nobody@mail.example" }, { timeoutMs: 10 });
    await expect(waiting).rejects.toMatchObject({ code: "INBOX_TIMEOUT" });
  });
});

it("lets time pass without waiting, under an issuer of your own making", async () => {
  const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
  await using slow = await startTestBed({ clock, issuer: { deliveryMode: "issuer-managed", otp: { length: 8 } } });
  const yara = await slow.enrol({ network: "visa" });
  const card = await yara.addCard();
  await card.choose("sms");
  const { code } = await yara.nextSms();
  expect(code).toMatch(/^\d{8}$/);

  clock.advance(31 * 60_000);

  expect(await card.typeCode(code)).toMatchObject({ result: "EXPIRED_CODE" });
});
