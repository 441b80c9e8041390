import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import { addCardRequest, walletTspPaths } from "../../src/contract/wallet-tsp.ts";
import type { HttpClient } from "../../src/http.ts";
import type { Arriving, CapturedMail, CapturedSms } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import { createEndUser, type EndUser } from "./end-user.ts";
import type { Card, EndUserProfile } from "./profile.ts";

const card = (pan: string): Card => ({
  pan,
  expiryMonth: "07",
  expiryYear: "31",
  securityCode: "123",
  cardId: `crd_${pan.length}`,
});
const MASTERCARD = card("5555550000001234");
const VISA = card("4000000000005678");

const profile: EndUserProfile = {
  consumerId: "csm_nadia",
  firstName: "Nadia",
  language: "en-GB",
  phone: "+447700900123",
  email: "Nadia@Mail.Example",
  cards: [MASTERCARD, VISA],
};

const sms = (text: string, recipient = profile.phone ?? ""): Arriving<CapturedSms> => ({
  kind: "sms",
  transport: "http",
  recipient,
  sender: "Meridale",
  senderTon: 5,
  destination: { address: recipient.slice(1), ton: 1, npi: 1 },
  encoding: "gsm7",
  text,
  parts: [],
});

const mail = (html: string): Arriving<CapturedMail> => ({
  kind: "email",
  recipient: "Nadia@mail.example",
  envelope: { mailFrom: "otp@email.meridale.example", rcptTo: [] },
  raw: Buffer.from(html),
  headers: [],
  subject: "Your code",
  html,
  attachments: [],
  secure: true,
});

/** A TSP in one screen: one code for every token, delivered by SMS unless the method says otherwise. */
function standInTsp(inbox: Inbox<CapturedSms>) {
  const received: unknown[] = [];
  const view = (reference: string, state: "INACTIVE" | "ACTIVE" | "DEACTIVATED" = "INACTIVE") => ({
    tokenUniqueReference: reference,
    tokenSuffix: "9999",
    decision: "REQUIRE_ADDITIONAL_AUTHENTICATION",
    state,
    methods: [
      { id: "a1", type: "TEXT_TO_CARDHOLDER_NUMBER", value: "+** *** ***0123" },
      { id: "b2", type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "Na***@Mail.Example", addedLater: true },
    ],
    addedLater: "an unknown member",
  });
  const reference = (c: { req: { param(name: string): string | undefined } }) =>
    c.req.param("tokenUniqueReference") ?? "";
  const app = new Hono()
    .post(walletTspPaths.tokens, async (c) => {
      const body = addCardRequest.parse(await c.req.json());
      received.push(body);
      return c.json(view(`DM/${body.accountNumber.slice(-4)}`), 201);
    })
    .get(walletTspPaths.token, (c) => c.json(view(reference(c))))
    .get(walletTspPaths.methods, (c) =>
      c.json({ ...view(reference(c)), methods: [{ id: "c3", type: "X", value: "x" }] }),
    )
    .delete(walletTspPaths.token, (c) => c.json(view(reference(c), "DEACTIVATED")))
    .post(walletTspPaths.activationCodes, async (c) => {
      const { methodId } = await c.req.json();
      received.push(methodId);
      if (methodId === "b2") return c.json({ delivered: false, errorCode: "INTERNAL_SERVICE_FAILURE" });
      if (methodId !== "a1") {
        return c.json({ errorCode: "INVALID_FIELD_VALUE", errorDescription: `${methodId} of +447700900123` }, 400);
      }
      inbox.deliver(sms(`23649703 is your Meridale Bank code to add card **${reference(c).slice(-4)} to your wallet.`));
      return c.json({ delivered: true, attemptsLeft: 3 });
    })
    .post(walletTspPaths.activations, async (c) => {
      const { activationCode } = await c.req.json();
      const result = activationCode === "23649703" ? "SUCCESS" : "INCORRECT_CODE";
      return c.json({ result, attemptsLeft: 2 });
    });
  const request: HttpClient = async ({ url, method, headers = {}, body }) => {
    const answer = await app.request(url, { method, headers, ...(body !== undefined && { body }) });
    return { status: answer.status, headers: {}, body: await answer.text() };
  };
  return { received, request };
}

interface Street {
  readonly smsInbox: Inbox<CapturedSms>;
  readonly mailInbox: Inbox<CapturedMail>;
  readonly received: readonly unknown[];
  moveIn(changes?: Partial<EndUserProfile>, request?: HttpClient): EndUser;
}

