import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { TlsIdentity } from "../../src/http.ts";
import { createAuthority } from "../../src/pki.ts";
import type { MailSender, OutgoingMail } from "../../src/sending/sender.ts";
import { createSmtpSender } from "../../src/sending/smtp-sender.ts";
import { RawClient } from "./raw-smtp.fixture.ts";
import { type MailServer, startMailServer } from "./start-mail-server.ts";

const maxMessageBytes = 20_000;
const log: string[] = [];

let tls: TlsIdentity;
let server: MailServer;
let client: RawClient;
let sender: MailSender;

beforeAll(async () => {
  tls = await (await createAuthority("Mail test")).issue({ commonName: "localhost" });
  server = await startMailServer({
    clock: systemClock,
    log: (line) => log.push(line),
    tls,
    maxMessageBytes,
    maxRecipients: 3,
    domains: ["Veloria.example", "bücher.example"],
  });
  sender = createSmtpSender({ ...server.smtp, ca: tls.ca, requireTls: true, maxConnections: 1 });
  client = await RawClient.connect(server.smtp.port);
});

afterAll(async () => {
  client.end();
  await sender.close();
  await server.close();
});

const outgoing = (to: string, overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: "Meridale Bank <otp@email.meridale.example>",
  to,
  subject: "Your code",
  text: "123456 is your code.",
  date: new Date("2026-03-01T10:00:00Z"),
  ...overrides,
});

describe("what is taken", () => {
  it("keeps a mail byte for byte: dots, 8-bit octets, bare line feeds and all", async () => {
    const body = Buffer.from(
      "Subject: raw\r\n\r\n.one dot\r\n..two\r\n.\nbare\r\n\xe9\x00\xff octets\r\n\r\n",
      "latin1",
    );
    const stuffed = Buffer.from(body.toString("latin1").replaceAll(/(^|\r\n)\./g, "$1.."), "latin1");
    expect(await client.send("raw@veloria.example", stuffed)).toMatch(/^250 2\.6\.0/);
    expect(server.inbox.list({ recipient: "raw@veloria.example" })[0]?.raw).toEqual(body);
  });

  it("takes mails pipelined over one pooled connection, each before its 250", async () => {
    const to = "many@veloria.example";
    const ids = await Promise.all(Array.from({ length: 20 }, () => sender.send(outgoing(to))));
    const mails = server.inbox.list({ recipient: to });
    expect(mails).toHaveLength(20);
    expect(new Set(ids.map(({ messageId }) => messageId)).size).toBe(20);
    expect(mails[0]).toMatchObject({
      secure: true,
      envelope: { mailFrom: "otp@email.meridale.example", rcptTo: [to] },
    });
  });

  it("files one copy a recipient, under the address with its domain in lower case", async () => {
    const rcpt = ["Nadia@VELORIA.example", "omar@veloria.example"];
    await client.send(rcpt, Buffer.from("Subject: two\r\n\r\n123456\r\n"));
    const copies = server.inbox.list({ matches: ({ subject }) => subject === "two" });
    expect(copies.map(({ recipient }) => recipient)).toEqual(["Nadia@veloria.example", "omar@veloria.example"]);
    expect(copies[1]).toMatchObject({ secure: false, envelope: { mailFrom: "otp@meridale.example", rcptTo: rcpt } });
    expect(copies[1]).not.toHaveProperty("authenticatedAs");
  });

  it("takes non-ASCII addresses with SMTPUTF8", async () => {
    await sender.send(outgoing("zoë@bücher.example"));
    expect(server.inbox.list({ recipient: "zoë@bücher.example" })).toHaveLength(1);
  });
});

describe("what is refused", () => {
  it("answers 552 5.3.4 to a mail over the limit, files nothing, and the connection lives on", async () => {
    const to = "big@veloria.example";
    const big = Buffer.from(`Subject: big\r\n\r\n${"x".repeat(70)}\r\n`.repeat(400));
    expect(await client.send(to, big)).toMatch(/^552 5\.3\.4/);
    expect(await client.send(to, Buffer.from("Subject: small\r\n\r\nx\r\n"))).toMatch(/^250/);
    expect(server.inbox.list({ recipient: to }).map(({ subject }) => subject)).toEqual(["small"]);
  });

  it("refuses an announced size at once", async () => {
    expect(await client.command(`MAIL FROM:<a@meridale.example> SIZE=${maxMessageBytes + 1}`)).toMatch(/^552 5\.3\.4/);
  });

  it("answers garbage with protocol errors, and the server lives on", async () => {
    expect(await client.command("\x00\xff\x7f")).toMatch(/^500 5\.5\.2/);
    expect(await client.command("RCPT TO:<a@veloria.example>")).toMatch(/^503/);
    expect(await client.command("MAIL FROM:nobody")).toMatch(/^501/);
    expect(await client.command("MAIL FROM:<a@meridale.example> BODY=PIGEON")).toMatch(/^5\d\d/);
    expect(await client.command("WIZ please")).toMatch(/^500/);
    expect(await client.command("NOOP")).toMatch(/^250/);
  });

  it("refuses a foreign domain with 550 and one recipient too many with 452", async () => {
    await client.command("MAIL FROM:<a@meridale.example>");
    expect(await client.command("RCPT TO:<a@elsewhere.example>")).toMatch(/^550 5\.1\.1/);
    for (const user of ["a", "b", "c"]) await client.command(`RCPT TO:<${user}@veloria.example>`);
    expect(await client.command("RCPT TO:<d@veloria.example>")).toMatch(/^452 4\.5\.3/);
    await client.command("RSET");
  });

  it("refuses a mail whose structure is absurd with 554", async () => {
    const parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(300);
    const absurd = Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`);
    expect(await client.send("absurd@veloria.example", absurd)).toMatch(/^554 5\.6\.0/);
  });

  it("survives a client that leaves in the middle of a mail", async () => {
    const deserter = await RawClient.connect(server.smtp.port);
    await deserter.begin(["gone@veloria.example"]);
    deserter.abandon("Subject: half");
    expect(await client.command("NOOP")).toMatch(/^250/);
    expect(server.inbox.list({ recipient: "gone@veloria.example" })).toEqual([]);
  });

  it("writes no address, subject or code into its log", async () => {
    await sender.send(outgoing("logged@veloria.example", { subject: "Code 987654", text: "987654" }));
    expect(log.at(-1)).toMatch(/^smtp: took a mail of \d+ octets for 1 recipient\(s\)$/);
    expect(log.join("\n")).not.toMatch(/@|987654/);
  });
});
