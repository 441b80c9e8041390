import { createD1, type D1 } from "../../simulators/d1/start-d1.ts";
import { createIssuerBackend, type IssuerBackend } from "../../simulators/issuer-backend/start-issuer-backend.ts";
import { createSmsCentre, type SmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { createTsp, type Tsp } from "../../simulators/tsp/start-tsp.ts";
import { createChance } from "../chance.ts";
import { systemClock } from "../clock.ts";
import { loopbackOnly } from "../egress.ts";
import { Journal, type Leg, recorded } from "../evidence/journal.ts";
import { SecretKeeper } from "../evidence/secrets.ts";
import { createFaultTimeline } from "../faults/timeline.ts";
import type { HttpClient, TlsIdentity } from "../http.ts";
import { createInProcessClient, type FetchHandler } from "../in-process-http.ts";
import type { CapturedMail, CapturedSms } from "../messages/captured-message.ts";
import { Inbox, type InboxLimits } from "../messages/inbox.ts";
import { createHttpSmsSender } from "../sending/http-sms-sender.ts";
import { createInboxMailSender } from "../sending/inbox-mail-sender.ts";
import type { MailSender, SmsSender } from "../sending/sender.ts";
import type { TestBedOptions } from "./ground.ts";
import type { MailSink } from "./mail-sink.ts";
import type { TestBed } from "./start-test-bed.ts";
import { SystemLog } from "./system-log.ts";

/** Where the systems would be: names that nobody can own (RFC 2606), and nothing listens. */
const urls = {
  tsp: "https://tsp.test",
  d1: "https://d1.test",
  issuerBackend: "https://issuer-backend.test",
  smsCentre: "https://sms-centre.test",
} as const;

/** There is no handshake within a process. */
const noIdentity: TlsIdentity = { key: "", cert: "", ca: "" };

export interface InProcessBedOptions extends Pick<TestBedOptions, "clock" | "seed" | "faults"> {
  /** How many messages, exchanges, log lines and tokens are kept, each; default: as many as in any bed. */
  readonly keeps?: number;
}

/**
 * A test bed within the process: the same apps, called without a socket, so that it opens no port and nothing can hang
 * on a network. SMS go by HTTP submit and mails straight into the inbox; card data travel in clear.
 */
export function createInProcessBed(options: InProcessBedOptions): TestBed {
  const ground = layGround(options);
  const smsCentre = openSmsCentre(ground);
  const mail = openMailSink(ground);
  const call = (leg: Leg, answer: FetchHandler): HttpClient =>
    recorded(createInProcessClient(answer), ground.journal, leg, ground.clock);
  const issuerBackend = openIssuerBackend(ground, sendersTo(call("issuer-sms", smsCentre.app.fetch), mail));
  const d1 = openD1(
    ground,
    call("d1-issuer", issuerBackend.app.fetch),
    sendersTo(createInProcessClient(smsCentre.app.fetch), mail),
  );
  const tsp = openTsp(ground, call("tsp-d1", d1.app.fetch));
  const systems = { tsp, d1, issuerBackend, smsCentre, mail };
  return {
    ...ground,
    ...systems,
    egress: loopbackOnly,
    identities: { d1: noIdentity, foreign: noIdentity },
    walletClient: call("wallet-tsp", tsp.app.fetch),
    addresses: urls,
    async settled() {
      for (const system of [tsp, d1, issuerBackend]) await system.idle();
    },
    async close() {
      for (const system of [tsp, d1, smsCentre]) await system.close();
    },
  };
}

interface Ground extends Pick<TestBed, "clock" | "chance" | "faults" | "journal" | "log" | "secrets"> {
  readonly inboxLimits: Partial<InboxLimits>;
  readonly remembering: { readonly remembers?: number };
}

interface Senders {
  readonly sms: SmsSender;
  readonly mail: MailSender;
}

function layGround({
  clock = systemClock,
  seed = "stepproof",
  faults: rules = [],
  keeps,
}: InProcessBedOptions): Ground {
  const chance = createChance(seed);
  const faults = createFaultTimeline({ clock, chance: chance.fork("faults"), rules });
  const shared = { clock, chance, faults, secrets: new SecretKeeper() };
  if (keeps === undefined) {
    return { ...shared, journal: new Journal(), log: new SystemLog(), remembering: {}, inboxLimits: {} };
  }
  return {
    ...shared,
    journal: new Journal({ maxExchanges: keeps }),
    log: new SystemLog({ maxLines: keeps }),
    remembering: { remembers: keeps },
    inboxLimits: { maxMessages: keeps },
  };
}

function openSmsCentre({ clock, inboxLimits }: Ground): SmsCentre {
  return {
    ...createSmsCentre({ clock, inbox: new Inbox<CapturedSms>(clock, inboxLimits) }),
    url: urls.smsCentre,
    smpp: { host: new URL(urls.smsCentre).host, port: 2775 },
  };
}

function openMailSink({ clock, inboxLimits }: Ground): MailSink {
  const inbox = new Inbox<CapturedMail>(clock, inboxLimits);
  return {
    source: inbox,
    get cursor() {
      return inbox.cursor;
    },
    since: (cursor) => inbox.list({ after: cursor }),
    look: async () => undefined,
    openSender: (call) => createInboxMailSender(inbox, call),
    addresses: {},
  };
}

function sendersTo(request: HttpClient, mail: MailSink): Senders {
  const sms = createHttpSmsSender({ url: urls.smsCentre, request });
  return { sms, mail: mail.openSender("in-process sender -> inbox") };
}

function openIssuerBackend({ clock, chance, log }: Ground, senders: Senders): IssuerBackend {
  const backend = createIssuerBackend({
    clock,
    chance: chance.fork("issuer backend"),
    log: log.of("issuer backend"),
    ...senders,
  });
  return { ...backend, url: urls.issuerBackend, close: async () => undefined };
}

function openD1({ clock, chance, log, remembering }: Ground, request: HttpClient, senders: Senders): D1 {
  return {
    ...createD1({
      clock,
      chance: chance.fork("d1"),
      log: log.of("D1"),
      issuer: { request },
      ...senders,
      ...remembering,
    }),
    url: urls.d1,
  };
}

function openTsp({ clock, chance, log, secrets, remembering }: Ground, request: HttpClient): Tsp {
  const d1 = { url: urls.d1, request };
  const tsp = createTsp({ clock, chance: chance.fork("tsp"), log: log.of("TSP"), d1, ...remembering });
  tsp.onIssued(({ value }) => secrets.learn("otp", value));
  return { ...tsp, url: urls.tsp };
}
