import { afterEach, describe, expect, it } from "vitest";
import { card, type Stage, setStage } from "./stage.fixture.ts";

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));
const stage: typeof setStage = async (changes, options) => {
  const set = await setStage(changes, options);
  open.push(set);
  return set;
};

const activated = (overrides: object = {}) => ({
  requestId: "n1",
  correlationId: "C1",
  services: ["DIGITIZATION"],
  tokenUniqueReference: "T1",
  accountPanSuffix: "36467",
  decision: "REQUIRE_ADDITIONAL_AUTHENTICATION",
  serviceRequestDateTime: "2026-07-04T12:00:00Z",
  tokenActivatedDateTime: "2026-07-04T12:05:00Z",
  tokenRequestorId: "50110030273",
  tokenType: "CLOUD",
  ...overrides,
});
const updated = { requestId: "u1", correlationId: "C1", tokenUniqueReference: "T1" };

const notificationsOf = ({ issuer }: Stage) =>
  issuer.of("cardNotification").map(({ body }) => JSON.parse(body ?? "{}"));

describe("the card notification", () => {
  it("tells the issuer that the card is in the wallet, once", async () => {
    const set = await stage();
    await set.addCard();
    await set.deliver();
    await set.ask("notifyServiceActivated", activated());
    await set.ask("notifyServiceActivated", activated());
    await set.ask("notifyServiceActivated", activated({ requestId: "n2" }));
    await set.d1.idle();
    expect(notificationsOf(set)).toEqual([
      {
        operationId: expect.stringMatching(/^\w{32}$/),
        operation: "DIGITIZE",
        status: "SUCCESSFUL",
        cardId: "crd_nadia",
        startTime: "2026-07-04T12:00:00.000Z",
        digitalCardIds: [expect.stringMatching(/^\w{32}$/)],
      },
    ]);
    expect(set.issuer.of("cardNotification")[0]?.url).toMatch(
      /\/issuers\/MERIDALE01\/cards\/crd_nadia\/notifications$/,
    );
  });

  it("finds the card by its suffix when the TSP names no token", async () => {
    const set = await stage();
    const second = { ...card, pan: "5555555555554444", cardId: "crd_2" };
    set.d1.registerCard(second);
    await set.addCard();
    await set.addCard({}, second);
    await set.ask("notifyServiceActivated", activated({ tokenUniqueReference: undefined }));
    await set.d1.idle();
    expect(notificationsOf(set)).toMatchObject([{ cardId: "crd_nadia" }]);
  });

  it("reports a cancelled digitization as failed, after which no code is delivered", async () => {
    const set = await stage();
    await set.addCard();
    await set.ask("notifyTokenUpdated", { ...updated, status: "INACTIVE" });
    await set.ask("notifyTokenUpdated", { ...updated, requestId: "u2", status: "DEACTIVATED" });
    await set.d1.idle();
    expect(notificationsOf(set)).toMatchObject([{ status: "FAILED" }]);
    expect(await set.deliver()).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    expect(set.sms.sent).toEqual([]);
  });

  it("does not call an active card's end a failure", async () => {
    const set = await stage();
    await set.addCard();
    await set.ask("notifyServiceActivated", activated());
    await set.ask("notifyTokenUpdated", { ...updated, status: "DEACTIVATED" });
    await set.d1.idle();
    expect(notificationsOf(set)).toMatchObject([{ status: "SUCCESSFUL" }]);
  });

  it("is tried again with the same operationId while the issuer is unavailable, ever later (RS-12)", async () => {
    const set = await stage();
    set.issuer.failing.set("cardNotification", [500, 429]);
    await set.addCard();
    await set.ask("notifyServiceActivated", activated());
    for (const [wait, tries] of [
      [0, 1],
      [499, 1],
      [501, 2],
      [999, 2],
      [1001, 3],
      [600_000, 3],
    ] as const) {
      set.clock.advance(wait);
      await set.d1.idle();
      expect(notificationsOf(set)).toHaveLength(tries);
    }
    expect(new Set(notificationsOf(set).map(({ operationId }) => operationId)).size).toBe(1);
    expect(set.lines.at(-1)).toMatch(/^notification \w{32} SUCCESSFUL sent$/);
  });

  it.each([
    ["after the last retry", [503, 503], 2, "ISSUER_UNAVAILABLE"],
    ["at once when the issuer refuses it", [400], 1, "ISSUER_REFUSED"],
  ])("is given up %s", async (_, failing, tries, code) => {
    const set = await stage({ notificationRetries: 1 });
    set.issuer.failing.set("cardNotification", [...failing]);
    await set.addCard();
    await set.ask("notifyServiceActivated", activated());
    await set.d1.idle();
    set.clock.advance(60_000);
    await set.d1.idle();
    expect(notificationsOf(set)).toHaveLength(tries);
    expect(set.lines.at(-1)).toContain(`unsent: ${code}`);
  });

  it("waiting for its next try does not keep D1 from closing", async () => {
    const set = await setStage();
    set.issuer.failing.set("cardNotification", [500]);
    await set.addCard();
    await set.ask("notifyServiceActivated", activated());
    await set.d1.idle();
    await set.d1.close();
    expect(set.lines.at(-1)).toContain("unsent: ISSUER_UNAVAILABLE");
  });

  it.each(["notifyServiceActivated", "notifyTokenUpdated"] as const)(
    "%s for an unknown token is an error",
    async (name) => {
      const set = await stage();
      const answer = await set.ask(name, { ...activated(), status: "ACTIVE" });
      expect(answer).toMatchObject({ errorCode: "INVALID_FIELD_VALUE" });
    },
  );
});
