import { connect } from "node:net";
import mailhog from "mailhog";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ManualClock, systemClock } from "../../src/clock.ts";
import { createEgress } from "../../src/egress.ts";
import type { TlsIdentity } from "../../src/http.ts";
import { silent } from "../../src/log.ts";
import { createAuthority } from "../../src/pki.ts";
import type { MailSender } from "../../src/sending/sender.ts";
import { createSmtpSender } from "../../src/sending/smtp-sender.ts";
import { type MailServer, startMailServer } from "./start-mail-server.ts";

let tls: TlsIdentity;
let clock: ManualClock;
let server: MailServer;
let sender: MailSender;
let client: mailhog.API;

beforeAll(async () => {
  tls = await (await createAuthority("MailHog test")).issue({ commonName: "localhost" });
  clock = new ManualClock(Date.parse("2026-03-01T10:00:00Z"));
  server = await startMailServer({ clock, log: silent, tls });
  sender = createSmtpSender({ ...server.smtp, ca: tls.ca, maxConnections: 1 });
  client = mailhog({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
});

afterAll(async () => {
  await sender.close();
  await server.close();
});

beforeEach(() => server.inbox.clear());

const send = (to: string, subject: string, text = "Ihr Code für die Karte: 123456", html?: string) =>
  sender.send({
    from: "Meridale Bank <otp@email.meridale.example>",
    to,
    subject,
    text,
    ...(html !== undefined && { html }),
    date: new Date(clock.now()),
  });

/** A mail to two recipients, filed as the SMTP server files it. */
function fileForTwo(raw: string): void {
  const rcptTo = ["nadia@veloria.example", "omar@veloria.example"];
  const envelope = { mailFrom: "otp@meridale.example", rcptTo };
  const content = {
    envelope,
    raw: Buffer.from(raw, "latin1"),
    headers: [],
    subject: "",
    attachments: [],
    secure: true,
  };
  for (const recipient of rcptTo) server.inbox.deliver({ kind: "email", recipient, ...content });
}

const get = async (path: string): Promise<Response> => server.app.request(path);
const getJson = async (path: string) => JSON.parse(await (await get(path)).text());

describe("through the public mailhog client", () => {
  it("lists the messages newest first, page by page", async () => {
    for (const subject of ["one", "two", "three"]) await send("nadia@veloria.example", subject);
    expect((await client.messages())?.items.map(({ subject }) => subject)).toEqual(["three", "two", "one"]);
    const page = await client.messages(1, 1);
    expect(page).toMatchObject({ total: 3, count: 1, start: 1 });
    expect(page?.items[0]?.subject).toBe("two");
  });

  it("decodes subject, text and HTML, and gives addresses and dates", async () => {
    await send("nadia@veloria.example", "Código", "Código: 123456 für Sie", "<p>Código</p>");
    const mail = await client.latestTo("nadia@veloria.example");
    expect(mail).toMatchObject({
      subject: "Código",
      text: "Código: 123456 für Sie",
      html: "<p>Código</p>",
      from: "Meridale Bank <otp@email.meridale.example>",
      to: "nadia@veloria.example",
      date: new Date("2026-03-01T10:00:00Z"),
      deliveryDate: new Date("2026-03-01T10:00:00Z"),
    });
  });

  it("finds by sender, by recipient and by what the mail contains, and finds nothing", async () => {
    await send("nadia@veloria.example", "hers");
    await send("omar@veloria.example", "his", `${"long line ".repeat(12)} 654321`);
    expect((await client.search("NADIA@", "to"))?.items.map(({ subject }) => subject)).toEqual(["hers"]);
    expect((await client.search("654321"))?.items.map(({ subject }) => subject)).toEqual(["his"]);
    expect((await client.search("email.meridale.example", "from", 0, 1))?.total).toBe(2);
    expect(await client.latestFrom("eve@evil.example")).toBe(0);
  });

  it("deletes one message, then all", async () => {
    for (const subject of ["one", "two", "three"]) await send("nadia@veloria.example", subject);
    await client.deleteMessage((await client.messages(0, 1))?.items[0]?.ID ?? "");
    expect((await client.messages())?.items.map(({ subject }) => subject)).toEqual(["two", "one"]);
    await client.deleteAll();
    expect(server.inbox.list()).toEqual([]);
  });

  it("shows a mail to two recipients once, with both, and deletes both copies", async () => {
    fileForTwo("Subject: both\r\n\r\nx");
    const found = await client.messages();
    expect(found).toMatchObject({ total: 1, items: [{ To: [{ Mailbox: "nadia" }, { Mailbox: "omar" }] }] });
    await client.deleteMessage(found?.items[0]?.ID ?? "");
    expect(server.inbox.list()).toEqual([]);
  });

  it("names attachments", async () => {
    fileForTwo(
      'Content-Type: multipart/mixed; boundary="b+1"\r\n\r\n--b+1\r\n\r\nhi\r\n--b+1\r\nContent-Type: application/pdf\r\n' +
        'Content-Disposition: attachment;\r\n filename="terms.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b+1--\r\n',
    );
    const mail = (await client.messages())?.items[0];
    expect(mail?.attachments).toMatchObject([{ name: "terms.pdf", type: "application/pdf", Body: "JVBERg==" }]);
    const part = await get(`/api/v1/messages/${mail?.ID}/mime/part/1/download`);
    expect(await part.text()).toBe("%PDF");
    expect(part.headers.get("content-disposition")).toContain("terms.pdf");
    expect((await get(`/api/v1/messages/${mail?.ID}/mime/part/2/download`)).status).toBe(404);
  });
});

describe("as plain HTTP", () => {
  it("answers in MailHog's shape", async () => {
    await send("Nadia@veloria.example", "shape");
    const [mail] = await getJson("/api/v1/messages");
    expect(mail).toEqual({
      ID: expect.stringMatching(/^email-\d+$/),
      From: { Relays: null, Mailbox: "otp", Domain: "email.meridale.example", Params: "" },
      To: [{ Relays: null, Mailbox: "Nadia", Domain: "veloria.example", Params: "" }],
      Content: {
        Headers: expect.objectContaining({
          Subject: ["shape"],
          "Message-Id": [expect.any(String)],
          "Mime-Version": ["1.0"],
          "Return-Path": ["<otp@email.meridale.example>"],
        }),
        Body: expect.stringContaining("123456"),
        Size: expect.any(Number),
        MIME: null,
      },
      Created: "2026-03-01T10:00:00.000Z",
      MIME: null,
      Raw: {
        From: "otp@email.meridale.example",
        To: ["Nadia@veloria.example"],
        Data: expect.stringContaining("Subject: shape"),
        Helo: "",
      },
    });
    expect(await getJson(`/api/v1/messages/${mail.ID}`)).toEqual(mail);
  });

  it("undoes quoted-printable in a part as MailHog does, but not where JSON could not carry it", async () => {
    const part = (charset: string, body: string) =>
      `--b\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}\r\n`;
    fileForTwo(
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${part("utf-8", "123=\r\n456 =C3=BC")}${part("iso-8859-1", "=FC")}--b--`,
    );
    const [{ MIME }] = await getJson("/api/v1/messages");
    expect(MIME.Parts.map(({ Body }: { Body: string }) => Body)).toEqual(["123456 ü", "=FC"]);
    expect((await client.messages())?.items[0]?.MIME.Parts).toHaveLength(2);
  });

  it("hands out the mail byte for byte", async () => {
    fileForTwo("Subject: raw\r\n\r\n\xe9\x00\xff");
    const [{ ID }] = await getJson("/api/v1/messages");
    const download = await get(`/api/v1/messages/${ID}/download`);
    expect(download.headers.get("content-type")).toBe("message/rfc822");
    expect(Buffer.from(await download.arrayBuffer()).toString("latin1")).toBe("Subject: raw\r\n\r\n\xe9\x00\xff");
  });

  it.each([
    ["/api/v1/messages/m999", 404],
    ["/api/v1/messages/m999/download", 404],
    ["/api/v2/jim", 404],
    ["/api/v2/outgoing-smtp", 200],
    ["/api/v2/search?kind=subject&query=x", 400],
    ["/api/v2/search?kind=to", 400],
    ["/api/v2/messages?start=-1&limit=x", 200],
    ["/inbox", 200],
    ["/nowhere", 404],
  ])("answers %s with %i", async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it("tells of each new mail once, however many recipients, until the listener leaves", async () => {
    const listener = new AbortController();
    const events = await fetch(`${server.url}/api/v1/events`, { signal: listener.signal });
    fileForTwo("Subject: both\r\n\r\nx");
    await send("nadia@veloria.example", "live");
    const told = await readUntil(events, "live");
    expect(told.match(/^data: /gm)).toHaveLength(2);
    listener.abort();
  });
});

it("gives up a listener that reads none of a megabyte of events", async () => {
  const events = await server.app.request("/api/v1/events");
  for (let sent = 0; sent < 6; sent++) fileForTwo(`Subject: unread\r\n\r\n${"x".repeat(256 * 1024)}`);
  // A stream that still listened would never end.
  expect((await events.text()).length).toBeLessThan(6 * 256 * 1024);
});

describe("releasing", () => {
  const release = (id: string, body: unknown) =>
    server.app.request(`/api/v1/messages/${id}/release`, { method: "POST", body: JSON.stringify(body) });

  it("sends nothing off this machine, and says so", async () => {
    await send("nadia@veloria.example", "stay");
    const [mail] = server.inbox.list();
    const away = { host: "mx.veloria.example", port: "25", email: "nadia@veloria.example" };
    const answer = await release(mail?.id ?? "", away);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("mx.veloria.example")]);
    expect((await release(mail?.id ?? "", { host: "127.0.0.1" })).status).toBe(400);
    expect((await release("m999", away)).status).toBe(404);
  });

  it("sends the mail on unchanged where the guard allows it", async () => {
    const other = await startMailServer({ clock: systemClock, log: silent, tls, egress: createEgress() });
    await send("nadia@veloria.example", "on");
    const [mail] = server.inbox.list();
    await client.releaseMessage(mail?.id ?? "", {
      host: other.smtp.host,
      port: String(other.smtp.port),
      email: "omar@veloria.example",
    });
    const released = other.inbox.list({ recipient: "omar@veloria.example" });
    expect(released.map(({ raw }) => raw.toString())).toEqual([mail?.raw.toString()]);
    await other.close();
  });
});

it("frees its ports when closed, and says which port is taken", async () => {
  const httpPort = Number(new URL(server.url).port);
  const start = (ports: { smtpPort?: number; httpPort?: number }) =>
    startMailServer({ clock, log: silent, tls, ...ports });
  await expect(start({ httpPort })).rejects.toMatchObject({ code: "PORT_IN_USE" });
  await expect(start({ smtpPort: server.smtp.port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
  const brief = await start({});
  await brief.close();
  const attempt = await new Promise((resolve) => connect(brief.smtp.port, "127.0.0.1").once("error", resolve));
  expect(attempt).toMatchObject({ code: "ECONNREFUSED" });
});

async function readUntil(response: Response, wanted: string): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(wanted)) break;
  }
  return text;
}
