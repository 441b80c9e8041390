import { afterEach, describe, expect, it } from "vitest";
import { type Digitization, Digitizations } from "./digitizations.ts";
import { accountOf, card, type Stage, setStage } from "./stage.fixture.ts";
import type { RegisteredCard } from "./tenants.ts";

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));

const nadiasSecond: RegisteredCard = { ...card, pan: "5555555555554444", cardId: "crd_2" };
const omars: RegisteredCard = { ...card, pan: "2223003122003222", cardId: "crd_omar", consumerId: "cns_omar" };

/** Both cards wait for their code under one correlation id; the TSP has named no token yet. */
async function twoCards(second: RegisteredCard): Promise<Stage> {
  const stage = await setStage();
  open.push(stage);
  const mobilePhoneNumber = { countryCode: "+44", phoneNumber: "7700900456" };
  stage.issuer.consumers.set(omars.consumerId, { mobilePhoneNumber });
  stage.d1.registerCard(second);
  await stage.addCard();
  await stage.addCard({}, second);
  return stage;
}

const byPhone = (value: string) => ({ activationMethod: { type: "TEXT_TO_CARDHOLDER_NUMBER", value } });
const refused = { errorCode: "INVALID_FIELD_VALUE" };

describe("one correlation id for two cards, and a token reference seen for the first time", () => {
  it("means the card that was offered the method, whichever came last (RS-09)", async () => {
    const { deliver, sms } = await twoCards(omars);
    await deliver({ ...byPhone("*********0123"), tokenUniqueReference: "T1" });
    await deliver({ ...byPhone("*********0456"), tokenUniqueReference: "T2" });
    expect(sms.sent).toMatchObject([
      { to: "+447700900123", text: expect.stringMatching(/6467$/) },
      { to: "+447700900456", text: expect.stringMatching(/3222$/) },
    ]);
  });

  it("is refused when both were offered the method, until the TSP names card and token together", async () => {
    const { deliver, ask, sms } = await twoCards(nadiasSecond);
    expect(await deliver()).toMatchObject(refused);
    expect(sms.sent).toEqual([]);
    const fundingAccountInfo = { clearPayload: accountOf(card) };
    await ask("requestActivationMethods", {
      requestId: "m1",
      correlationId: "C1",
      tokenUniqueReference: "T1",
      fundingAccountInfo,
    });
    await deliver();
    expect(sms.sent.map(({ text }) => text.slice(-4))).toEqual(["6467"]);
  });

  it("is refused when neither was offered the method", async () => {
    const { deliver, sms } = await twoCards(omars);
    expect(await deliver(byPhone("*********0789"))).toMatchObject(refused);
    expect(sms.sent).toEqual([]);
  });

  it("means the card whose last digits come with the notice of its activation", async () => {
    const { ask, d1, issuer } = await twoCards(nadiasSecond);
    await ask("notifyServiceActivated", {
      requestId: "n1",
      correlationId: "C1",
      services: ["DIGITIZATION"],
      tokenUniqueReference: "T1",
      accountPanSuffix: "6467",
      decision: "APPROVED",
      serviceRequestDateTime: "2026-07-04T12:00:00Z",
      tokenActivatedDateTime: "2026-07-04T12:05:00Z",
      tokenRequestorId: "50110030273",
      tokenType: "CLOUD",
    });
    await d1.idle();
    expect(issuer.of("cardNotification").map(({ body }) => JSON.parse(body ?? "{}").cardId)).toEqual(["crd_nadia"]);
  });

  it("ends neither when the TSP says no more than that it is cancelled", async () => {
    const { ask, d1, issuer } = await twoCards(omars);
    const cancelled = { requestId: "u1", correlationId: "C1", tokenUniqueReference: "T1", status: "DEACTIVATED" };
    expect(await ask("notifyTokenUpdated", cancelled)).toMatchObject(refused);
    await d1.idle();
    expect(issuer.of("cardNotification")).toEqual([]);
  });
});

it("means the newest digitization when one card is added to two wallets under one correlation id", async () => {
  const { deliver, sms } = await twoCards(card);
  await deliver();
  expect(sms.sent).toHaveLength(1);
});

const digitization = (digitalCardId: string, changes: Partial<Digitization> = {}): Digitization => ({
  digitalCardId,
  correlationId: "C1",
  xCorrelationId: `X${digitalCardId}`,
  card,
  requestor: {},
  state: "pending",
  ...changes,
});

describe("finding a digitization at the first sight of its token", () => {
  const activationMethod = { type: "TEXT_TO_CARDHOLDER_NUMBER", value: "*********0123" } as const;
  const designation = { correlationId: "C1", tokenUniqueReference: "T1", activationMethod };

  it("leaves out a card that is active already and so needs no code", () => {
    const digitizations = new Digitizations();
    const offer = { methods: [activationMethod] };
    const waiting = digitizations.open(digitization("a", { offer }));
    digitizations.open(digitization("b", { offer, card: omars, state: "active" }));
    expect(digitizations.find(designation)).toBe(waiting);
  });

  it("does not ask for an offered method where there is one card only: that is for the delivery to judge", () => {
    const digitizations = new Digitizations();
    const only = digitizations.open(digitization("a"));
    expect(digitizations.find(designation)).toBe(only);
  });
});

describe("what D1 keeps", () => {
  const kept = (digitizations: Digitizations) => digitizations.all().map(({ digitalCardId }) => digitalCardId);

  it("is every pending digitization, and of the others the last to end", () => {
    const digitizations = new Digitizations(1);
    for (const id of ["a", "b", "c", "d"]) digitizations.open(digitization(id));
    digitizations.change("b", { state: "active" });
    expect(kept(digitizations)).toEqual(["a", "b", "c", "d"]);
    digitizations.change("a", { state: "ended" });
    expect(kept(digitizations)).toEqual(["a", "c", "d"]);
    expect(digitizations.ofCorrelation("C1").map(({ digitalCardId }) => digitalCardId)).toEqual(["a", "c", "d"]);
  });

  it("is of very many that are pending the newest", () => {
    const digitizations = new Digitizations(0, 2);
    for (const id of ["a", "b", "c"]) digitizations.open(digitization(id));
    expect(kept(digitizations)).toEqual(["b", "c"]);
    expect(digitizations.ofCorrelation("C1").map(({ digitalCardId }) => digitalCardId)).toEqual(["b", "c"]);
  });

  it("includes the token of a forgotten digitization, which never means another card", () => {
    const digitizations = new Digitizations(0);
    digitizations.bind(digitizations.open(digitization("a")), "T1");
    digitizations.change("a", { state: "ended" });
    const newer = digitizations.open(digitization("b", { card: omars }));
    expect(digitizations.find({ correlationId: "C1", tokenUniqueReference: "T1" })).toBeUndefined();
    expect(digitizations.find({ correlationId: "C1", tokenUniqueReference: "T2" })).toBe(newer);
    expect(() => digitizations.bind(newer, "T1")).toThrow("do not name one digitization");
  });
});
