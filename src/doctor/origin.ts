import { lookup } from "node:dns/promises";
import net, { isIP } from "node:net";
import type { Clock } from "../clock.ts";
import type { Egress } from "../egress.ts";
import type { TlsIdentity } from "../http.ts";
import type { Chart } from "./chart.ts";
import type { Deadline } from "./deadline.ts";
import { fine, type Observation } from "./diagnosis.ts";
import { lookAtHandshake } from "./handshake.ts";
import { opened } from "./opened.ts";

export interface Origin {
  /** "backend" or "token": the steps are called "backend-address" and so on. */
  readonly name: string;
  readonly url: URL;
  /** What we show in the handshake; `undefined` where our own certificate is no good. */
  readonly identity: TlsIdentity | undefined;
}

export interface OriginOptions {
  readonly chart: Chart;
  readonly deadline: Deadline;
  readonly egress: Egress;
  readonly clock: Clock;
}

/** Looks a server's address up, connects and shakes hands. Returns true where calls can follow, else undefined. */
export async function lookAtOrigin({ name, url, identity }: Origin, options: OriginOptions): Promise<true | undefined> {
  const { chart, deadline, egress, clock } = options;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A run file takes https:// URLs only.
  const target = { host, port: Number(url.port || 443) };
  const subject = `${host}:${target.port}`;
  const address = await chart.look({
    step: `${name}-address`,
    subject: host,
    after: true,
    examine: () => resolve(host, deadline, egress),
  });
  const reached = await chart.look({
    step: `${name}-connection`,
    subject,
    after: address,
    examine: (ip) => connect({ ...target, host: ip }, deadline),
  });
  return chart.look({
    step: `${name}-tls`,
    subject,
    after: reached && identity,
    examine: (known) => lookAtHandshake({ ...target, identity: known }, deadline, clock.now()),
  });
}

async function resolve(host: string, deadline: Deadline, egress: Egress): Promise<Observation<string>> {
  egress(host, "doctor -> issuer backend");
  if (isIP(host)) return fine(host, "an address, nothing to look up");
  const { address } = await deadline.limit(lookup(host));
  return fine(address, `is ${address}`);
}

async function connect(target: net.NetConnectOpts, deadline: Deadline): Promise<Observation<true>> {
  const socket = await opened(net.connect(target), "connect", deadline);
  socket.destroy();
  return fine(true, "accepts connections");
}
