import { startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { ManualClock } from "../../src/clock.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import { toMessageJson } from "../../src/messages/message-json.ts";
import { createAuthority } from "../../src/pki.ts";
import type { OutgoingMail } from "../../src/sending/sender.ts";
import { createSmtpSender } from "../../src/sending/smtp-sender.ts";
import { Conversation } from "./conversation.ts";
import { FUZZ_START, KEPT_MESSAGES } from "./fuzz-setting.ts";
import type { Burst, BurstOutcome, FuzzTarget, MutatedUnit, Recording } from "./fuzz-target.ts";
import { mutate, type Soil } from "./mutation.ts";
import { recordSession } from "./record-session.ts";

const account = { user: "meridale", password: "secret" };

/** The mail server's SMTP side; every mail that it takes is also read, as its API and a person would. */
export async function openSmtpTarget(): Promise<FuzzTarget> {
  const clock = new ManualClock(FUZZ_START);
  const inbox = new Inbox<CapturedMail>(clock, { maxMessages: KEPT_MESSAGES });
  const tls = await (await createAuthority("Fuzz")).issue({ commonName: "localhost" });
  const server = await startMailServer({ clock, log: () => undefined, tls, inbox });
  inbox.onMessage((mail) => void toMessageJson(mail));
  const { port } = server.smtp;
  return {
    recordings: await recordAll(port),
    lanes: 100, // Most of a session's time is the greeting's delay, a tenth of a second.
    mutate: changeCommand,
    send: (burst, signal) => sendBurst(port, burst, signal),
    async probe() {
      const after = inbox.cursor;
      await sendAll(port, [plainMail], tls.ca);
      await inbox.waitFor({ after, matches: ({ subject }) => subject === plainMail.subject }, { timeoutMs: 1_000 });
      for (const path of ["/api/v2/messages?limit=250", "/api/v1/messages", "/inbox?limit=1000"]) {
        const { status } = await server.app.request(path);
        if (status !== 200) throw new Error(`${path} answers ${status}`);
      }
    },
    close: () => server.close(),
  };
}

const plainMail: OutgoingMail = {
  from: "Meridale Bank <otp@email.meridale.example>",
  to: "nadia@veloria.example",
  subject: "Your code",
  text: "123456 is your code for the card ending in 7899.",
  date: new Date(FUZZ_START),
};

const mails: readonly OutgoingMail[] = [
  plainMail,
  { ...plainMail, html: '<html><body><p style="color:#111">Your code is <b>004217</b>.</p></body></html>' },
  { ...plainMail, subject: "رمزك – 验证码 – código", text: "رمزك هو 004217", to: "zoë@bücher.example" },
];

async function recordAll(port: number): Promise<readonly Recording[]> {
  const recordings: Recording[] = [];
  for (const session of [mails.slice(0, 1), mails.slice(1), mails]) {
    const octets = await recordSession(port, (proxied) => sendAll(proxied, session));
    recordings.push({ door: 0, units: [...cutUnits(withoutChance(octets)), ...smtpUnits] });
  }
  return recordings;
}

/** In clear where no authority is given. */
async function sendAll(port: number, outgoing: readonly OutgoingMail[], ca?: string): Promise<void> {
  const sender = createSmtpSender({
    host: "127.0.0.1",
    port,
    helo: "mta.meridale.example",
    maxConnections: 1,
    ...(ca && { ca }),
  });
  for (const mail of outgoing) await sender.send(ca ? mail : { ...mail, handOver: "in-clear" });
  await sender.close();
}

/** The same octets in every recording: message ids and boundaries are drawn anew each time. */
const withoutChance = (octets: Buffer): string =>
  octets
    .toString("latin1")
    .replace(/(Message-ID: <)[^@]+/gi, "$1f00d")
    .replace(/--_NmP-[0-9a-f]+/g, "--_NmP-f00d");

/** Each command a unit; DATA and its mail are one, for without a mail DATA is nothing. */
const cutUnits = (session: string): readonly Buffer[] =>
  [...session.matchAll(/DATA\r\n.*?\r\n\.\r\n|[^\r\n]*\r\n/gs)].map(([unit]) => Buffer.from(unit, "latin1"));

const b64 = (text: string): string => Buffer.from(text).toString("base64");
const nested = [1, 2, 3].map((level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`);

/** What our sender does not send. */
export const smtpUnits: readonly Buffer[] = [
  "RSET\r\n",
  "NOOP\r\n",
  "VRFY nadia\r\n",
  "HELP\r\n",
  `AUTH PLAIN ${b64(`\0${account.user}\0${account.password}`)}\r\n`,
  `AUTH LOGIN\r\n${b64(account.user)}\r\n${b64(account.password)}\r\n`,
  "EHLO [127.0.0.1]\r\n",
  "MAIL FROM:<otp@email.meridale.example> SIZE=1000 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+20b\r\n",
  "RCPT TO:<nadia@veloria.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;nadia@veloria.example\r\n",
  'RCPT TO:<"quoted name"@[127.0.0.1]>\r\n',
  `DATA\r\n${nested.join("")}Content-Type: text/html; charset=utf-7\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+MTIzNDU2PC9iPg==\r\n.\r\n`,
  'DATA\r\nSubject: =?utf-8?B?w6k=?=\r\n =?iso-8859-1?q?=E9?=\r\nContent-Type: multipart/alternative;\r\n boundary*0="a"; boundary*1="b"\r\n\r\n--ab\r\nContent-Disposition: attachment; filename*=utf-8\'\'%e2%82%ac.txt\r\n\r\nx\r\n--ab--\r\n.\r\n',
  "STARTTLS\r\n",
  "QUIT\r\n",
].map((unit) => Buffer.from(unit));

/** A line that ends, or a mail that does. */
function changeCommand(unit: Buffer, soil: Soil): Buffer {
  const ending = unit.subarray(0, 4).equals(Buffer.from("DATA")) ? "\r\n.\r\n" : "\r\n";
  if (ending === "\r\n") return Buffer.concat([mutate(unit.subarray(0, -2), soil), Buffer.from(ending)]);
  const mail = mutate(unit.subarray(6, -5), soil);
  return Buffer.concat([Buffer.from("DATA\r\n"), mail, Buffer.from(ending)]);
}

/** Whatever state the connection is in, this leads out of it. */
const lastCommands = Buffer.from("\r\n.\r\nQUIT\r\nQUIT\r\nQUIT\r\n");

/** A TLS record that begins a handshake, and whatever comes next. */
function badHandshake(units: readonly MutatedUnit[]): Buffer {
  const content = units.at(-1)?.octets ?? Buffer.alloc(0);
  return Buffer.concat([Buffer.from([22, 3, 1, content.length >> 8, content.length & 0xff]), content]);
}

async function sendBurst(port: number, { units }: Burst, signal: AbortSignal): Promise<BurstOutcome> {
  const conversation = new Conversation(port, signal);
  try {
    // Whoever talks before the greeting is shown the door.
    await conversation.until(() => conversation.received().includes("\r\n"));
    conversation.write(Buffer.concat([...units.map(({ octets }) => octets), lastCommands]));
    // After STARTTLS the server forgets what came with it, and waits for a handshake.
    await conversation.until(() => conversation.received().includes("220 2.0.0 Ready to start TLS"));
    conversation.write(badHandshake(units));
    await conversation.closed();
    return judge(conversation.received());
  } finally {
    conversation.destroy();
  }
}

function judge(received: Buffer): BurstOutcome {
  const replies = received.toString("latin1").match(/^\d{3} .*/gm) ?? [];
  return { answers: replies.length, faults: replies.filter((reply) => reply.startsWith("451")).length };
}
