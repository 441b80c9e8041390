import { once } from "node:events";
import net from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type SmsCentre, type SmsCentreOptions, startSmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { systemClock } from "../clock.ts";
import { silent } from "../log.ts";
import type { SmsSender } from "./sender.ts";
import type { Pdu } from "./smpp-pdu.ts";
import { createSmppSender, type SmppSenderOptions } from "./smpp-sender.ts";
import { SmppSession } from "./smpp-session.ts";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function start(options: Partial<SmsCentreOptions> = {}): Promise<SmsCentre> {
  const centre = await startSmsCentre({ clock: systemClock, log: silent, ...options });
  opened.push(() => centre.close());
  return centre;
}

function senderTo({ smpp }: Pick<SmsCentre, "smpp">, options: Partial<SmppSenderOptions> = {}): SmsSender {
  const sender = createSmppSender({
    ...smpp,
    systemId: "meridale",
    password: "secret",
    call: "D1 -> SMS centre",
    ...options,
  });
  opened.push(() => sender.close());
  return sender;
}

const sms = (text: string) => ({ to: "+447700900123", from: "Meridale", text });

describe("sending over SMPP", () => {
  it("delivers a text under the centre's message id", async () => {
    const centre = await start();
    expect(await senderTo(centre).send(sms("004217 is your Meridale Bank code"))).toEqual({ messageId: "0000000001" });
    expect(centre.inbox.list()).toMatchObject([
      {
        recipient: "+447700900123",
        destination: { address: "447700900123", ton: 1, npi: 1 },
        sender: "Meridale",
        senderTon: 5,
        encoding: "gsm7",
        text: "004217 is your Meridale Bank code",
      },
    ]);
  });

  it.each([
    ["+447700900001", "+447700900001", 1],
    ["447700900001", "+447700900001", 1],
    ["62622", "62622", 3],
    ["Meridale", "Meridale", 5],
  ])("from %s is shown as %s", async (from, sender, senderTon) => {
    const centre = await start();
    await senderTo(centre).send({ ...sms("hello"), from });
    expect(centre.inbox.list()).toMatchObject([{ sender, senderTon }]);
  });

  it("brings any text through as it was, in parts where it must", async () => {
    const centre = await start();
    const sender = senderTo(centre);
    const anyText = fc.string({ unit: fc.constantFrom(..."aZ09 @é€[日😀•\n"), minLength: 1, maxLength: 400 });
    const check = fc.asyncProperty(anyText, async (text) => {
      const { cursor } = centre.inbox;
      await sender.send(sms(text));
      expect(centre.inbox.list({ after: cursor }).map((message) => message.text)).toEqual([text]);
    });
    await fc.assert(check, { numRuns: 50 });
    expect(centre.incomplete()).toEqual([]);
  });

  it("keeps long texts to one phone apart that are under way at once", async () => {
    const centre = await start();
    const sender = senderTo(centre, { window: 4 });
    const texts = Array.from({ length: 30 }, (_, n) => `${n} `.repeat(120));
    await Promise.all(texts.map((text) => sender.send(sms(text))));
    expect(
      centre.inbox
        .list()
        .map(({ text }) => text)
        .sort(),
    ).toEqual([...texts].sort());
  });

  it("hands receipts to whoever wants them", async () => {
    const centre = await start();
    const receipt = new Promise((resolve) => {
      void senderTo(centre, { onReceipt: resolve }).send(sms("hello"));
    });
    expect(await receipt).toMatchObject({ messageId: "0000000001", state: "DELIVRD" });
  });
});

describe("the bind", () => {
  it("is one for all messages, and opened only when needed", async () => {
    const centre = await start({ limits: { maxSessions: 1 } });
    const sender = senderTo(centre);
    await Promise.all(Array.from({ length: 20 }, () => sender.send(sms("hello"))));
    await sender.send(sms("hello"));
    expect(centre.inbox.list()).toHaveLength(21);
  });

  it("is opened anew after the centre dropped it", async () => {
    const first = await start();
    const sender = senderTo(first);
    await sender.send(sms("one"));
    await first.close();
    const second = await start({ smppPort: first.smpp.port });
    await sender.send(sms("two"));
    expect(second.inbox.list().map(({ text }) => text)).toEqual(["two"]);
  });

  it("that is refused names the status, and is tried again by the next message", async () => {
    const centre = await start({ accounts: [{ systemId: "meridale", password: "other" }] });
    const sender = senderTo(centre);
    for (const text of ["one", "two"]) {
      await expect(sender.send(sms(text))).rejects.toMatchObject({
        code: "SMS_REFUSED",
        message: "D1 -> SMS centre: bind_transceiver was refused with ESME_RINVPASWD (0x0000000e)",
        attribution: "CONFIGURATION",
      });
    }
  });
});

