import { type D1, startD1 } from "../../simulators/d1/start-d1.ts";
import { type DnsServer, startDnsServer } from "../../simulators/dns-server/start-dns-server.ts";
import { type IssuerBackend, startIssuerBackend } from "../../simulators/issuer-backend/start-issuer-backend.ts";
import { type MailServer, startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { type SmsCentre, startSmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { startTsp, type Tsp } from "../../simulators/tsp/start-tsp.ts";
import type { Chance } from "../chance.ts";
import type { Clock } from "../clock.ts";
import { decryptFundingAccount } from "../contract/mdes-envelope.ts";
import type { Egress } from "../egress.ts";
import type { Journal } from "../evidence/journal.ts";
import type { SecretKeeper } from "../evidence/secrets.ts";
import type { FaultTimeline } from "../faults/timeline.ts";
import type { HttpClient } from "../http.ts";
import type { DeliveryReceipt } from "../sending/delivery-receipt.ts";
import { createHttpSmsSender } from "../sending/http-sms-sender.ts";
import { createSmppSender } from "../sending/smpp-sender.ts";
import { type Closing, type Ground, httpClient, type Identities, layGround, type TestBedOptions } from "./ground.ts";
import { greetings, openReception } from "./mail-reception.ts";
import { type MailSink, patience, toMailSink } from "./mail-sink.ts";
import { openMailHogSink } from "./mailhog-sink.ts";
import type { SystemLog } from "./system-log.ts";

/** Every system of the flow, started and joined; they meet on the wire only. */
export interface TestBed {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly journal: Journal;
  readonly log: SystemLog;
  readonly secrets: SecretKeeper;
  /** What goes wrong on purpose. Whoever works with one bed for several scenarios restarts it for each. */
  readonly faults: FaultTimeline;
  /** Which hosts may be called. */
  readonly egress: Egress;
  readonly tsp: Tsp;
  readonly d1: D1;
  readonly issuerBackend: IssuerBackend;
  readonly smsCentre: SmsCentre;
  /** Missing where a MailHog elsewhere takes the mail. */
  readonly mailServer?: MailServer;
  /** Where all mail can be read, whoever took it. */
  readonly mail: MailSink;
  /** Knows the zones that it is given, and no other name. Missing where no system has a socket. */
  readonly dns?: DnsServer;
  /** How a wallet calls the TSP. */
  readonly walletClient: HttpClient;
  /** What D1 shows the issuer backend, and the like of an authority that the backend does not know. */
  readonly identities: Identities;
  /** Where everything listens, by the system's name. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Resolves when no system has work in hand: what has not arrived by then will not come. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A test bed whose systems listen. */
export type ServedTestBed = TestBed & { readonly dns: DnsServer };

/**
 * Starts every simulated system on loopback; whatever had started by the time one fails is stopped again.
 * Throws PORT_IN_USE, for a zone or a resolver ZONE_UNREADABLE and RESOLVER_INVALID, and for a MailHog EGRESS_BLOCKED, MAILHOG_UNREACHABLE, MAILHOG_UNREADABLE, MAIL_UNREACHABLE.
 */
export async function startTestBed(options: TestBedOptions = {}): Promise<ServedTestBed> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const closeOne of closing.splice(0).reverse()) await closeOne();
  };
  try {
    return { ...(await startSystems(options, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startSystems(options: TestBedOptions, closing: Closing): Promise<Omit<ServedTestBed, "close">> {
  const ground = await layGround(options);
  const sinks = await startSinks(ground, closing);
  const issuerBackend = await startIssuer(ground, sinks, closing);
  const d1 = await startDelivery(ground, sinks, closing);
  const tsp = await startNetwork(ground, d1, closing);
  const { clock, chance, journal, log, secrets, faults, egress, identities } = ground;
  const settled = async () => {
    for (const system of [tsp, d1, issuerBackend]) await system.idle();
    await sinks.mail.look();
  };
  const walletClient = httpClient(ground, closing, "wallet-tsp", {});
  const systems = { ...sinks, issuerBackend, d1, tsp };
  const shared = { clock, chance, journal, log, secrets, faults, egress, identities };
  return { ...shared, ...systems, walletClient, addresses: addressesOf(systems), settled };
}

interface Sinks {
  readonly smsCentre: SmsCentre;
  readonly mailServer?: MailServer;
  readonly mail: MailSink;
  readonly dns: DnsServer;
}

async function startSinks(ground: Ground, closing: Closing): Promise<Sinks> {
  const { clock, log, ports, mailHog, egress, faults } = ground;
  const smsCentre = await startSmsCentre({
    clock,
    log: log.of("SMS centre"),
    faults,
    smppPort: ports.smpp ?? 0,
    httpPort: ports.sms ?? 0,
  });
  closing.push(() => smsCentre.close());
  const dns = await startDnsServer({ clock, log: log.of("DNS server"), faultSource: faults, port: ports.dns ?? 0 });
  closing.push(() => dns.close());
  if (mailHog) return { smsCentre, dns, mail: await openMailHogSink(mailHog, { clock, egress }) };
  return { smsCentre, dns, ...(await startOwnMailServer(ground, dns, closing)) };
}

async function startOwnMailServer(ground: Ground, dns: DnsServer, closing: Closing) {
  const { clock, log, keys, ports, faults } = ground;
  const { reception, close } = await openReception(dns, ground.reception);
  closing.push(close);
  const mailServer = await startMailServer({
    clock,
    reception,
    log: log.of("mail server"),
    faults,
    tls: await keys.identityOf("mail server"),
    smtpPort: ports.smtp ?? 0,
    httpPort: ports.mail ?? 0,
  });
  closing.push(() => mailServer.close());
  return { mailServer, mail: toMailSink(mailServer, { ca: keys.caPem, clock }) };
}

async function startIssuer(ground: Ground, sinks: Sinks, closing: Closing): Promise<IssuerBackend> {
  const { clock, chance, log, keys, ports, replace, faults } = ground;
  const request = httpClient(ground, closing, "issuer-sms", {});
  const sms = createHttpSmsSender({ url: sinks.smsCentre.url, request });
  const mail = sinks.mail.openSender("issuer backend -> mail server", greetings.issuerBackend);
  closing.push(
    () => sms.close(),
    () => mail.close(),
  );
  const issuerBackend = await startIssuerBackend({
    clock,
    chance: chance.fork("issuer backend"),
    log: log.of("issuer backend"),
    faults,
    port: ports.issuerBackend ?? 0,
    mutualTls: await keys.identityOf("issuer backend"),
    sms,
    mail,
    ...(replace.issuerBackend && { replaceParts: replace.issuerBackend }),
  });
  closing.push(() => issuerBackend.close());
  return issuerBackend;
}

async function startDelivery(ground: Ground, sinks: Sinks, closing: Closing): Promise<D1> {
  const { clock, chance, log, keys, identities, ports, replace, faults } = ground;
  const onReceipt = ({ state }: DeliveryReceipt) => log.of("D1")(`a receipt says ${state}`);
  const account = { systemId: "d1", password: "stepproof" };
  const envelope = await keys.envelope;
  const sms = createSmppSender({ ...sinks.smsCentre.smpp, ...account, ...patience.sms, clock, onReceipt });
  const mail = sinks.mail.openSender("D1 -> mail server", greetings.d1);
  closing.push(
    () => sms.close(),
    () => mail.close(),
  );
  const d1 = await startD1({
    clock,
    chance: chance.fork("d1"),
    log: log.of("D1"),
    faults,
    port: ports.d1 ?? 0,
    mutualTls: await keys.identityOf("d1"),
    issuer: { request: httpClient(ground, closing, "d1-issuer", identities.d1) },
    sms,
    mail,
    openEnvelope: (payload) => decryptFundingAccount(payload, envelope),
    ...(replace.d1 && { replaceParts: replace.d1 }),
  });
  closing.push(() => d1.close());
  return d1;
}

async function startNetwork(ground: Ground, d1: D1, closing: Closing): Promise<Tsp> {
  const { clock, chance, log, keys, ports, replace, secrets, faults } = ground;
  const identity = await keys.identityOf("tsp");
  const { publicKey } = await keys.envelope;
  const tsp = await startTsp({
    clock,
    chance: chance.fork("tsp"),
    log: log.of("TSP"),
    faults,
    port: ports.tsp ?? 0,
    d1: { url: d1.url, request: httpClient(ground, closing, "tsp-d1", identity) },
    envelope: publicKey,
    ...(replace.tsp && { replaceParts: replace.tsp }),
  });
  tsp.onIssued(({ value }) => secrets.learn("otp", value));
  closing.push(() => tsp.close());
  return tsp;
}

type Systems = Pick<TestBed, "tsp" | "d1" | "issuerBackend"> & Sinks;

const addressesOf = ({ tsp, d1, issuerBackend, smsCentre, mail, dns }: Systems): TestBed["addresses"] => ({
  "TSP, wallet side": tsp.url,
  D1: d1.url,
  "issuer backend": issuerBackend.url,
  "SMS centre, SMPP": `smpp://${smsCentre.smpp.host}:${smsCentre.smpp.port}`,
  "SMS centre, HTTP": smsCentre.url,
  ...mail.addresses,
  "DNS, UDP and TCP": `dns://${dns.address}`,
});
