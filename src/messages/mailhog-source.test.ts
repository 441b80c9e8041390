import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { ManualClock } from "../clock.ts";
import { silent } from "../log.ts";
import { createAuthority } from "../pki.ts";
import type { MailSender } from "../sending/sender.ts";
import { createSmtpSender } from "../sending/smtp-sender.ts";
import { createMailHogSource } from "./mailhog-source.ts";

const nadia = "nadia@veloria.example";

let clock: ManualClock;
let mailHog: MailServer;
let sender: MailSender;

beforeAll(async () => {
  const tls = await (await createAuthority("MailHog source test")).issue({ commonName: "localhost" });
  clock = new ManualClock(Date.parse("2026-03-01T10:00:00Z"));
  mailHog = await startMailServer({ clock, log: silent, tls });
  sender = createSmtpSender({ ...mailHog.smtp, ca: tls.ca, maxConnections: 1 });
});

afterAll(async () => {
  await sender.close();
  await mailHog.close();
});

beforeEach(() => mailHog.inbox.clear());

const send = (to: string, subject: string) =>
  sender.send({
    from: "otp@email.meridale.example",
    to,
    subject,
    text: "123456 is your code.",
    html: "<p>123456 is your code.</p>",
    date: new Date(clock.now()),
  });

describe("a mailbox behind a foreign MailHog", () => {
  it("lists its mails in order of arrival, decoded, dated by MailHog", async () => {
    const source = createMailHogSource({ url: mailHog.url });
    await send(nadia, "Código 1");
    clock.advance(1_000);
    await send(nadia, "two");
    await send("omar@veloria.example", "his");
    const mails = await source.list({ recipient: nadia });
    expect(mails.map(({ subject, receivedAt }) => [subject, receivedAt])).toEqual([
      ["Código 1", clock.now() - 1_000],
      ["two", clock.now()],
    ]);
    expect(mails[0]).toMatchObject({
      text: "123456 is your code.",
      html: "<p>123456 is your code.</p>",
      envelope: { mailFrom: "otp@email.meridale.example", rcptTo: [nadia] },
      raw: mailHog.inbox.list({ recipient: nadia })[0]?.raw,
    });
  });

  it("files a mail once however often it is read, also by two readers at a time, and drops it with MailHog", async () => {
    const source = createMailHogSource({ url: `${mailHog.url}/` });
    await send(nadia, "once");
    const [first, second] = await Promise.all([source.list(), source.list()]);
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
    mailHog.inbox.clear();
    expect(await source.list()).toEqual([]);
  });

  it("finds a mail that arrives while it waits, by reading again", async () => {
    const pauses: number[] = [];
    const source = createMailHogSource({
      url: mailHog.url,
      rereadMs: 70,
      async pause(ms) {
        pauses.push(ms);
        await send(nadia, `arrived ${pauses.length}`);
      },
    });
    const matches = ({ subject }: { readonly subject: string }) => subject === "arrived 2";
    const found = await source.waitFor({ recipient: nadia, matches }, { timeoutMs: 5_000 });
    expect(found.subject).toBe("arrived 2");
    await source.list();
    expect(pauses).toEqual([70, 70]);
  });

  it("looks at the newest mails only, as many as it is told to", async () => {
    for (const subject of ["one", "two", "three"]) await send(nadia, subject);
    const source = createMailHogSource({ url: mailHog.url, maxMessages: 2 });
    expect((await source.list()).map(({ subject }) => subject)).toEqual(["two", "three"]);
  });

  it("shows a mail that cannot be decoded, undecoded, and the others beside it", async () => {
    const parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(300);
    const raw = Buffer.from(`Subject: odd\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`);
    const envelope = { mailFrom: "", rcptTo: [nadia] };
    const odd = { envelope, raw, headers: [], subject: "", attachments: [], secure: false };
    mailHog.inbox.deliver({ kind: "email", recipient: nadia, ...odd });
    await send(nadia, "well");
    const mails = await createMailHogSource({ url: mailHog.url }).list();
    expect(mails.map(({ subject }) => subject)).toEqual(["", "well"]);
    expect(mails[0]?.headers[0]).toEqual(["Subject", "odd"]);
  });
});

describe("waiting in vain", () => {
  it("ends with INBOX_TIMEOUT, which counts the near misses", async () => {
    await send("omar@veloria.example", "his");
    const source = createMailHogSource({ url: mailHog.url, rereadMs: 10 });
    const waiting = source.waitFor({ recipient: nadia }, { timeoutMs: 300 });
    await expect(waiting).rejects.toMatchObject({ code: "INBOX_TIMEOUT", message: expect.stringContaining("email-1") });
  });

  it("ends when the caller gives up", async () => {
    const given = new AbortController();
    const source = createMailHogSource({ url: mailHog.url, pause: async () => given.abort(new Error("enough")) });
    await expect(source.waitFor({}, { timeoutMs: 5_000, signal: given.signal })).rejects.toThrow("enough");
  });

  it("ends as soon as MailHog fails", async () => {
    const gone = createMailHogSource({ url: "http://127.0.0.1:1" });
    await expect(gone.waitFor({}, { timeoutMs: 5_000 })).rejects.toMatchObject({ code: "MAILHOG_UNREACHABLE" });
    const wrong = createMailHogSource({ url: `${mailHog.url}/nowhere` });
    await expect(wrong.list()).rejects.toMatchObject({ code: "MAILHOG_UNREADABLE" });
    const away = createMailHogSource({ url: "http://mailhog.veloria.example:8025" });
    await expect(away.list()).rejects.toMatchObject({ code: "EGRESS_BLOCKED" });
  });
});
