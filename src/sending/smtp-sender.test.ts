import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { systemClock } from "../clock.ts";
import type { TlsIdentity } from "../http.ts";
import { silent } from "../log.ts";
import type { CapturedMail } from "../messages/captured-message.ts";
import { findHeader } from "../messages/mail-parsing.ts";
import { createAuthority } from "../pki.ts";
import type { MailSender, OutgoingMail } from "./sender.ts";
import { createSmtpSender } from "./smtp-sender.ts";

const account = { user: "d1", password: "correct horse" };

let tls: TlsIdentity;
let server: MailServer;
let sender: MailSender;

beforeAll(async () => {
  tls = await (await createAuthority("Sender test")).issue({ commonName: "localhost" });
  const limits = { maxMessageBytes: 5_000, domains: ["veloria.example"] };
  server = await startMailServer({ clock: systemClock, log: silent, tls, accounts: [account], ...limits });
  sender = createSmtpSender({ ...server.smtp, ca: tls.ca, requireTls: true, auth: account });
});

afterAll(async () => {
  await sender.close();
  await server.close();
});

const outgoing = (overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: "Meridale Bank <otp@email.meridale.example>",
  to: "nadia@veloria.example",
  subject: "Ihr Code für die Karte",
  text: "123456 is your code.",
  html: "<p>123456 is your code.</p>",
  date: new Date("2026-03-01T10:00:00Z"),
  ...overrides,
});

async function captured(mail: OutgoingMail): Promise<CapturedMail> {
  const after = server.inbox.cursor;
  await sender.send(mail);
  return server.inbox.waitFor({ after }, { timeoutMs: 1_000 });
}

describe("a mail on its way", () => {
  it("arrives as text with an HTML alternative, over verified TLS, from the account", async () => {
    expect(await captured(outgoing())).toMatchObject({
      subject: "Ihr Code für die Karte",
      text: "123456 is your code.",
      html: "<p>123456 is your code.</p>",
      attachments: [],
      secure: true,
      authenticatedAs: account.user,
    });
  });

  it("has headers as they are written, where its maker asks for that", async () => {
    const asked = {
      "Message-ID": "<no-domain>",
      "Auto-Submitted": "no",
      "Reply-To": "eve@evil.example",
      "X-Bank": "Mérídale",
      "X-Long": "x".repeat(999),
    };
    const { headers, raw } = await captured(outgoing({ headers: asked }));
    expect(findHeader(headers, "message-id")).toBe("<no-domain>");
    expect(findHeader(headers, "auto-submitted")).toBe("no");
    expect(findHeader(headers, "reply-to")).toBe("eve@evil.example");
    expect(raw.includes(Buffer.from("X-Bank: Mérídale\r\n"))).toBe(true);
    expect(raw.includes(`X-Long: ${"x".repeat(999)}\r\n`)).toBe(true);
  });

  it("goes in clear only where its maker asks for that and TLS is not required", async () => {
    const open = await startMailServer({ clock: systemClock, log: silent, tls });
    const [lax, strict] = [false, true].map((requireTls) => createSmtpSender({ ...open.smtp, ca: tls.ca, requireTls }));
    await lax?.send(outgoing());
    await lax?.send(outgoing({ handOver: "in-clear" }));
    await strict?.send(outgoing({ handOver: "in-clear" }));
    expect(open.inbox.list().map(({ secure }) => secure)).toEqual([true, false, true]);
    await Promise.all([lax?.close(), strict?.close(), open.close()]);
  });

  it("carries exactly the headers it should", async () => {
    const { headers } = await captured(outgoing());
    expect(headers.map(([name]) => name.toLowerCase()).sort()).toEqual([
      "auto-submitted",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "subject",
      "to",
    ]);
    expect(findHeader(headers, "auto-submitted")).toBe("auto-generated");
    expect(findHeader(headers, "date")).toBe("Sun, 01 Mar 2026 10:00:00 +0000");
  });

  it("gets a Message-ID of its own at the sender's domain, the one that `send` reports", async () => {
    const [first, second] = [await sender.send(outgoing()), await sender.send(outgoing())];
    const ids = server.inbox.list().map(({ headers }) => findHeader(headers, "message-id"));
    expect(ids.slice(-2)).toEqual([first.messageId, second.messageId]);
    expect(first.messageId).toMatch(/^<[^@<>\s]+@email\.meridale\.example>$/);
    expect(first.messageId).not.toBe(second.messageId);
  });

  it.each(["nadia+a,b@veloria.example", "nadia@veloria.example, eve@veloria.example", "x: nadia@veloria.example;"])(
    "never has a second recipient: %s",
    async (to) => {
      const after = server.inbox.cursor;
      await sender.send(outgoing({ to })).catch(() => "refused is as good");
      const recipients = server.inbox.list({ after }).flatMap(({ envelope }) => envelope.rcptTo);
      expect(recipients.length).toBeLessThan(2);
      expect(recipients).not.toContain("eve@veloria.example");
    },
  );

  it("reads no file and no URL, even if its text looks like an instruction to", async () => {
    const { text } = await captured(outgoing({ text: "file:///etc/passwd" }));
    expect(text).toBe("file:///etc/passwd");
  });
});