function street(): Street {
  const clock = new ManualClock(0);
  const smsInbox = new Inbox<CapturedSms>(clock);
  const mailInbox = new Inbox<CapturedMail>(clock);
  const tsp = standInTsp(smsInbox);
  return {
    smsInbox,
    mailInbox,
    received: tsp.received,
    moveIn: (changes, request = tsp.request) =>
      createEndUser({
        profile: { ...profile, ...changes },
        wallet: { tsp: { url: "http://127.0.0.1:1", request } },
        sms: smsInbox,
        mail: mailInbox,
      }),
  };
}

describe("an End User", () => {
  it("adds a card, chooses the SMS, reads the code on the phone and types it", async () => {
    const nadia = street().moveIn();
    const inWallet = await nadia.wallet.addCard(MASTERCARD);
    expect(await inWallet.choose("TEXT_TO_CARDHOLDER_NUMBER")).toEqual({ delivered: true, attemptsLeft: 3 });
    const message = await nadia.phone.next({ timeoutMs: 1_000 });
    expect(await inWallet.typeCode(nadia.readCode(message) ?? "")).toEqual({ result: "SUCCESS", attemptsLeft: 2 });
  });

  it("tells the TSP of card, wallet and device", async () => {
    const { moveIn, received } = street();
    const { tokenUniqueReference, added } = await moveIn().wallet.addCard(VISA, { deviceName: "Nadia's phone" });
    expect(received).toEqual([
      {
        accountNumber: VISA.pan,
        expiryMonth: "07",
        expiryYear: "31",
        securityCode: "123",
        tokenRequestorId: "90000000001",
        walletId: "900",
        consumerFacingEntityName: "Veloria Wallet",
        deviceInfo: { deviceName: "Nadia's phone" },
      },
    ]);
    expect(tokenUniqueReference).toBe("DM/5678");
    expect(added).toMatchObject({ decision: "REQUIRE_ADDITIONAL_AUTHENTICATION", tokenSuffix: "9999" });
  });

  it("has several cards on their way at once, each with its own token", async () => {
    const nadia = street().moveIn();
    const [first, second] = [await nadia.wallet.addCard(MASTERCARD), await nadia.wallet.addCard(VISA)];
    expect((await first.status()).tokenUniqueReference).toBe("DM/1234");
    expect(await second.cancel()).toMatchObject({ tokenUniqueReference: "DM/5678", state: "DEACTIVATED" });
  });

  it("chooses by id as well, and asks again for the method chosen last", async () => {
    const { moveIn, received } = street();
    const inWallet = await moveIn().wallet.addCard(VISA);
    expect(await inWallet.choose("b2")).toEqual({ delivered: false, errorCode: "INTERNAL_SERVICE_FAILURE" });
    await inWallet.resend();
    expect(received.slice(1)).toEqual(["b2", "b2"]);
  });

  it("chooses among the methods that were offered last", async () => {
    const inWallet = await street().moveIn().wallet.addCard(VISA);
    expect(await inWallet.methods()).toEqual([{ id: "c3", type: "X", value: "x" }]);
    await expect(inWallet.choose("TEXT_TO_CARDHOLDER_NUMBER")).rejects.toMatchObject({ code: "WALLET_REFUSED" });
  });

  it("cannot ask for the code again before a method was chosen", async () => {
    const inWallet = await street().moveIn().wallet.addCard(VISA);
    await expect(inWallet.resend()).rejects.toMatchObject({ code: "NO_METHOD_CHOSEN" });
  });

  it("hears of a wrong code by the result, not by an error", async () => {
    const inWallet = await street().moveIn().wallet.addCard(VISA);
    expect(await inWallet.typeCode("000000")).toEqual({ result: "INCORRECT_CODE", attemptsLeft: 2 });
  });
});

describe("the wallet's errors", () => {
  it("say what was refused and with which code, and quote nothing else", async () => {
    const inWallet = await street().moveIn().wallet.addCard(VISA);
    const refused = await inWallet.choose("never-offered").catch((error) => error);
    expect(refused).toMatchObject({ code: "WALLET_REFUSED" });
    expect(refused.message).toBe("wallet -> TSP: asking for a code was refused (400 INVALID_FIELD_VALUE)");
  });

  it.each([
    ["a server error without a body", { status: 503, body: "" }, "WALLET_REFUSED", "was refused (503)"],
    [
      "an error code that is none",
      { status: 400, body: '{"errorCode":"5555550000001234 is wrong","errorDescription":""}' },
      "WALLET_REFUSED",
      "was refused (400)",
    ],
    ["an answer that is not JSON", { status: 200, body: "<html>" }, "WALLET_ANSWER_INVALID", 'not as agreed at ""'],
    [
      "an answer of another shape",
      { status: 200, body: '{"tokenUniqueReference":1}' },
      "WALLET_ANSWER_INVALID",
      'at "tokenUniqueReference"',
    ],
  ])("are coded for %s", async (_what, answer, code, complaint) => {
    const nadia = street().moveIn({}, async () => ({ headers: {}, ...answer }));
    const error = await nadia.wallet.addCard(MASTERCARD).catch((thrown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(complaint) });
  });
});

