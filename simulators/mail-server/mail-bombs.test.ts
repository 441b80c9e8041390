import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createAuthority } from "../../src/pki.ts";
import { RawClient } from "./raw-smtp.fixture.ts";
import { type MailServer, startMailServer } from "./start-mail-server.ts";

let server: MailServer;
let client: RawClient;

beforeAll(async () => {
  const tls = await (await createAuthority("Bombs")).issue({ commonName: "localhost" });
  server = await startMailServer({ clock: systemClock, log: () => undefined, tls });
  client = await RawClient.connect(server.smtp.port);
});

afterAll(async () => {
  client.end();
  await server.close();
});

const MB = 1024 * 1024;
const text = "Subject: s\r\nContent-Type: text/plain\r\n\r\n";

const nested = (levels: number) =>
  Array.from(
    { length: levels },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join("");

const bombs: readonly [string, RegExp, () => string | Buffer][] = [
  ["11 MB of body", /^552 5\.3\.4/, () => Buffer.alloc(11 * MB, "x\r\n")],
  [
    "11 MB in one line",
    /^552 5\.3\.4/,
    () => Buffer.concat([Buffer.from(text), Buffer.alloc(11 * MB, "x"), Buffer.from("\r\n")]),
  ],
  ["10,000 nested parts", /^554 5\.6\.0/, () => `${nested(10_000)}\r\nx\r\n`],
  [
    "100,000 parts",
    /^554 5\.6\.0/,
    () => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(100_000)}`,
  ],
  ["200,000 headers", /^554 5\.6\.0/, () => `${"X-A: b\r\n".repeat(200_000)}\r\nx\r\n`],
  ["a header of 2 MB", /^554 5\.6\.0/, () => `Subject: ${"a".repeat(2 * MB)}\r\n\r\nx\r\n`],
];

/** Strange, but within the limits: filed, so that the checks can say what is wrong. */
const oddities: readonly [string, () => string | Buffer][] = [
  ["5 MB in one line", () => Buffer.concat([Buffer.from(text), Buffer.alloc(5 * MB, "x"), Buffer.from("\r\n")])],
  ["50,000 nested elements", () => `Content-Type: text/html\r\n\r\n${"<div>".repeat(50_000)}123456\r\n`],
  [
    "base64 that never ends well",
    () => `Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${"A".repeat(MB)}\r\n`,
  ],
  ["a megabyte of entities", () => `Content-Type: text/html\r\n\r\n${"&#49;".repeat(MB / 5)}\r\n`],
  ["no header at all", () => "\r\nx\r\n"],
  ["a charset that nobody knows", () => "Content-Type: text/plain; charset=x-none\r\n\r\nx\r\n"],
  ["a boundary that never comes", () => "Content-Type: multipart/mixed; boundary=b\r\n\r\nx\r\n"],
];

const stuffed = (bomb: string | Buffer): Buffer => {
  const octets = Buffer.isBuffer(bomb) ? bomb : Buffer.from(bomb);
  return octets.subarray(-2).equals(Buffer.from("\r\n")) ? octets : Buffer.concat([octets, Buffer.from("\r\n")]);
};

async function takesTheNext(): Promise<void> {
  expect(await client.send("next@veloria.example", Buffer.from(`${text}next\r\n`))).toMatch(/^250/);
  for (const path of ["/api/v2/messages?limit=50", "/inbox"]) {
    expect((await server.app.request(path)).status).toBe(200);
  }
}

describe("a mail that is a bomb", () => {
  it.each(bombs)("%s: refused with %s, and the next mail is taken", async (_what, reply, make) => {
    const before = server.inbox.list({ recipient: "bomb@veloria.example" }).length;
    expect(await client.send("bomb@veloria.example", stuffed(make()))).toMatch(reply);
    expect(server.inbox.list({ recipient: "bomb@veloria.example" })).toHaveLength(before);
    await takesTheNext();
  });

  it.each(oddities)("%s: filed, shown, and the next mail is taken", async (_what, make) => {
    expect(await client.send("odd@veloria.example", stuffed(make()))).toMatch(/^250/);
    await takesTheNext();
  });

  it("takes no more than a hundred recipients", async () => {
    await client.command("MAIL FROM:<a@meridale.example>");
    const replies: string[] = [];
    for (let number = 0; number <= 100; number++)
      replies.push(await client.command(`RCPT TO:<r${number}@veloria.example>`));
    expect(replies.filter((reply) => reply.startsWith("250"))).toHaveLength(100);
    expect(replies.at(-1)).toMatch(/^452 4\.5\.3/);
    await client.command("RSET");
  });
});
