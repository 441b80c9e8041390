import { once } from "node:events";
import net from "node:net";
import smpp from "smpp";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import type { CapturedSms } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import {
  account,
  bind,
  connect,
  enquireLink,
  errors,
  hex,
  message,
  openSocket,
  start,
  withText,
} from "./esme.fixture.ts";

describe("binding", () => {
  it.each(["transceiver", "transmitter", "receiver"])("takes anybody as a %s when no accounts are set", async (as) => {
    const esme = await bind(await start(), as);
    expect((await esme.call("enquire_link")).command_status).toBe(0);
    expect((await esme.call("unbind")).command_status).toBe(0);
    await once(esme.session, "close");
  });

  it.each([
    [{ ...account, password: "wrong" }, "ESME_RINVPASWD"],
    [{ ...account, system_id: "other" }, "ESME_RINVSYSID"],
  ])("refuses a stranger, and lets the session try again", async (credentials, status) => {
    const esme = await connect(await start({ accounts: [{ systemId: "meridale", password: "secret" }] }));
    expect((await esme.call("bind_transceiver", credentials)).command_status).toBe(errors[status]);
    expect((await esme.call("submit_sm", withText("x"))).command_status).toBe(errors["ESME_RINVBNDSTS"]);
    expect((await esme.call("bind_transceiver", account)).command_status).toBe(0);
  });

  it("refuses a second bind, and a submit before a bind or by a receiver", async () => {
    const centre = await start();
    const receiver = await bind(centre, "receiver");
    const stranger = await connect(centre);
    expect((await receiver.call("bind_transmitter", account)).command_status).toBe(errors["ESME_RALYBND"]);
    expect((await receiver.call("submit_sm", withText("x"))).command_status).toBe(errors["ESME_RINVBNDSTS"]);
    expect((await stranger.call("submit_sm", withText("x"))).command_status).toBe(errors["ESME_RINVBNDSTS"]);
    expect(centre.inbox.list()).toEqual([]);
  });

  it("drops a connection that does not bind, and one that falls silent", async () => {
    const centre = await start({ limits: { bindTimeoutMs: 40, idleTimeoutMs: 80 } });
    const unbound = await openSocket(centre);
    const bound = await bind(centre);
    await Promise.all([once(unbound.resume(), "close"), once(bound.session, "close")]);
  });

  it("turns away more connections than it has room for", async () => {
    const centre = await start({ limits: { maxSessions: 1 } });
    const first = await bind(centre);
    const second = net.connect(centre.smpp).resume();
    second.on("error", () => undefined);
    await once(second, "close");
    expect((await first.call("enquire_link")).command_status).toBe(0);
  });
});