describe("phone and mailbox", () => {
  it("give each message once, in order, as soon as it is there", async () => {
    const { smsInbox, moveIn } = street();
    const { phone } = moveIn();
    smsInbox.deliver(sms("one"));
    expect((await phone.next({ timeoutMs: 1_000 })).text).toBe("one");
    const waiting = phone.next({ timeoutMs: 1_000 });
    smsInbox.deliver(sms("not hers", "+447700900456"));
    smsInbox.deliver(sms("two"));
    expect((await waiting).text).toBe("two");
    await expect(phone.next({ timeoutMs: 10 })).rejects.toMatchObject({ code: "INBOX_TIMEOUT" });
  });

  it("give two who wait at once a message each", async () => {
    const { smsInbox, moveIn } = street();
    const { phone } = moveIn();
    const waiting = Promise.all([phone.next({ timeoutMs: 1_000 }), phone.next({ timeoutMs: 1_000 })]);
    smsInbox.deliver(sms("one"));
    smsInbox.deliver(sms("two"));
    expect((await waiting).map(({ text }) => text).sort()).toEqual(["one", "two"]);
  });

  it("never show what was sent before their time", async () => {
    const { smsInbox, moveIn } = street();
    const first = moveIn();
    smsInbox.deliver(sms("old"));
    const second = moveIn();
    await second.ready();
    smsInbox.deliver(sms("new"));
    expect((await second.phone.next({ timeoutMs: 1_000 })).text).toBe("new");
    expect((await second.phone.all()).map(({ text }) => text)).toEqual(["new"]);
    expect((await first.phone.all()).map(({ text }) => text)).toEqual(["old", "new"]);
  });

  it("find the mailbox whatever the case of its domain", async () => {
    const { mailInbox, moveIn } = street();
    const nadia = moveIn();
    mailInbox.deliver(mail("<p>Card ending 1234: your activation code is <b>A1B2C3D4</b></p>"));
    const message = await nadia.mailbox.next({ timeoutMs: 1_000 });
    expect(nadia.readCode(message)).toBe("A1B2C3D4");
  });

  it("stay empty for a person without either", async () => {
    const { phone: _phone, email: _email, ...unreachable } = profile;
    const bed = street();
    const nobody = createEndUser({
      profile: unreachable,
      wallet: { tsp: { url: "http://127.0.0.1:1", request: async () => ({ status: 500, headers: {}, body: "" }) } },
      sms: bed.smsInbox,
      mail: bed.mailInbox,
    });
    bed.smsInbox.deliver(sms("not theirs"));
    expect(await nobody.phone.all()).toEqual([]);
    await expect(nobody.mailbox.next({ timeoutMs: 10 })).rejects.toMatchObject({ code: "NO_ADDRESS" });
  });

  it("report a source that fails to whoever reads, and to nobody else", async () => {
    const broken = { list: () => Promise.reject(new Error("gone")), waitFor: () => Promise.reject(new Error("gone")) };
    const { phone } = createEndUser({
      profile,
      wallet: { tsp: { url: "http://127.0.0.1:1", request: async () => ({ status: 500, headers: {}, body: "" }) } },
      sms: broken,
      mail: broken,
    });
    await expect(phone.next({ timeoutMs: 10 })).rejects.toThrow("gone");
  });
});

describe("readCode", () => {
  const read = (text: string) =>
    street()
      .moveIn()
      .readCode({ ...sms(text), id: "m1", sequence: 1, receivedAt: 0 });

  it.each([
    ["the second card's ending is not the code", "Code 4821 for 5678", "4821"],
    [
      "a code that looks like an ending, beside the own one",
      "use XX5679 to add your card XX5678 to your wallet.",
      "XX5679",
    ],
    ["nothing to read", "Your card **1234 was added.", undefined],
  ])("knows the person's own cards: %s", (_case, text, code) => {
    expect(read(text)).toBe(code);
  });
});
