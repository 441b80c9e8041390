import { afterEach, describe, expect, it } from "vitest";
import { nadia, OTP, type Stage, setStage, tenant } from "./stage.fixture.ts";
import type { NoticeSettings } from "./tenants.ts";

const DAY_MS = 86_400_000;
const reminder: NonNullable<NoticeSettings["reminder"]> = { templates: tenant.templates, delayMs: DAY_MS, max: 2 };

const open: Stage[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ d1 }) => d1.close())));
const stage: typeof setStage = async (changes, options) => {
  const set = await setStage(changes, options);
  open.push(set);
  return set;
};

async function moveOn({ clock, d1 }: Stage, ms: number): Promise<void> {
  clock.advance(ms);
  await d1.idle();
}

const notice = (operation: "notifyServiceActivated" | "notifyTokenUpdated", set: Stage, more: object) =>
  set.ask(operation, { requestId: operation, correlationId: "C1", tokenUniqueReference: "T1", ...more });

const activate = (set: Stage) =>
  notice("notifyServiceActivated", set, {
    services: ["DIGITIZATION"],
    accountPanSuffix: "6467",
    decision: "REQUIRE_ADDITIONAL_AUTHENTICATION",
    serviceRequestDateTime: "2026-07-04T12:00:00Z",
    tokenActivatedDateTime: "2026-07-04T12:05:00Z",
    tokenRequestorId: "50110030273",
    tokenType: "CLOUD",
  });

describe("a reminder", () => {
  it("comes when its time has come, as often as was agreed, and knows no code (LC-12)", async () => {
    const set = await stage({ notices: { reminder } });
    await set.addCard();
    await set.deliver();
    await moveOn(set, DAY_MS - 1);
    expect(set.sms.sent).toHaveLength(1);
    for (const _ of [1, 2, 3]) await moveOn(set, DAY_MS);
    const [code, ...reminders] = set.sms.sent.map(({ text }) => text);
    expect(code).toContain(OTP);
    expect(reminders).toEqual(Array(2).fill(" est votre code pour la carte **6467"));
  });

  it("goes by e-mail to whoever has no phone", async () => {
    const set = await stage({ notices: { reminder } });
    const { mobilePhoneNumber: _, ...reachable } = nadia;
    set.issuer.consumers.set("cns_nadia", reachable);
    await set.addCard();
    await moveOn(set, DAY_MS);
    expect(set.mail.sent.map(({ to }) => to)).toEqual([nadia.email]);
    expect(set.sms.sent).toEqual([]);
  });

  it("does not come once the card is active, or the issuer wants none any more", async () => {
    const [finished, calledOff] = [await stage({ notices: { reminder } }), await stage({ notices: { reminder } })];
    await finished.addCard();
    await activate(finished);
    await calledOff.addCard();
    calledOff.d1.onboard(tenant);
    for (const set of [finished, calledOff]) {
      await moveOn(set, DAY_MS);
      expect(set.sms.sent).toEqual([]);
    }
  });

  it("that nobody takes is logged by its cause, and the next one is tried", async () => {
    const set = await stage({ notices: { reminder } });
    await set.addCard();
    set.issuer.failing.set("consumer", [404]);
    await moveOn(set, DAY_MS);
    expect(set.lines.join()).toMatch(/no notice for \w{32}: [A-Z0-9_]+/);
    await moveOn(set, DAY_MS);
    expect(set.sms.sent).toHaveLength(1);
  });
});

it("confirms an activation where that was agreed, once", async () => {
  const set = await stage({ notices: { activated: tenant.templates } });
  await set.addCard();
  await activate(set);
  await activate(set);
  await set.d1.idle();
  expect(set.sms.sent).toHaveLength(1);
});

describe("the session", () => {
  it("ends an unfinished digitization: the issuer hears FAILED, and no code is delivered any more (LC-11)", async () => {
    const set = await stage({ sessionMs: DAY_MS });
    await set.addCard();
    await moveOn(set, DAY_MS - 1);
    expect(set.issuer.of("cardNotification")).toHaveLength(0);
    await moveOn(set, 1);
    expect(set.issuer.of("cardNotification").map(({ body }) => JSON.parse(body ?? ""))).toMatchObject([
      { operation: "DIGITIZE", status: "FAILED" },
    ]);
    expect(await set.deliver({ expirationDateTime: "2026-07-09T12:00:00Z" })).toMatchObject({
      errorCode: "INVALID_FIELD_VALUE",
    });
    expect(set.sms.sent).toEqual([]);
  });

  it("does not end what is finished", async () => {
    const set = await stage({ sessionMs: DAY_MS });
    await set.addCard();
    await activate(set);
    await moveOn(set, DAY_MS);
    expect(set.issuer.of("cardNotification")).toHaveLength(1);
  });
});
