import http from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import { createHttpClient } from "../http.ts";
import { serveApp } from "../serve.ts";
import type { Arriving, CapturedMail, CapturedMessage, CapturedSms } from "./captured-message.ts";
import { Inbox } from "./inbox.ts";
import { createInboxApi } from "./inbox-api.ts";
import { createInboxClient } from "./inbox-client.ts";
import { capturedMailShape, capturedSmsShape, type MessageShape } from "./message-json.ts";

const NADIA = "+447700900123";
const OMAR = "+447700900456";

const sms = (recipient: string, text: string): Arriving<CapturedSms> => ({
  kind: "sms",
  transport: "smpp",
  recipient,
  sender: "Meridale",
  senderTon: 5,
  destination: { address: recipient.slice(1), ton: 1, npi: 1 },
  encoding: "gsm7",
  text,
  parts: [{ index: 1, total: 1, dataCoding: 0, payload: Buffer.from([0, 0x1b, 0x65, 255]), text }],
});

const mail = (recipient: string, html: string): Arriving<CapturedMail> => ({
  kind: "email",
  recipient,
  envelope: { mailFrom: "otp@email.meridale.example", rcptTo: [recipient] },
  raw: Buffer.from("Subject: code\r\n\r\n\xff\x00", "latin1"),
  headers: [["Subject", " code"]],
  subject: "code",
  html,
  attachments: [{ contentType: "text/calendar" }],
  secure: true,
});

/** What a server that looks at who sends adds. */
const asReceived: Partial<Arriving<CapturedMail>> = {
  helo: "mx.email.meridale.example",
  authentication: {
    spf: { result: "softfail", domain: "email.meridale.example" },
    dkim: [
      {
        domain: "a.example",
        selector: "s1",
        algorithm: "rsa-sha256",
        result: "pass",
        signedHeaders: ["from"],
        bodyLength: 9,
      },
      {
        domain: "b.example",
        selector: "s2",
        algorithm: "rsa-sha1",
        result: "policy",
        comment: "weak",
        signedHeaders: [],
      },
    ],
    dmarc: { result: "fail", fromDomains: ["c.example"], policy: "quarantine", aligned: { spf: false, dkim: true } },
    authenticationResults: "mail.stepproof.test; spf=softfail",
  },
  trace: [["Received", "from mx.email.meridale.example"]],
  folder: "junk",
};

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0)) await resource.close();
});

const smsInbox = () => new Inbox<CapturedSms>(new ManualClock(1_000));
const smsApi = (...texts: readonly string[]) => {
  const inbox = smsInbox();
  const ids = texts.map((text) => inbox.deliver(sms(NADIA, text)).id);
  return { inbox, ids, api: createInboxApi(inbox) };
};

/** The inbox on a real socket, and a client of it. */
async function overHttp<Message extends CapturedMessage>(inbox: Inbox<Message>, shape: MessageShape<Message>) {
  const served = await serveApp(createInboxApi(inbox), { name: "inbox" });
  const client = createHttpClient({ call: "test -> inbox" });
  open.push(client, served);
  return { url: served.url, source: createInboxClient({ url: served.url, request: client.request, shape }) };
}

