import { openRawSmtp } from "./raw-smtp.ts";
import type { Readings } from "./readings.ts";
import { withServer } from "./server-process.ts";
import { perSecond, repeatFor } from "./window.ts";

/** Mail servers that the same client hands its mails to, each a process of its own. */
export const mailServers = ["ours", "bare", "maildev", "smtp-tester"] as const;
export type MailServerName = (typeof mailServers)[number];

const WINDOW_MS = 1_500;
const KEPT = 16;
/** Every new connection waits 100 ms for smtp-server's greeting, and all four are built on it. */
const ONE_SHOT = 100;

const BOUNDARY = "bench-alternative";

/** What D1 sends: a text and an HTML part. */
const mail = Buffer.from(
  [
    'From: "Meridale Bank" <card@email.meridale.example>',
    "To: nadia@mail.example",
    "Subject: Your code",
    "Message-ID: <bench@email.meridale.example>",
    "Date: Sat, 04 Jul 2026 10:00:00 +0000",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    "",
    `--${BOUNDARY}`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    "123456 is your code to add your card ending 0001 to Veloria Wallet.",
    `--${BOUNDARY}`,
    "Content-Type: text/html; charset=utf-8",
    "",
    "<p><b>123456</b> is your code to add your card ending 0001 to Veloria Wallet.</p>",
    `--${BOUNDARY}--`,
    ".",
    "",
  ].join("\r\n"),
);

/** Mails a second over connections that are kept, and over a new one a mail; without TLS, which not all offer. */
export function measureMailServer(name: MailServerName): Promise<Readings> {
  return withServer(name, async (port) => {
    const clients = await Promise.all(Array.from({ length: KEPT }, () => openRawSmtp(port)));
    const send = (lane: number) => clients[lane]?.handOver(mail) ?? Promise.resolve();
    await repeatFor(WINDOW_MS, KEPT, send);
    const pooled = await repeatFor(WINDOW_MS, KEPT, send);
    for (const { close } of clients) close();
    const oneShot = await repeatFor(WINDOW_MS, ONE_SHOT, () => sendAlone(port));
    return { pooled: perSecond(pooled), oneShot: perSecond(oneShot) };
  });
}

async function sendAlone(port: number): Promise<void> {
  const client = await openRawSmtp(port);
  await client.handOver(mail);
  client.close();
}
