import { once } from "node:events";
import net from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LOOPBACK, listening } from "../../src/serve.ts";
import { greetAtOnce } from "./greet-at-once.ts";

let server: SMTPServer;
let port: number;

beforeEach(async () => {
  server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    maxClients: 1,
    closeTimeout: 1,
  });
  greetAtOnce(server);
  port = await listening(server.listen(0, LOOPBACK), "mail server (SMTP)", 0);
});

afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

it("greets once, although the library's timer comes to it later", async () => {
  const client = net.connect(port, LOOPBACK);
  const [greeting] = await once(client, "data");
  expect(String(greeting)).toMatch(/^220 /);
  for (const connection of server.connections) connection.connectionReady();
  client.write("QUIT\r\n");
  expect(await text(client)).toMatch(/^221 [^\n]*\n$/);
});

it("greets nobody whom the library has turned away", async () => {
  const first = net.connect(port, LOOPBACK);
  await once(first, "data");
  expect(await text(net.connect(port, LOOPBACK))).toMatch(/^421 [^\n]*\n$/);
  first.destroy();
});