describe("createInboxApi", () => {
  it("lists messages with what a reader finds in them", async () => {
    const { api } = smsApi("Card ending 9876: your activation code is 23649703");
    expect(await (await api.request("/")).json()).toMatchObject({
      cursor: 1,
      messages: [{ sequence: 1, code: "23649703", panSuffix: "9876", parts: [{ payload: "ABtl/w==" }] }],
    });
  });

  it("leaves out code and suffix where there are none", async () => {
    const { ids, api } = smsApi("Hello");
    const message = await (await api.request(`/${ids[0]}`)).json();
    expect(message).toMatchObject({ text: "Hello" });
    expect(message).not.toHaveProperty("code");
    expect(message).not.toHaveProperty("panSuffix");
  });

  it("lists by recipient, and pages on from its cursor", async () => {
    const { inbox, api } = smsApi("one", "two", "three");
    inbox.deliver(sms(OMAR, "not hers"));
    const url = `/?recipient=${encodeURIComponent(NADIA)}`;
    const first = await (await api.request(`${url}&limit=2`)).json();
    expect(first).toMatchObject({ cursor: 2, messages: [{ text: "one" }, { text: "two" }] });
    const rest = await (await api.request(`${url}&after=2`)).json();
    expect(rest).toMatchObject({ cursor: 4, messages: [{ text: "three" }] });
  });

  it("ends a page of large mails early, but gives every mail", async () => {
    const inbox = new Inbox<CapturedMail>(new ManualClock(0));
    for (const _ of [1, 2, 3]) inbox.deliver({ ...mail("nadia@mail.example", ""), raw: Buffer.alloc(300_000) });
    const page = await (await createInboxApi(inbox).request("/")).json();
    expect(page).toMatchObject({ cursor: 1, messages: [{ sequence: 1 }] });
    expect(page).not.toHaveProperty("messages.1");
    const { source } = await overHttp(inbox, capturedMailShape);
    expect((await source.list()).map(({ sequence, raw }) => [sequence, raw.length])).toEqual([
      [1, 300_000],
      [2, 300_000],
      [3, 300_000],
    ]);
  });

  it("gives a mail's own octets, and the parts of an SMS", async () => {
    const inbox = new Inbox<CapturedMail>(new ManualClock(0));
    const { id, raw } = inbox.deliver(mail("nadia@mail.example", "<p>code 123456"));
    const answer = await createInboxApi(inbox).request(`/${id}/raw`);
    expect(answer.headers.get("content-type")).toBe("message/rfc822");
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(raw);
    const { ids, api } = smsApi("hi");
    expect(await (await api.request(`/${ids[0]}/raw`)).json()).toMatchObject([
      { index: 1, total: 1, payload: "ABtl/w==" },
    ]);
  });

  it("deletes one message, or all", async () => {
    const { inbox, ids, api } = smsApi("one", "two", "three");
    expect((await api.request(`/${ids[1]}`, { method: "DELETE" })).status).toBe(204);
    expect(inbox.list().map(({ text }) => text)).toEqual(["one", "three"]);
    expect((await api.request("/", { method: "DELETE" })).status).toBe(204);
    expect(inbox.list()).toEqual([]);
  });

  it.each([
    ["/?after=soon", "after: must be a whole number"],
    ["/?limit=-1", "limit: must be a whole number"],
    ["/?limit=1001", "limit: must be at most 1000"],
    ["/?recipient=", "recipient: must not be empty"],
    ["/wait?timeout=1e3", "timeout: must be a whole number"],
    ["/wait?timeout=60001", "timeout: must be at most 60000"],
  ])("answers %s with 400, naming the parameter", async (url, error) => {
    const answer = await smsApi().api.request(url);
    expect([answer.status, await answer.json()]).toEqual([400, { error }]);
  });

  it.each([
    ["GET", "/none-7"],
    ["GET", "/none-7/raw"],
    ["DELETE", "/none-7"],
  ])("answers %s of an unknown id with 404", async (method, url) => {
    const answer = await smsApi().api.request(url, { method });
    expect([answer.status, await answer.json()]).toEqual([404, { error: "id: there is no such message" }]);
  });

  it("answers 408 when nothing came in time", async () => {
    const answer = await smsApi().api.request("/wait?timeout=10");
    expect(answer.status).toBe(408);
    expect(await answer.json()).toEqual({ error: expect.stringContaining("no such message within 10 ms") });
  });

  it("answers a wait as soon as the message is there", async () => {
    const inbox = smsInbox();
    const { url } = await overHttp(inbox, capturedSmsShape);
    const waiting = fetch(`${url}/wait?recipient=${encodeURIComponent(NADIA)}&timeout=5000`);
    await waiterAt(inbox);
    const delivered = performance.now();
    inbox.deliver(sms(OMAR, "not hers"));
    inbox.deliver(sms(NADIA, "code 123456"));
    expect(await (await waiting).json()).toMatchObject({ sequence: 2, code: "123456" });
    expect(performance.now() - delivered).toBeLessThan(500);
  });

  it("stops waiting when the client hangs up", async () => {
    const inbox = smsInbox();
    const { url } = await overHttp(inbox, capturedSmsShape);
    const signal = waiterAt(inbox);
    const request = http.get(`${url}/wait?timeout=60000`).on("error", () => undefined);
    const ended = new Promise((resolve) => signal.then((given) => given.addEventListener("abort", resolve)));
    await signal;
    request.destroy();
    await ended;
  });
});