describe("a message that is not taken", () => {
  it("is SMS_DEFERRED with the centre's status where that passes; the next one goes through", async () => {
    const centre = await start();
    const sender = senderTo(centre);
    centre.refuseNext(1, "ESME_RTHROTTLED");
    await expect(sender.send(sms("123456"))).rejects.toMatchObject({
      code: "SMS_DEFERRED",
      message: "D1 -> SMS centre: submit_sm was refused with ESME_RTHROTTLED (0x00000058)",
    });
    await sender.send(sms("123456"));
    expect(centre.inbox.list()).toHaveLength(1);
  });

  it.each([
    { ...sms("hello"), to: "user@meridale.example" },
    { ...sms("hello"), from: "Méridale" },
    { ...sms("hello"), from: "" },
  ])("is refused here if it does not fit the fields of a PDU", async (message) => {
    const centre = await start();
    await expect(senderTo(centre).send(message)).rejects.toMatchObject({ code: "SMS_REFUSED" });
    expect(centre.inbox.list()).toEqual([]);
  });

  it("is SMS_UNREACHABLE where nobody listens", async () => {
    const { port } = await closedPort();
    const sender = senderTo({ smpp: { host: "127.0.0.1", port } });
    await expect(sender.send(sms("hello"))).rejects.toMatchObject({
      code: "SMS_UNREACHABLE",
      message: "D1 -> SMS centre: the connection failed (ECONNREFUSED)",
    });
  });

  it("is SMS_UNREACHABLE where somebody listens and never answers", async () => {
    const mute = net.createServer((socket) => socket.resume());
    const sender = senderTo({ smpp: await listenOn(mute) }, { timeoutMs: 30 });
    await expect(sender.send(sms("hello"))).rejects.toMatchObject({
      code: "SMS_UNREACHABLE",
      message: "D1 -> SMS centre: SMPP bind_transceiver: no answer within 30 ms",
    });
  });

  it("is SMS_UNREACHABLE where the answers make no sense", async () => {
    const garbling = net.createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const sender = senderTo({ smpp: await listenOn(garbling) });
    await expect(sender.send(sms("hello"))).rejects.toMatchObject({ code: "SMS_UNREACHABLE" });
  });

  it("is SMS_REFUSED where trying again would not help", async () => {
    const centre = await start();
    centre.refuseNext(1, "ESME_RINVDSTADR");
    await expect(senderTo(centre).send(sms("123456"))).rejects.toMatchObject({ code: "SMS_REFUSED" });
  });

  it("may be sent again when the centre hangs up on a part of it: the whole was not taken", async () => {
    const commands: string[] = [];
    const dropping = net.createServer((socket) => {
      const onRequest = (request: Pdu, session: SmppSession) => {
        commands.push(request.command);
        if (request.command === "submit_sm") session.destroy();
        else session.respond(request, "ESME_ROK", { system_id: "smsc" });
      };
      new SmppSession({ socket, onRequest });
    });
    const sender = senderTo({ smpp: await listenOn(dropping) });
    await expect(sender.send(sms("a".repeat(161)))).rejects.toMatchObject({ code: "SMS_UNREACHABLE" });
    expect(commands).toEqual(["bind_transceiver", "submit_sm"]);
    await expect(sender.send(sms("hello"))).rejects.toMatchObject({ code: "SMS_UNANSWERED" });
  });

  it("never leaves the machine unless the host is allowed", async () => {
    const sender = senderTo({ smpp: { host: "smsc.meridale.example", port: 2775 } });
    await expect(sender.send(sms("hello"))).rejects.toMatchObject({ code: "EGRESS_BLOCKED" });
  });

  it("is SMS_UNREACHABLE once the sender is closed", async () => {
    const sender = senderTo(await start());
    await sender.send(sms("hello"));
    await sender.close();
    await expect(sender.send(sms("hello"))).rejects.toMatchObject({ code: "SMS_UNREACHABLE" });
  });
});

async function listenOn(server: net.Server): Promise<{ host: string; port: number }> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  opened.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return { host: "127.0.0.1", port: typeof address === "object" && address ? address.port : 0 };
}

async function closedPort(): Promise<{ port: number }> {
  const server = net.createServer();
  const { port } = await listenOn(server);
  await opened.pop()?.();
  return { port };
}