describe("a mail that cannot go", () => {
  it.each(["from", "to", "subject"] as const)("is refused beforehand for a line break in its %s", async (field) => {
    const broken = outgoing({ [field]: "x@veloria.example\r\nBcc: eve@evil.example" });
    const error = await sender.send(broken).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "MAIL_HEADER_INJECTION", attribution: "IMPLEMENTATION" });
    expect(String(error)).not.toContain("eve@");
  });

  it.each([
    ["an unknown mailbox", { to: "nadia@elsewhere.example" }, "550 5.1.1"],
    ["its size", { text: "x".repeat(6_000) }, "552 5.3.4"],
  ])("is MAIL_REFUSED for %s, with the codes and no address", async (_, overrides, codes) => {
    const error = await sender.send(outgoing(overrides)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "MAIL_REFUSED", message: expect.stringContaining(`(${codes})`) });
    expect(JSON.stringify([error, String(error), (error as Error).cause ?? ""])).not.toMatch(/nadia|veloria|elsewhere/);
  });

  it("is MAIL_REFUSED without a usable address", async () => {
    await expect(sender.send(outgoing({ to: "" }))).rejects.toMatchObject({ code: "MAIL_REFUSED" });
  });

  it("is MAIL_REFUSED with 535 for a wrong password, which is a matter of configuration", async () => {
    const auth = { ...account, password: "battery staple" };
    const error = await sendOnce({ ...server.smtp, ca: tls.ca, auth });
    expect(error).toMatchObject({ code: "MAIL_REFUSED", attribution: "CONFIGURATION" });
    expect(String(error)).toContain("(535 5.7.8)");
  });

  it("is MAIL_REFUSED with 530 without logging in", async () => {
    expect(String(await sendOnce({ ...server.smtp, ca: tls.ca }))).toContain("(530 5.7.0)");
  });

  it("is MAIL_UNREACHABLE if the certificate is of an unknown authority", async () => {
    const stranger = await createAuthority("Stranger");
    const error = await sendOnce({ ...server.smtp, ca: stranger.caPem, auth: account });
    expect(error).toMatchObject({ code: "MAIL_UNREACHABLE", attribution: "ENVIRONMENT" });
  });

  it("is MAIL_UNREACHABLE if nobody listens, if nobody greets, or if TLS is required and not offered", async () => {
    const mute = await listen(() => undefined);
    const plain = await listen((socket) => {
      socket.write("220 plain.meridale.example\r\n");
      socket.on("data", () => socket.write("250 no extensions\r\n"));
    });
    const host = "127.0.0.1";
    expect(await sendOnce({ host, port: plain.port, requireTls: true })).toMatchObject({ code: "MAIL_UNREACHABLE" });
    expect(await sendOnce({ host, port: mute.port, timeoutMs: 50 })).toMatchObject({ code: "MAIL_UNREACHABLE" });
    mute.close();
    plain.close();
    expect(String(await sendOnce({ host, port: mute.port }))).toContain("(ECONNREFUSED)");
  });

  it("does not leave this machine unless the guard lets it", async () => {
    expect(await sendOnce({ host: "mx.veloria.example", port: 25 })).toMatchObject({ code: "EGRESS_BLOCKED" });
  });
});

async function sendOnce(options: Parameters<typeof createSmtpSender>[0]): Promise<unknown> {
  const once = createSmtpSender(options);
  try {
    return await once.send(outgoing()).catch((error: unknown) => error);
  } finally {
    await once.close();
  }
}

async function listen(onConnection: (socket: net.Socket) => void) {
  const sockets = new Set<net.Socket>();
  const listener = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const close = () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
  };
  return { port: (listener.address() as AddressInfo).port, close };
}