/** Resolves with the signal of the next wait, once the inbox has it. */
function waiterAt(inbox: Inbox<CapturedSms>): Promise<AbortSignal> {
  return new Promise((resolve) => {
    const { waitFor } = inbox;
    inbox.waitFor = (query, options) => {
      const waiting = waitFor.call(inbox, query, options);
      if (options.signal) resolve(options.signal);
      return waiting;
    };
  });
}

describe("createInboxClient", () => {
  it("reads an SMS as it lies in the inbox, octets and all", async () => {
    const inbox = smsInbox();
    const { source } = await overHttp(inbox, capturedSmsShape);
    const filed = inbox.deliver(sms(NADIA, "code 123456"));
    expect(await source.list({ recipient: NADIA })).toEqual([filed]);
    expect(await source.waitFor({ after: 0 }, { timeoutMs: 1_000 })).toEqual(filed);
  });

  it("reads a mail as it lies in the inbox, octets and all", async () => {
    const inbox = new Inbox<CapturedMail>(new ManualClock(0));
    const { source } = await overHttp(inbox, capturedMailShape);
    const filed = inbox.deliver(mail("nadia@mail.example", "<p>code 123456"));
    const judged = inbox.deliver({ ...mail("nadia@mail.example", "<p>code 654321"), ...asReceived });
    expect(await source.list()).toEqual([filed, judged]);
  });

  it("waits on past messages that do not match", async () => {
    const inbox = smsInbox();
    const { source } = await overHttp(inbox, capturedSmsShape);
    inbox.deliver(sms(NADIA, "hello"));
    const waiting = source.waitFor({ matches: ({ text }) => text.startsWith("code") }, { timeoutMs: 5_000 });
    await waiterAt(inbox);
    const filed = inbox.deliver(sms(NADIA, "code 123456"));
    expect(await waiting).toEqual(filed);
    expect(await source.list({ matches: ({ text }) => text === "hello" })).toHaveLength(1);
  });

  it("reports its own time-out like an inbox", async () => {
    const { source } = await overHttp(smsInbox(), capturedSmsShape);
    await expect(source.waitFor({ recipient: NADIA }, { timeoutMs: 20 })).rejects.toMatchObject({
      code: "INBOX_TIMEOUT",
      message: "no such message within 20 ms",
    });
  });

  it("gives up at once when told to", async () => {
    const inbox = smsInbox();
    const { source } = await overHttp(inbox, capturedSmsShape);
    const giveUp = new AbortController();
    const waiting = source.waitFor({}, { timeoutMs: 60_000, signal: giveUp.signal });
    await waiterAt(inbox);
    giveUp.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
  });

  it.each([
    ["an error", { status: 500, body: "{}" }, "it answered 500"],
    ["something else than JSON", { status: 200, body: "<html>" }, "its answer is not JSON"],
    ["another shape", { status: 200, body: '{"cursor":1,"messages":[{}]}' }, 'at "messages.0.id"'],
    [
      "the other kind of message",
      {
        status: 200,
        body: '{"cursor":1,"messages":[{"id":"m1","sequence":1,"receivedAt":1,"recipient":"x","kind":"email"}]}',
      },
      'at "messages.0.kind"',
    ],
  ])("refuses %s, saying what is wrong", async (_what, answer, complaint) => {
    const request = async () => ({ headers: {}, ...answer });
    const source = createInboxClient({ url: "http://127.0.0.1:1", request, shape: capturedSmsShape });
    const refused = await Promise.resolve(source.list()).catch((error) => error);
    expect(refused).toMatchObject({ code: "INBOX_API_FAILED" });
    expect(refused.message).toContain(complaint);
  });
});
