import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { ManualClock, systemClock } from "../clock.ts";
import { silent } from "../log.ts";
import { createAuthority } from "../pki.ts";
import { type MailHogLocation, openMailHogSink } from "./mailhog-sink.ts";

const noon = Date.UTC(2026, 2, 1, 12);
const nadia = "nadia@mail.example";

let mailHog: MailServer;
let location: MailHogLocation;
let clock: ManualClock;

beforeAll(async () => {
  const tls = await (await createAuthority("somebody else's")).issue({ commonName: "MailHog" });
  mailHog = await startMailServer({ clock: systemClock, log: silent, tls });
  location = { api: mailHog.url, smtp: mailHog.smtp, ca: tls.ca };
});

afterAll(() => mailHog.close());

beforeEach(() => {
  clock = new ManualClock(noon);
});

/** Somebody with a sender into the MailHog. */
async function join() {
  const sink = await openMailHogSink(location, { clock });
  const sender = sink.openSender("D1 -> MailHog");
  const send = (subject: string) =>
    sender.send({ from: "otp@email.meridale.example", to: nadia, subject, text: subject, date: new Date(noon) });
  return { sink, send, close: () => sender.close() };
}

const subjectsOf = (mails: readonly { readonly subject: string }[]) => mails.map(({ subject }) => subject);

describe("a MailHog that is shared", () => {
  it("shows each only what they handed over themselves, though both write to the same person", async () => {
    const [we, they] = [await join(), await join()];
    await we.send("ours");
    await they.send("theirs");
    await Promise.all([we.sink.look(), they.sink.look(), we.sink.look()]);
    expect(subjectsOf(we.sink.since(0))).toEqual(["ours"]);
    expect(subjectsOf(they.sink.since(0))).toEqual(["theirs"]);
    await Promise.all([we.close(), they.close()]);
  });

  it("shows what came after a cursor, dated by the bed's own clock", async () => {
    const { sink, send, close } = await join();
    await send("before");
    await sink.look();
    const { cursor } = sink;
    clock.advance(5_000);
    await send("after");
    expect(sink.since(cursor)).toEqual([]);
    await sink.look();
    expect(sink.since(cursor)).toMatchObject([{ subject: "after", receivedAt: noon + 5_000 }]);
    await close();
  });

  it("cannot be told to refuse an address", async () => {
    const { sink, close } = await join();
    expect(sink.bar).toBeUndefined();
    await close();
  });
});

describe("a MailHog that cannot be used is known at once", () => {
  it("because its host is outside this machine, on either side", async () => {
    const outside = { host: "mailhog.meridale.example", port: 1025 };
    const blocked = { code: "EGRESS_BLOCKED" };
    await expect(openMailHogSink({ ...location, smtp: outside }, { clock })).rejects.toMatchObject(blocked);
    const api = `http://${outside.host}:8025`;
    await expect(openMailHogSink({ ...location, api }, { clock })).rejects.toMatchObject(blocked);
  });

  it("because nothing takes mail there", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;
    holder.close();
    const smtp = { host: "127.0.0.1", port };
    const unreachable = { code: "MAIL_UNREACHABLE", message: expect.stringContaining("ECONNREFUSED") };
    await expect(openMailHogSink({ ...location, smtp }, { clock })).rejects.toMatchObject(unreachable);
  });

  it("because its certificate is nobody's we trust", async () => {
    const { api, smtp } = location;
    await expect(openMailHogSink({ api, smtp }, { clock })).rejects.toMatchObject({ code: "MAIL_UNREACHABLE" });
  });
});
