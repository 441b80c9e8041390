import { afterAll, beforeAll, expect, it } from "vitest";
import { ManualClock } from "../../clock.ts";
import { createTestBed, type PortlessTestBed } from "./create-bed-in-tests.ts";

const clock = new ManualClock(Date.UTC(2026, 6, 4, 10));
let bed: PortlessTestBed;

beforeAll(async () => {
  bed = await createTestBed({ clock });
});

afterAll(() => bed.close());

it.each(["d1-managed", "issuer-managed"] as const)("does a whole step-up without a port, %s", async (deliveryMode) => {
  await using own = await createTestBed({ issuer: { deliveryMode } });
  const nadia = await own.enrol();
  const card = await nadia.addCard();
  await card.choose("email");
  const { code, panSuffix } = await nadia.nextMail();
  expect(panSuffix).toBe(nadia.profile.cards[0]?.pan.slice(-4));
  expect(await card.typeCode(code)).toMatchObject({ result: "SUCCESS" });
  expect(process.getActiveResourcesInfo()).not.toContain("TCPServerWrap");
});

it("gives everybody contacts and cards of their own", async () => {
  const people = await Promise.all(Array.from({ length: 60 }, () => bed.enrol()));
  for (const member of ["phone", "email", "consumerId"] as const) {
    expect(new Set(people.map(({ profile }) => profile[member])).size).toBe(60);
  }
  expect(new Set(people.map(({ profile }) => profile.cards[0]?.pan)).size).toBe(60);
});

it("draws the same people for the same seed", async () => {
  const enrolOne = async (seed: string) => {
    await using own = await createTestBed({ seed });
    return (await own.enrol()).profile;
  };
  expect(await enrolOne("a")).toEqual(await enrolOne("a"));
  expect(await enrolOne("a")).not.toEqual(await enrolOne("b"));
});

it("says when the numbers that are nobody's run out", async () => {
  await using own = await createTestBed();
  const enrolMany = async () => {
    for (let count = 0; count <= 200; count++) await own.enrol({ cardCount: 0 });
  };
  await expect(enrolMany()).rejects.toMatchObject({ code: "TOO_MANY_END_USERS" });
  const phone = { countryCode: "+1", phoneNumber: "2025550199" };
  expect((await own.enrol({ phone })).profile.phone).toBe("+12025550199");
});

it("enrols as it was wished", async () => {
  const omar = await bed.enrol({
    firstName: "Omar",
    language: "fr-FR",
    email: undefined,
    cardCount: 2,
    network: "visa",
  });
  const { email, phone, cards, ...profile } = omar.profile;
  expect(profile).toMatchObject({ firstName: "Omar", language: "fr-FR" });
  expect(email).toBeUndefined();
  expect(phone).toMatch(/^\+/);
  expect(cards.map(({ pan }) => pan.charAt(0))).toEqual(["4", "4"]);
});

it("adds whichever card is meant", async () => {
  const ines = await bed.enrol({ cardCount: 2 });
  const [, second] = ines.profile.cards;
  const card = await ines.addCard(second);
  await card.choose("sms");
  expect((await ines.nextSms()).panSuffix).toBe(second?.pan.slice(-4));
});

it("cannot add a card that nobody has", async () => {
  const nobody = await bed.enrol({ cardCount: 0 });
  await expect(nobody.addCard()).rejects.toMatchObject({ code: "NO_CARD" });
});

it("sends again, lists all that came, and takes a card back", async () => {
  const yara = await bed.enrol();
  const card = await yara.addCard();
  await card.choose("sms");
  await card.resend();
  const messages = await yara.messages();
  expect(messages.map(({ captured }) => captured.kind)).toEqual(["sms", "sms"]);
  expect(messages.map(({ code }) => code)).toEqual([(await yara.nextSms()).code, (await yara.nextSms()).code]);
  await card.cancel();
  expect(await card.status()).toMatchObject({ state: "DEACTIVATED" });
});

it("chooses by the id of a method too", async () => {
  const lior = await bed.enrol();
  const card = await lior.addCard();
  const methods = await card.methods();
  const email = methods.find(({ type }) => type === "EMAIL_TO_CARDHOLDER_ADDRESS");
  await card.choose(email?.id ?? "");
  expect((await lior.nextMail()).captured.recipient).toBe(lior.profile.email);
});

it("lists and awaits what came to anybody, whatever the case of the domain", async () => {
  const mina = await bed.enrol({ email: "Mina@MAIL.example" });
  const before = (await bed.mail.list()).at(-1)?.sequence ?? 0;
  await (await mina.addCard()).choose("email");
  const mail = await bed.mail.waitFor({ recipient: "Mina@Mail.Example", after: before });
  expect(mail.code).toBe((await mina.nextMail()).code);
  const others = { after: before, matches: ({ text }: { readonly text: string }) => !text.includes(mail.code) };
  expect(await bed.mail.list(others)).toEqual([]);
});

it("uses templates of one's own, and closes again when they are missing", async () => {
  const broken = createTestBed({ issuer: { templates: "/nowhere" } });
  await expect(broken).rejects.toMatchObject({ attribution: "CONFIGURATION" });
});
