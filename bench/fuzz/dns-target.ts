import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type DnsServer, startDnsServer } from "../../simulators/dns-server/start-dns-server.ts";
import { systemClock } from "../../src/clock.ts";
import { createNetworkSource } from "../../src/dns/network-source.ts";
import { parseZone } from "../../src/dns/read-zone.ts";
import { encodeMessage } from "../../src/dns/wire-encoding.ts";
import { rcodes, type WireMessage } from "../../src/dns/wire-message.ts";
import { readHeader } from "../../src/dns/wire-parsing.ts";
import { takeTcpMessage, toTcpFrame } from "../../src/dns/wire-stream.ts";
import { LOOPBACK } from "../../src/serve.ts";
import { Conversation } from "./conversation.ts";
import type { Burst, BurstOutcome, FuzzTarget, MutatedUnit, Recording } from "./fuzz-target.ts";
import { mutate, type Soil } from "./mutation.ts";

const UDP = 0;
const TCP = 1;
const MOST_DATAGRAM_OCTETS = 32_000;

const zone = parseZone(
  `$ORIGIN email.meridale.example.
$TTL 1h
@             SOA ns1 hostmaster 1 7200 900 1209600 300
              NS  ns1
              MX  10 mail
              TXT "v=spf1 ip4:192.0.2.25 include:d1.example -all"
ns1           A 192.0.2.53
mail          A 192.0.2.25
              AAAA 2001:db8::25
alias         CNAME mail
round         CNAME and-round
and-round     CNAME round
s1._domainkey TXT "v=DKIM1; p=MIIB"
*.wild        TXT "any"
old           DNAME email.meridale.example.
huge          TXT ${`"${"d".repeat(255)}" `.repeat(20)}
`,
  { file: "email.meridale.example.zone" },
);

/** The name server, over UDP and TCP. */
export async function openDnsTarget(): Promise<FuzzTarget> {
  const server = await startDnsServer({ clock: systemClock, log: () => undefined, zones: [zone] });
  const source = createNetworkSource({ host: server.host, port: server.port });
  return {
    recordings: [record(UDP), record(TCP)],
    lanes: 8,
    mutate: changeMessage,
    send: (burst, signal) => (burst.door === UDP ? sendDatagrams : sendStream)(server, burst, signal),
    async probe() {
      const { status, records } = await source.lookup("huge.email.meridale.example", "TXT");
      if (status !== "NOERROR" || records.length !== 1) throw new Error(`the name server answers ${status}`);
    },
    async close() {
      source.close();
      await server.close();
    },
  };
}

const questions = [
  ["email.meridale.example", "TXT"],
  ["email.meridale.example", "MX"],
  ["email.meridale.example", "TYPE255"],
  ["email.meridale.example", "TYPE252"],
  ["mail.email.meridale.example", "AAAA"],
  ["s1._domainkey.email.meridale.example", "TXT"],
  ["alias.email.meridale.example", "A"],
  ["round.email.meridale.example", "A"],
  ["gone.email.meridale.example", "A"],
  ["x.old.email.meridale.example", "TXT"],
  ["a.b.wild.email.meridale.example", "TXT"],
  ["huge.email.meridale.example", "TXT"],
] as const;

const record = (door: number): Recording => ({ door, units: door === UDP ? dnsUnits : dnsUnits.map(toTcpFrame) });

const toQuery = (id: number, name: string, type: string): WireMessage => ({
  ...{ id, isResponse: false, opcode: 0, authoritative: false, truncated: false },
  ...{ recursionDesired: true, recursionAvailable: false, rcode: 0 },
  ...{ questions: [{ name, type, class: 1 }], answers: [], authorities: [], additionals: [] },
  edns: { udpSize: 1232, version: 0 },
});

const encode = (message: WireMessage): Buffer => encodeMessage(message) ?? Buffer.alloc(0);

/** The queries of our own client. */
export const dnsUnits = questions.map(([name, type], at) => encode(toQuery(1 + at, name, type)));

const LAST_ID = 0xbead;
const lastQuery = encode(toQuery(LAST_ID, "mail.email.meridale.example", "A"));

/** Over TCP the length is set right again; a datagram is changed as a whole. */
function changeMessage(unit: Buffer, soil: Soil): Buffer {
  const framed = takeTcpMessage(unit);
  return framed && framed.rest.length === 0 ? toTcpFrame(mutate(framed.message, soil)) : mutate(unit, soil);
}

async function sendStream(server: DnsServer, { units }: Burst, signal: AbortSignal): Promise<BurstOutcome> {
  const conversation = new Conversation(server.port, signal);
  try {
    conversation.write(Buffer.concat([...octetsOf(units, "kept"), toTcpFrame(lastQuery)]));
    await conversation.until(() => hasLast(split(conversation.received())));
    conversation.write(Buffer.concat(octetsOf(units, "any")));
    conversation.end();
    await conversation.closed();
    return judge(split(conversation.received()));
  } finally {
    conversation.destroy();
  }
}

async function sendDatagrams(server: DnsServer, { units }: Burst, signal: AbortSignal): Promise<BurstOutcome> {
  const socket = createSocket("udp4");
  const answers: Buffer[] = [];
  socket.on("message", (answer) => answers.push(answer));
  try {
    for (const { octets } of units) socket.send(octets.subarray(0, MOST_DATAGRAM_OCTETS), server.port, LOOPBACK);
    socket.send(lastQuery, server.port, LOOPBACK);
    while (!hasLast(answers)) await once(socket, "message", { signal });
    return judge(answers);
  } finally {
    socket.close();
  }
}

const octetsOf = (units: readonly MutatedUnit[], wanted: MutatedUnit["framing"]): Buffer[] =>
  units.filter(({ framing }) => framing === wanted).map(({ octets }) => octets);

function split(received: Buffer): readonly Buffer[] {
  const messages: Buffer[] = [];
  for (let next = takeTcpMessage(received); next; next = takeTcpMessage(next.rest)) messages.push(next.message);
  return messages;
}

const hasLast = (answers: readonly Buffer[]): boolean => answers.some((answer) => readHeader(answer)?.id === LAST_ID);

const judge = (answers: readonly Buffer[]): BurstOutcome => ({
  answers: answers.length,
  faults: answers.filter((answer) => readHeader(answer)?.rcode === rcodes.SERVFAIL).length,
});
