import { createTransport } from "nodemailer";
import type { Readings } from "./readings.ts";
import { withServer } from "./server-process.ts";
import { perSecond, repeatFor } from "./window.ts";

/** Mail servers that the same client hands its mails to, each a process of its own. */
export const mailServers = ["ours", "bare", "maildev", "smtp-tester"] as const;
export type MailServerName = (typeof mailServers)[number];

const WINDOW_MS = 1_500;
const POOLED = 8;
/** Every new connection waits 100 ms for smtp-server's greeting, and all four are built on it. */
const ONE_SHOT = 64;

const mail = {
  ...{ from: "Meridale Bank <card@email.meridale.example>", to: "nadia@mail.example", subject: "Your code" },
  text: "123456 is your code to add your card ending 0001 to Veloria Wallet.",
  html: "<p><b>123456</b> is your code to add your card ending 0001 to Veloria Wallet.</p>",
};

/** Mails a second over connections that are kept, and over a new one a mail; without TLS, which not all offer. */
export function measureMailServer(name: MailServerName): Promise<Readings> {
  return withServer(name, async (port) => {
    const target = { host: "127.0.0.1", port, ignoreTLS: true };
    const kept = createTransport({
      ...target,
      pool: true,
      maxConnections: POOLED,
      maxMessages: Number.POSITIVE_INFINITY,
    });
    await repeatFor(WINDOW_MS / 2, 2 * POOLED, () => kept.sendMail(mail));
    const pooled = await repeatFor(WINDOW_MS, 2 * POOLED, () => kept.sendMail(mail));
    kept.close();
    const oneShot = await repeatFor(WINDOW_MS, ONE_SHOT, () => createTransport(target).sendMail(mail));
    return { pooled: perSecond(pooled), oneShot: perSecond(oneShot) };
  });
}
