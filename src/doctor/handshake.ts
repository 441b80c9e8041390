import { isIP } from "node:net";
import tls, { type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import type { EpochMs } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import type { TlsIdentity } from "../http.ts";
import { daysUntil, SOON_DAYS } from "./certificate-life.ts";
import type { Deadline } from "./deadline.ts";
import { doubtful, fine, type Observation } from "./diagnosis.ts";
import { opened } from "./opened.ts";
import { systemCode } from "./trouble.ts";

export interface HandshakeTarget {
  readonly host: string;
  readonly port: number;
  readonly identity: TlsIdentity;
}

/** The version that a handshake settles and the chain that the server shows; a chain that ends soon is a warning. */
export async function lookAtHandshake(
  { host, port, identity }: HandshakeTarget,
  deadline: Deadline,
  now: EpochMs,
): Promise<Observation<true>> {
  // An address may not be sent as a server name: RFC 6066 section 3.
  const serverName = isIP(host) ? {} : { servername: host };
  const connecting = tls.connect({ host, port, ...identity, ...serverName, minVersion: "TLSv1.2" });
  const socket = await opened(connecting, "secureConnect", deadline).catch((error) => {
    throw systemCode(error) === "ECONNRESET" ? cutOff(error) : error;
  });
  const facts = `${socket.getProtocol()}, certificate of ${nameOf(socket)}`;
  const ends = chainOf(socket).map(({ valid_to: end }) => Date.parse(end));
  socket.destroy();
  const daysLeft = daysUntil(Math.min(...ends), now);
  if (daysLeft >= SOON_DAYS) return fine(true, `${facts}, valid for ${daysLeft} days`);
  return doubtful(true, `${facts}, its chain expires in ${daysLeft} days`, {
    hint: "Renew the certificates of the issuer backend before they stop the step-up.",
    attribution: "CONFIGURATION",
  });
}

/** No alert, no reason: under TLS 1.2 this is how a client certificate of a foreign authority is refused. */
const cutOff = (cause: unknown): StepproofError =>
  new StepproofError("TLS_CUT_OFF", "the server hung up in the middle of the handshake", {
    hint: "Most likely it does not know the authority of the run file's clientCertificate; else it serves no TLS on this port.",
    attribution: "CONFIGURATION",
    cause,
  });

const nameOf = (socket: TLSSocket): string => String(socket.getPeerCertificate().subject?.CN ?? "an unnamed subject");

/** Leaf first. A root names itself as its issuer, so the walk ends at whatever it has seen already. */
function chainOf(socket: TLSSocket): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.valid_to !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}