describe("submitting", () => {
  it("files the message before it answers", async () => {
    const centre = await start();
    const response = await (await bind(centre)).call("submit_sm", withText("123456 is your code"));
    expect(response).toMatchObject({ command_status: 0, message_id: "0000000001" });
    expect(centre.inbox.list()).toMatchObject([
      {
        kind: "sms",
        transport: "smpp",
        recipient: "+447700900123",
        sender: "Meridale",
        senderTon: 5,
        destination: { address: "447700900123", ton: 1, npi: 1 },
        encoding: "gsm7",
        text: "123456 is your code",
        parts: [{ index: 1, total: 1, dataCoding: 0 }],
      },
    ]);
  });

  it.each([
    [0, "00 1b65", "gsm7", "@€"],
    [1, "40 5f", "ascii", "@_"],
    [3, "e3", "latin1", "ã"],
    [4, "31 32", "binary", "12"],
    [8, "65e5 d83dde00", "ucs2", "日😀"],
  ])("reads data coding %i", async (dataCoding, octets, encoding, text) => {
    const centre = await start();
    const esme = await bind(centre);
    await esme.call("submit_sm", { ...message, data_coding: dataCoding, short_message: hex(octets) });
    expect(centre.inbox.list()).toMatchObject([{ encoding, text, parts: [{ payload: hex(octets) }] }]);
  });

  it.each([
    ["ESME_RINVDSTADR", { ...withText("x"), destination_addr: "Meridale" }],
    ["ESME_RINVDSTADR", { ...withText("x"), destination_addr: "4".repeat(21) }],
    ["ESME_RINVSRCADR", { ...withText("x"), source_addr: "M".repeat(21) }],
    ["ESME_RINVDCS", { ...withText("x"), data_coding: 5 }],
    ["ESME_RINVESMCLASS", { ...withText("\u0009x"), esm_class: 0x40 }],
    ["ESME_RINVMSGLEN", { ...withText("x"), message_payload: Buffer.from("y") }],
    ["ESME_RINVMSGLEN", withText("x".repeat(255))],
    ["ESME_RINVSCHED", { ...withText("x"), schedule_delivery_time: "260704120000000+" }],
  ])("refuses with %s, and the session goes on", async (status, submit) => {
    const centre = await start();
    const esme = await bind(centre);
    expect((await esme.call("submit_sm", submit)).command_status).toBe(errors[status]);
    expect((await esme.call("submit_sm", withText("fine"))).command_status).toBe(0);
    expect(centre.inbox.list().map(({ text }) => text)).toEqual(["fine"]);
  });

  it("refuses with ESME_RINVMSGLEN what is larger than its inbox takes", async () => {
    const clock = new ManualClock(0);
    const centre = await start({ clock, inbox: new Inbox<CapturedSms>(clock, { maxMessageBytes: 10 }) });
    const esme = await bind(centre);
    expect((await esme.call("submit_sm", withText("x".repeat(11)))).command_status).toBe(errors["ESME_RINVMSGLEN"]);
    expect((await esme.call("submit_sm", withText("x".repeat(10)))).command_status).toBe(0);
  });

  it("tells no contact and no text to the log", async () => {
    const lines: string[] = [];
    const centre = await start({ log: (line) => lines.push(line) });
    await (await bind(centre)).call("submit_sm", { ...withText("123456"), data_coding: 5 });
    expect(lines.join()).toContain("ESME_RINVDCS");
    expect(lines.join()).not.toMatch(/123456|447700900123/);
  });
});

describe("delivery receipts", () => {
  const asking = { ...withText("123456"), registered_delivery: 1 };

  it("come to the transceiver that submitted, and do not quote the text", async () => {
    const esme = await bind(await start());
    const arrived = once(esme.session, "deliver_sm");
    await esme.call("submit_sm", asking);
    const [receipt] = await arrived;
    esme.session.send(receipt.response());
    expect(receipt).toMatchObject({
      esm_class: 4,
      source_addr: "447700900123",
      destination_addr: "Meridale",
      receipted_message_id: "0000000001",
      message_state: 2,
    });
    expect(receipt.short_message.message).toBe(
      "id:0000000001 sub:001 dlvrd:001 submit date:2607040930 done date:2607040930 stat:DELIVRD err:000 text:",
    );
  });

  it("of a transmitter go to the receiver of the same account, and to no other", async () => {
    const centre = await start();
    const stranger = await connect(centre);
    await stranger.call("bind_receiver", { ...account, system_id: "veloria" });
    stranger.session.on("deliver_sm", () => expect.unreachable("another account's receipt"));
    const receiver = await bind(centre, "receiver");
    const transmitter = await bind(centre, "transmitter");
    const arrived = once(receiver.session, "deliver_sm");
    await transmitter.call("submit_sm", asking);
    expect((await arrived)[0].receipted_message_id).toBe("0000000001");
  });

  it("are not kept for a receiver that answers none", async () => {
    const log: string[] = [];
    const centre = await start({ limits: { maxUnanswered: 2 }, log: (line) => log.push(line) });
    const receiver = await bind(centre, "receiver");
    const transmitter = await bind(centre, "transmitter");
    for (let sent = 0; sent < 3; sent++) await transmitter.call("submit_sm", asking);
    await transmitter.call("enquire_link");
    expect(log).toEqual([expect.stringContaining("a receipt was not acknowledged: ")]);
    expect(log[0]).toContain("the peer does not keep up");
    receiver.session.destroy();
  });

  it.each([0, 2])("are not sent for registered_delivery %i", async (registered) => {
    const esme = await bind(await start());
    esme.session.on("deliver_sm", () => expect.unreachable("nobody asked"));
    await esme.call("submit_sm", { ...asking, registered_delivery: registered });
    expect((await esme.call("enquire_link")).command_status).toBe(0);
  });
});

