import { once } from "node:events";
import net from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { silent } from "../../src/log.ts";
import { createAuthority } from "../../src/pki.ts";
import { RawClient } from "./raw-smtp.fixture.ts";
import { type MailServer, startMailServer } from "./start-mail-server.ts";

let server: MailServer;
const sockets: net.Socket[] = [];

beforeAll(async () => {
  const tls = await (await createAuthority("Slow")).issue({ commonName: "localhost" });
  server = await startMailServer({ clock: systemClock, log: silent, tls, patienceMs: 60 });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => server.close());

/** Sends this after the greeting, then an octet now and then; what the server said until it closed. */
async function trickle(beginning: string): Promise<string> {
  const socket = net.connect(server.smtp.port, "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => undefined);
  const [greeting] = (await once(socket, "data")) as [Buffer];
  const said = [greeting];
  socket.on("data", (chunk: Buffer) => said.push(chunk));
  socket.write(beginning);
  const drip = setInterval(() => socket.writable && socket.write("a"), 5);
  await once(socket, "close");
  clearInterval(drip);
  return Buffer.concat(said).toString("latin1");
}

describe("a client whose octets lead to nothing is sent away", () => {
  it.each([
    ["in half a command", "EHLO "],
    [
      "in a mail without an end",
      "EHLO a.example\r\nMAIL FROM:<a@a.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\nSubject: x\r\n\r\n",
    ],
  ])("%s", async (_where, beginning) => {
    expect(await trickle(beginning)).toContain("421 Error: too slow");
  });

  it("in a handshake", async () => {
    expect(await trickle("EHLO a.example\r\nSTARTTLS\r\n")).toContain("220 2.0.0 Ready to start TLS");
  });
});

it("lets a client be that does something, however slowly, and one that says nothing", async () => {
  const idle = await RawClient.connect(server.smtp.port);
  const busy = await RawClient.connect(server.smtp.port);
  const until = performance.now() + 200;
  while (performance.now() < until) expect(await busy.command("NOOP")).toMatch(/^250/);
  expect(await idle.command("NOOP")).toMatch(/^250/);
  for (const client of [idle, busy]) client.end();
});
