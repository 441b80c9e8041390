import { Hono } from "hono";
import type { Clock } from "../../src/clock.ts";
import { smsSubmitPath } from "../../src/contract/sms-submit.ts";
import { disturbHttp } from "../../src/faults/disturb-http.ts";
import type { FaultSource } from "../../src/faults/fault.ts";
import type { Log } from "../../src/log.ts";
import type { CapturedSms } from "../../src/messages/captured-message.ts";
import { Inbox } from "../../src/messages/inbox.ts";
import { createInboxApi } from "../../src/messages/inbox-api.ts";
import {
  defaultReassemblyLimits,
  type IncompleteSms,
  type ReassemblyLimits,
  type UnfinishedSms,
} from "../../src/messages/reassembly.ts";
import { type ServeOptions, serveApp } from "../../src/serve.ts";
import type { SmppAccount } from "./smpp-peer.ts";
import { defaultSmppServerLimits, type SmppServerLimits, startSmppServer } from "./smpp-server.ts";
import { SmsIntake } from "./sms-intake.ts";
import { createSubmitApp, recipientOfSubmit, toErrorResponse } from "./submit-app.ts";

export interface SmsCentreLimits extends SmppServerLimits, ReassemblyLimits {
  /** A longer HTTP request gets 413, octets. */
  readonly maxBodyBytes: number;
}

export interface SmsCentreOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** 0, the default, takes a free port. */
  readonly smppPort?: number;
  readonly httpPort?: number;
  /** Who may bind; left out, every system id and password is good. */
  readonly accounts?: readonly SmppAccount[];
  /** Left out, the centre has an inbox of its own. */
  readonly inbox?: Inbox<CapturedSms>;
  /** What goes wrong, and when; nothing without it. */
  readonly faults?: FaultSource;
  readonly limits?: Partial<SmsCentreLimits>;
}

export interface SmsCentre {
  readonly inbox: Inbox<CapturedSms>;
  readonly smpp: { readonly host: string; readonly port: number };
  /** Base URL of the HTTP API. */
  readonly url: string;
  /** The HTTP API, for calls within the process. */
  readonly app: Hono;
  /** Messages of which parts are missing still. */
  incomplete(): readonly IncompleteSms[];
  /** Messages that began after a cursor and never became whole, those that nobody waits for any more among them. */
  unfinished(query: { readonly after: number }): readonly UnfinishedSms[];
  /** How many messages in parts have begun: the cursor for `unfinished`. */
  begun(): number;
  /** Refuses the next submits over either way in: with this SMPP status (default ESME_RSYSERR), over HTTP with 503. */
  refuseNext(times: number, status?: string): void;
  /** Refuses whatever comes for this phone, E.164: ESME_RINVDSTADR, over HTTP 422. Returns how to lift that. */
  bar(recipient: string): () => void;
  /** Ends every SMPP session, and goes on listening. */
  dropConnections(): Promise<void>;
  close(): Promise<void>;
}

const defaultLimits: SmsCentreLimits = {
  ...defaultSmppServerLimits,
  ...defaultReassemblyLimits,
  maxBodyBytes: 64 * 1024,
};

/** Starts the SMS centre: SMPP 3.4 and POST /sms, both into one inbox, which `/inbox` shows. Throws PORT_IN_USE. */
export async function startSmsCentre(options: SmsCentreOptions): Promise<SmsCentre> {
  const { clock, log, accounts, httpPort: port = 0, faults } = options;
  const { intake, limits, ...centre } = openCentre(options);
  const smpp = await startSmppServer({ port: options.smppPort ?? 0, intake, clock, log, accounts, limits, faults });
  const listening = serveApp(centre.app, { name: "SMS centre (HTTP)", port, ...disturbance(options) });
  const http = await listening.catch(async (error) => {
    await smpp.close();
    throw error;
  });
  const close = async () => {
    await Promise.all([smpp.close(), http.close()]);
    intake.close();
  };
  const { host, port: smppPort, dropConnections } = smpp;
  return { ...centre, smpp: { host, port: smppPort }, url: http.url, dropConnections, close };
}

/** The inbox API stays out of it: it belongs to whoever tests. */
const disturbance = ({ faults, clock }: SmsCentreOptions): Pick<ServeOptions, "disturb"> =>
  faults
    ? {
        disturb: (server) =>
          disturbHttp(server, {
            leg: "issuer-sms",
            faults,
            clock,
            path: smsSubmitPath,
            recipientOf: recipientOfSubmit,
          }),
      }
    : {};

/** The same without a socket, for calls to its `app`. */
export function createSmsCentre(options: Pick<SmsCentreOptions, "clock" | "inbox" | "limits">): UnservedSmsCentre {
  const { intake, limits: _, ...centre } = openCentre(options);
  return { ...centre, dropConnections: async () => undefined, close: async () => intake.close() };
}

export type UnservedSmsCentre = Omit<SmsCentre, "url" | "smpp">;

function openCentre({
  clock,
  inbox = new Inbox<CapturedSms>(clock),
  ...options
}: Pick<SmsCentreOptions, "clock" | "inbox" | "limits">) {
  const limits = { ...defaultLimits, ...options.limits };
  const intake = new SmsIntake(inbox, clock, limits);
  return {
    intake,
    limits,
    inbox,
    app: createApp(intake, inbox, limits),
    incomplete: () => intake.incomplete(),
    unfinished: (query: { readonly after: number }) => intake.unfinished(query),
    begun: () => intake.cursor,
    refuseNext: (times: number, status = "ESME_RSYSERR") => intake.refuseNext(times, status),
    bar: (recipient: string) => intake.bar(recipient),
  };
}

function createApp(intake: SmsIntake, inbox: Inbox<CapturedSms>, { maxBodyBytes }: SmsCentreLimits): Hono {
  const app = new Hono();
  app.onError(toErrorResponse);
  app.notFound((context) => context.json({ error: "no such resource" }, 404));
  app.route("/", createSubmitApp({ intake, maxBodyBytes }));
  app.route("/inbox", createInboxApi(inbox));
  return app;
}