describe("malformed octets", () => {
  const header = (length: number, command: string) => hex(`${length.toString(16).padStart(8, "0")}${command}`);

  it.each([
    ["zero", "00000000 00000004 00000000 00000001"],
    ["below the header", "0000000f 00000004 00000000 00000001"],
    ["far too long", "7fffffff 00000004 00000000 00000001"],
    ["that of an HTTP request", Buffer.from("GET / HTTP/1.1\r\n\r\n").toString("hex")],
  ])("with a length that is %s end the connection, after a generic_nack", async (_, octets) => {
    const centre = await start();
    const other = await bind(centre);
    const socket = await openSocket(centre);
    socket.write(hex(octets));
    const [nack] = await once(socket, "data");
    expect(nack).toEqual(hex("00000010 80000000 00000002 00000000"));
    await once(socket, "close");
    expect((await other.call("submit_sm", withText("still here"))).command_status).toBe(0);
  });

  it.each([
    ["of an unknown command", header(16, "00001234 00000000 00000005"), "ESME_RINVCMDID"],
    [
      "of a command that is not supported",
      new smpp.PDU("query_sm", { sequence_number: 5 }).toBuffer(),
      "ESME_RINVCMDID",
    ],
    ["without a body", header(16, "00000004 00000000 00000005"), "ESME_RINVCMDLEN"],
    ["cut inside a text", header(19, "00000009 00000000 00000005 616263"), "ESME_RINVCMDLEN"],
    [
      "cut inside the message",
      header(35, "00000004 00000000 00000005 00 0000 00 0000 3400 000000000000000000 09 41"),
      "ESME_RINVMSGLEN",
    ],
    ["cut inside a parameter", header(20, "00000015 00000000 00000005 0424 0009"), "ESME_RINVTLVSTREAM"],
    ["with a parameter of the wrong length", header(21, "00000015 00000000 00000005 020c 0001 01"), "ESME_RINVTLVLEN"],
  ])("%s get a generic_nack, and the session goes on", async (_, octets, status) => {
    const socket = await openSocket(await start());
    socket.write(octets);
    const [nack] = await once(socket, "data");
    expect(nack.toString("hex")).toBe(`00000010800000000000${errors[status]?.toString(16).padStart(4, "0")}00000005`);
    socket.write(enquireLink);
    const [answer] = await once(socket, "data");
    expect(answer.subarray(4, 8)).toEqual(hex("80000015"));
  });

  it("that come one by one still make a PDU, and half a PDU harms nobody", async () => {
    const centre = await start();
    const half = await openSocket(centre);
    half.write(enquireLink.subarray(0, 10));
    half.destroy();
    const dripping = await openSocket(centre);
    for (const octet of enquireLink) dripping.write(Uint8Array.of(octet));
    expect((await once(dripping, "data"))[0].subarray(4, 8)).toEqual(hex("80000015"));
  });

  it("that never end a PDU end the connection", async () => {
    const socket = await openSocket(await start({ limits: { pduTimeoutMs: 30 } }));
    socket.write(enquireLink.subarray(0, 10));
    await once(socket.resume(), "close");
  });

  it("that always stop inside the next PDU are fine as long as each PDU gets its end", async () => {
    const pduTimeoutMs = 40;
    const socket = await openSocket(await start({ limits: { pduTimeoutMs } }));
    socket.write(enquireLink.subarray(0, 10));
    const started = performance.now();
    while (performance.now() - started < 2 * pduTimeoutMs) {
      socket.write(Buffer.concat([enquireLink.subarray(10), enquireLink.subarray(0, 10)]));
      expect((await once(socket, "data"))[0].subarray(4, 8)).toEqual(hex("80000015"));
    }
  });

  it("in an answer that nobody asked for are passed over", async () => {
    const socket = await openSocket(await start());
    socket.write(Buffer.concat([header(17, "80000005 00000000 00000007 41"), enquireLink]));
    expect((await once(socket, "data"))[0].subarray(4, 8)).toEqual(hex("80000015"));
  });
});
