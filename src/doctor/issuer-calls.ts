import type { Clock } from "../clock.ts";
import type { HttpClient, HttpResponse } from "../http.ts";
import type { Chart } from "./chart.ts";
import { lookAtAcceptance, lookAtStranger } from "./client-certificate.ts";
import { lookAtClock } from "./clock-skew.ts";
import { consumerCall, lookAtConsumer, lookAtShape } from "./consumer.ts";
import type { Deadline } from "./deadline.ts";
import { type RealIssuer, sharesServer } from "./preflight.ts";
import { lookAtToken } from "./token.ts";

/** The two callers: one shows D1's certificate, the other none. */
export interface Callers {
  readonly d1: HttpClient;
  readonly stranger: HttpClient;
}

export interface CallLooks {
  readonly issuer: RealIssuer;
  readonly chart: Chart;
  readonly clock: Clock;
  readonly deadline: Deadline;
  /** Whether the handshakes with either server succeeded. */
  readonly isThere: { readonly backend: true | undefined; readonly tokenServer: true | undefined };
}

/** Calls the backend: with our certificate, for a token, for one End User, and without a certificate. */
export async function lookAtCalls(looks: CallLooks, { d1, stranger }: Callers): Promise<void> {
  const { issuer, chart, deadline, isThere } = looks;
  const url = consumerCall(issuer).url;
  const accepted = await chart.look({
    step: "client-certificate",
    subject: issuer.access.backendUrl,
    after: isThere.backend,
    examine: () => lookAtAcceptance(issuer, d1, deadline),
  });
  await lookAtTime(looks, accepted);
  const bearer = await chart.look({
    step: "token",
    subject: issuer.access.tokenUrl,
    after: sharesServer(issuer.access) ? accepted : isThere.tokenServer,
    examine: () => lookAtToken(issuer.access, d1, deadline),
  });
  await lookAtEndUser(looks, accepted && bearer, d1);
  await chart.look({
    step: "no-client-certificate",
    subject: url,
    after: accepted && bearer,
    examine: (token) => lookAtStranger(issuer, token, stranger, deadline),
  });
}

async function lookAtTime({ chart, clock, issuer }: CallLooks, accepted: HttpResponse | undefined): Promise<void> {
  const answeredAt = clock.now();
  await chart.look({
    step: "clock",
    subject: issuer.access.backendUrl,
    after: accepted,
    examine: (answer) => lookAtClock(answer, answeredAt),
  });
}

async function lookAtEndUser(
  { chart, deadline, issuer }: CallLooks,
  bearer: string | undefined,
  d1: HttpClient,
): Promise<void> {
  const subject = consumerCall(issuer).url;
  const read = await chart.look({
    step: "consumer",
    subject,
    after: bearer,
    examine: (token) => lookAtConsumer(issuer, token, d1, deadline),
  });
  await chart.look({ step: "consumer-shape", subject, after: read, examine: ({ json }) => lookAtShape(json) });
}
