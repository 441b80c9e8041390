import type { EndUser } from "../../simulators/end-user/end-user.ts";
import { startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { ManualClock } from "../../src/clock.ts";
import { StepproofError } from "../../src/errors.ts";
import type { Exchange, Leg } from "../../src/evidence/journal.ts";
import type { HttpRequest } from "../../src/http.ts";
import type { CapturedMail } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import { visibleText } from "../../src/messages/reading.ts";
import { createAuthority } from "../../src/pki.ts";
import { type Listening, serveApp } from "../../src/serve.ts";
import { createInProcessBed } from "../../src/testbed/in-process-bed.ts";
import { openExampleIssuer } from "../../src/testbed/open-example-issuer.ts";
import { drawPerson } from "../../src/testbed/open-issuer.ts";
import type { TestBed } from "../../src/testbed/start-test-bed.ts";
import { Conversation } from "./conversation.ts";
import { FUZZ_START, KEPT_MESSAGES } from "./fuzz-setting.ts";
import type { Burst, BurstOutcome, FuzzTarget, Recording } from "./fuzz-target.ts";
import { readAnswers } from "./http-answers.ts";
import { changeRequest, mayWait, toRequestOctets } from "./http-requests.ts";

/** TSP, D1, issuer backend, SMS centre and mail server over HTTP: the apps of one bed, each with a socket and no TLS. */
export async function openHttpTarget(): Promise<FuzzTarget> {
  const clock = new ManualClock(FUZZ_START);
  const bed = createInProcessBed({ clock, seed: "fuzz", keeps: KEPT_MESSAGES });
  const mailServer = await openMailServer(clock);
  const issuer = await openExampleIssuer(bed, "fuzzed issuer");
  const endUser = issuer.enrol(drawPerson(bed.chance.fork("nadia"), "mastercard"));
  const probe = async () => {
    fillMailbox(mailServer.inbox);
    for (const type of ["TEXT_TO_CARDHOLDER_NUMBER", "EMAIL_TO_CARDHOLDER_ADDRESS"]) await stepUp(bed, endUser, type);
  };
  await probe();
  const apps = [bed.tsp.app, bed.d1.app, bed.issuerBackend.app, bed.smsCentre.app, mailServer.app];
  const doors = await Promise.all(apps.map((app, at) => serveApp(app, { name: `fuzzed app ${at}` })));
  return {
    recordings: recordAll(bed),
    lanes: 16,
    mutate: changeRequest,
    send: (burst, signal) => sendBurst(doors, burst, signal),
    probe,
    async close() {
      for (const door of doors) await door.close();
      await mailServer.close();
      await bed.close();
    },
  };
}

/** The doors, by the leg that leads to each; the inboxes and MailHog's API have none. */
const doorOf: Readonly<Record<Leg, number>> = { "wallet-tsp": 0, "tsp-d1": 1, "d1-issuer": 2, "issuer-sms": 3 };
const SMS_CENTRE = 3;
const MAIL_SERVER = 4;

async function openMailServer(clock: ManualClock) {
  const tls = await (await createAuthority("Fuzz")).issue({ commonName: "localhost" });
  const inbox = new Inbox<CapturedMail>(clock, { maxMessages: KEPT_MESSAGES });
  // Not even to this machine: a changed port could be anybody's.
  return startMailServer({ clock, log: () => undefined, tls, inbox, egress: nowhere });
}

function nowhere(_host: string, call: string): never {
  throw new StepproofError("EGRESS_BLOCKED", `${call}: nothing is released while fuzzing`, {
    hint: "Release by hand.",
    attribution: "CONFIGURATION",
  });
}

/** A whole step-up, whatever other messages the same person got meanwhile. */
async function stepUp(bed: TestBed, { profile, wallet }: EndUser, type: string): Promise<void> {
  const [card] = profile.cards;
  if (!card) throw new Error("the End User has a card");
  const added = await wallet.addCard(card, { deviceName: "Nadia's phone" });
  const { delivered } = await added.choose(type);
  const code = bed.tsp.lastIssued(added.tokenUniqueReference)?.value ?? "";
  const messages = [...(await bed.smsCentre.inbox.list()), ...(await bed.mail.source.list())];
  if (!messages.some((message) => visibleText(message).includes(code))) throw new Error(`no code by ${type}`);
  const { result } = await added.typeCode(code);
  if (!delivered || result !== "SUCCESS") throw new Error(`a step-up by ${type} ended with ${result}`);
}

function fillMailbox(inbox: Inbox<CapturedMail>): void {
  for (const raw of storedMails) inbox.deliver({ ...storedMail, raw: Buffer.from(raw) });
}

const storedMails = [
  "Subject: Your code\r\nContent-Type: text/plain\r\n\r\n123456\r\n",
  "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n123456\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=31\r\n--b--\r\n",
];

const storedMail = {
  kind: "email",
  recipient: "nadia@veloria.example",
  envelope: { mailFrom: "otp@email.meridale.example", rcptTo: ["nadia@veloria.example"] },
  headers: [["Subject", "Your code"]],
  subject: "Your code",
  text: "123456 is your code",
  attachments: [],
} as const;

function recordAll({ journal }: TestBed): readonly Recording[] {
  const exchanges = journal.since(0);
  const legs = Object.keys(doorOf).map((leg) => toRecording(exchanges.filter((exchange) => exchange.leg === leg)));
  return [
    ...legs,
    ...otherRequests.map(({ door, requests }) => ({ door, units: requests.map(toRequestOctets) })),
  ].filter(({ units }) => units.length > 0);
}

const toRecording = (exchanges: readonly Exchange[]): Recording => ({
  door: doorOf[exchanges[0]?.leg ?? "wallet-tsp"],
  units: exchanges.map(({ request }) => toRequestOctets(request)),
});

const get = (path: string): HttpRequest => ({ method: "GET", url: `http://127.0.0.1${path}` });
const post = (path: string, body: object): HttpRequest => ({
  method: "POST",
  url: `http://127.0.0.1${path}`,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const remove = (path: string): HttpRequest => ({ ...get(path), method: "DELETE" });

const inboxRequests = (kind: "sms" | "email", recipient: string): readonly HttpRequest[] => [
  get(`/inbox?recipient=${encodeURIComponent(recipient)}&after=0&limit=5`),
  get("/inbox?limit=3"),
  get(`/inbox/${kind}-1`),
  get(`/inbox/${kind}-2/raw`),
  remove(`/inbox/${kind}-1`),
  get(`/inbox/wait?recipient=${encodeURIComponent(recipient)}&after=0&timeout=1000`),
];

/** What no leg of the flow asks for. */
const otherRequests: readonly { readonly door: number; readonly requests: readonly HttpRequest[] }[] = [
  {
    door: SMS_CENTRE,
    requests: [
      post("/sms", { to: "+447700900123", from: "Meridale", text: "123456 is your code" }),
      post("/sms", { to: "+447700900124", from: "60111", text: `код 004217 ${"не сообщайте ".repeat(20)}` }),
      ...inboxRequests("sms", "+447700900123"),
    ],
  },
  {
    door: MAIL_SERVER,
    requests: [
      ...inboxRequests("email", "nadia@veloria.example"),
      get("/api/v2/messages?start=0&limit=2"),
      get("/api/v2/search?kind=containing&query=123456&limit=1"),
      get("/api/v1/messages/email-3"),
      get("/api/v1/messages/email-4/mime/part/1/download"),
      get("/api/v1/messages/email-4/download"),
      post("/api/v1/messages/email-3/release", { host: "127.0.0.1", port: "1025", email: "nadia@veloria.example" }),
      remove("/api/v1/messages/email-2"),
      get("/api/v1/events"),
    ],
  },
];

async function sendBurst(
  doors: readonly Listening[],
  { door, units }: Burst,
  signal: AbortSignal,
): Promise<BurstOutcome> {
  const conversation = new Conversation(doors[door]?.port ?? 0, signal);
  const answered = units.filter(({ framing, octets }) => framing === "kept" && !mayWait(octets));
  const unanswered = units.filter((unit) => !answered.includes(unit));
  try {
    conversation.write(Buffer.concat(answered.map(({ octets }) => octets)));
    await conversation.until(() => readAnswers(conversation.received()).length >= answered.length);
    conversation.write(Buffer.concat(unanswered.map(({ octets }) => octets)));
    conversation.end();
    await conversation.closed();
    return judge(readAnswers(conversation.received()));
  } finally {
    conversation.destroy();
  }
}

const judge = (statuses: readonly number[]): BurstOutcome => ({
  answers: statuses.length,
  faults: statuses.filter((status) => status === 500).length,
});
