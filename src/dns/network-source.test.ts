import dgram from "node:dgram";
import { once } from "node:events";
import net from "node:net";
import { networkInterfaces } from "node:os";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DnsBehaviour } from "../../simulators/dns-server/faults.ts";
import { bankZone, senderZone } from "../../simulators/dns-server/meridale-zones.fixture.ts";
import { type DnsServer, startDnsServer } from "../../simulators/dns-server/start-dns-server.ts";
import { ManualClock, systemClock } from "../clock.ts";
import { createEgress } from "../egress.ts";
import { silent } from "../log.ts";
import type { QueryType } from "./dns-source.ts";
import { createNetworkSource, type NetworkSourceOptions } from "./network-source.ts";
import { parseZone } from "./read-zone.ts";
import { unionSource, zoneSource } from "./zone-source.ts";

const dmarc = "_dmarc.email.meridale.example";

describe("a network source", () => {
  let server: DnsServer;
  const clock = new ManualClock(0);
  beforeAll(async () => {
    server = await startDnsServer({ clock, log: silent, zones: [bankZone, senderZone] });
  });
  afterAll(() => server.close());

  const open = (options: Partial<NetworkSourceOptions> = {}) => createNetworkSource({ ...server, ...options });

  /** A name that the wildcard answers for, and that nobody has asked for: late datagrams of other tests are not its. */
  const freshName = () => {
    names += 1;
    return `q${names}.wild.email.meridale.example`;
  };
  let names = 0;

  /** Asks a server that does this for that name. */
  async function askBadly(behaviour: DnsBehaviour, options: Partial<NetworkSourceOptions> = {}, name = freshName()) {
    const lift = server.addFault({ name, behaviour });
    try {
      return await open({ timeoutMs: 2000, attempts: 1, ...options }).lookup(name, "TXT");
    } finally {
      lift();
    }
  }

  it("gets records with their times, strings apart", async () => {
    expect(await open().lookup("Parts.EMAIL.meridale.example.", "TXT")).toEqual({
      status: "NOERROR",
      records: [
        {
          owner: "parts.email.meridale.example",
          ttl: 3600,
          content: { type: "TXT", strings: ["one", "two", "\xff\0"] },
        },
      ],
    });
  });

  it("goes on over TCP where UDP has no room", async () => {
    const asked: string[] = [];
    const huge = "huge.email.meridale.example";
    const end = server.onQuestion(({ name, transport }) => void (name === huge && asked.push(transport)));
    const { records } = await open().lookup(huge, "TXT");
    end();
    expect(records).toMatchObject([{ content: { strings: Array(20).fill("d".repeat(255)) } }]);
    expect(asked).toEqual(["udp", "tcp"]);
  });

  it("says over the wire what the zones say in memory, whatever is asked", async () => {
    const label = fc.constantFrom("mail", "alias", "round", "gone", "_dmarc", "a", "b", "c", "wild", "old", "x", "\\.");
    const name = fc.array(label, { maxLength: 4 }).map((labels) => [...labels, "email.meridale.example"].join("."));
    const type = fc.constantFrom<QueryType>("A", "AAAA", "CNAME", "DNAME", "NS", "PTR", "MX", "TXT", "SOA");
    const memory = unionSource([bankZone, senderZone]);
    const network = open();
    const more = fc.constantFrom("s1._domainkey.email.meridale.example", "veloria.example", "d1.example", "");
    await fc.assert(
      fc.asyncProperty(fc.oneof(name, more), type, async (wanted, of) => {
        // In memory, an alias that a DNAME makes is followed even when it is what was asked for.
        fc.pre(of !== "CNAME" || !wanted.includes(".old."));
        expect(await network.lookup(wanted, of)).toEqual(await plain(memory.lookup(wanted, of)));
      }),
      { numRuns: 200 },
    );
  });

  it("asks for what an alias leads to, where the server does not", async () => {
    const target = await startDnsServer({ clock, log: silent, source: zoneSource(bankZone) });
    const { status, records } = await createNetworkSource(target).lookup("s1._domainkey.email.meridale.example", "TXT");
    await target.close();
    expect({ status, records }).toMatchObject({ status: "REFUSED", records: [{ content: { type: "CNAME" } }] });
  });

  it("follows a chain of one alias an answer, eight and no more", async () => {
    const lines = Array.from({ length: 9 }, (_, at) => `c${at} 1 CNAME c${at + 1}\n`).join("");
    const zone = parseZone(`${lines}c9 1 TXT end\n`, { file: "z", origin: "chain.test" });
    const memory = zoneSource(zone);
    const lookup = async (name: string, type: QueryType) => {
      const { status, records } = await memory.lookup(name, type);
      return { status, records: records.slice(0, 1) };
    };
    server.serve({ lookup });
    expect(await open().lookup("c1.chain.test", "TXT")).toEqual(await plain(memory.lookup("c1.chain.test", "TXT")));
    const tooLong = await open().lookup("c0.chain.test", "TXT");
    expect([tooLong.status, tooLong.records.length]).toEqual(["SERVFAIL", 8]);
    server.serve(unionSource([bankZone, senderZone]));
  });

  it.each([
    ["SERVFAIL", "SERVFAIL"],
    ["NOTIMP", "SERVFAIL"],
    ["FORMERR", "SERVFAIL"],
    ["REFUSED", "REFUSED"],
    ["NXDOMAIN", "NXDOMAIN"],
  ] as const)("hears %s as %s", async (rcode, status) => {
    expect(await askBadly({ kind: "rcode", rcode })).toEqual({ status, records: [] });
  });

  it("waits for a late answer as long as it was told to", async () => {
    const [soon, never] = [freshName(), freshName()];
    const late = askBadly({ kind: "delay", ms: 50 }, { clock, timeoutMs: 60 }, soon);
    await questionFor(server, soon);
    clock.advance(50);
    expect(await late).toMatchObject({ status: "NOERROR", records: [{ owner: soon }] });
    const tooLate = askBadly({ kind: "delay", ms: 70 }, { clock, timeoutMs: 60 }, never);
    await questionFor(server, never);
    clock.advance(60);
    expect(await tooLate).toEqual({ status: "TIMEOUT", records: [] });
    clock.advance(10);
  });

  it("asks again when nothing came, as often as it was told to", async () => {
    const name = freshName();
    const lift = server.addFault({ name, times: 1, behaviour: { kind: "drop" } });
    expect(await open({ timeoutMs: 250, attempts: 2 }).lookup(name, "TXT")).toMatchObject({ status: "NOERROR" });
    lift();
    expect(await askBadly({ kind: "drop" }, { timeoutMs: 40 })).toEqual({ status: "TIMEOUT", records: [] });
  });

  it.each<DnsBehaviour>([
    { kind: "wrong-id" },
    { kind: "wrong-question", name: "email.meridale.example" },
    { kind: "wrong-records", name: "email.meridale.example" },
    { kind: "garbage" },
  ])("does not believe a liar: $kind", async (behaviour) => {
    // Only a wrong id is waited out: the right one may come behind it.
    const timeoutMs = behaviour.kind === "wrong-id" ? 100 : 2000;
    expect(await askBadly(behaviour, { timeoutMs })).toEqual({ status: "UNREADABLE", records: [] });
  });

  it("does not believe one over TCP either", async () => {
    const name = freshName();
    const lifts = [
      server.addFault({ name, transport: "udp", behaviour: { kind: "truncated" } }),
      server.addFault({ name, transport: "tcp", behaviour: { kind: "wrong-id" } }),
    ];
    expect(await open().lookup(name, "TXT")).toEqual({ status: "UNREADABLE", records: [] });
    for (const lift of lifts) lift();
  });

  it("hears a connection that is reset, or a server that is not there, as silence", async () => {
    expect(await askBadly({ kind: "reset" })).toEqual({ status: "TIMEOUT", records: [] });
    const gone = await startDnsServer({ clock, log: silent });
    await gone.close();
    expect(await createNetworkSource({ ...gone, clock }).lookup(dmarc, "TXT")).toEqual({
      status: "TIMEOUT",
      records: [],
    });
  });

  it("ends at once when it is closed, what is asked later too", async () => {
    const source = open({ timeoutMs: 60_000 });
    const all = Array.from({ length: 50 }, freshName);
    const lifts = all.map((name) => server.addFault({ name, behaviour: { kind: "drop" } }));
    const hanging = Promise.all(all.map((name) => source.lookup(name, "TXT")));
    await questionFor(server, all[0] ?? "");
    source.close();
    expect(new Set((await hanging).map(({ status }) => status))).toEqual(new Set(["TIMEOUT"]));
    for (const lift of lifts) lift();
    expect(await source.lookup(dmarc, "TXT")).toMatchObject({ status: "TIMEOUT" });
  });

  it("takes no name that DNS cannot carry for one that is there", async () => {
    expect(await open().lookup("a..d1.example", "TXT")).toEqual({ status: "NXDOMAIN", records: [] });
  });

  it("finds a resolver by its name", async () => {
    expect(await open({ host: "localhost" }).lookup(dmarc, "TXT")).toMatchObject({ status: "NOERROR" });
    expect(await open({ host: "x".repeat(300), egress: () => undefined }).lookup(dmarc, "TXT")).toMatchObject({
      status: "TIMEOUT",
    });
  });

  it("goes to no host outside that nobody named", () => {
    const open53 = (egress: ReturnType<typeof createEgress>) => () =>
      createNetworkSource({ host: "192.0.2.53", egress });
    expect(open53(createEgress())).toThrow(
      expect.objectContaining({ code: "EGRESS_BLOCKED", message: expect.stringContaining("stepproof -> resolver") }),
    );
    expect(open53(createEgress(["192.0.2.53"]))).not.toThrow();
  });
});

describe("a resolver of another make", () => {
  it("may send datagrams that are not ours before it answers, and an answer in parts over TCP", async () => {
    const truncated = (query: Buffer) =>
      Buffer.concat([query.subarray(0, 2), Buffer.of(0x83, 0x80), query.subarray(4)]);
    const whole = (query: Buffer) => Buffer.concat([query.subarray(0, 2), Buffer.of(0x81, 0x80), query.subarray(4)]);
    const tcp = net.createServer((socket) =>
      socket.once("data", (frame) => {
        const answer = Buffer.concat([frame.subarray(0, 2), whole(frame.subarray(2))]);
        socket.setNoDelay(true);
        for (const octet of answer) socket.write(Buffer.of(octet));
      }),
    );
    await once(tcp.listen(0, "127.0.0.1"), "listening");
    const { port } = tcp.address() as net.AddressInfo;
    const udp = dgram.createSocket("udp4").bind(port, "127.0.0.1");
    await once(udp, "listening");
    udp.on("message", (query, { port: from }) => {
      const foreign = truncated(query);
      foreign.writeUInt16BE(query.readUInt16BE(0) ^ 1);
      for (const octets of [Buffer.alloc(0), Buffer.of(1), foreign, truncated(query)]) udp.send(octets, from);
    });
    const source = createNetworkSource({ host: "127.0.0.1", port, clock: systemClock });
    expect(await source.lookup(dmarc, "TXT")).toEqual({ status: "NOERROR", records: [] });
    tcp.close();
    udp.close();
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));
  it.skipIf(!hasIpv6)("may listen on IPv6 (skipped where there is none)", async () => {
    const udp = dgram.createSocket("udp6").bind(0, "::1");
    await once(udp, "listening");
    udp.on("message", (query, { port, address }) => {
      const answer = Buffer.from(query);
      answer.writeUInt16BE(0x8183, 2);
      udp.send(answer, port, address);
    });
    const source = createNetworkSource({ host: "[::1]", port: udp.address().port });
    expect(await source.lookup(dmarc, "TXT")).toEqual({ status: "NXDOMAIN", records: [] });
    udp.close();
  });
});

/** Resolves once the server has heard that question, and what it does about it is under way. */
const questionFor = (server: DnsServer, name: string) =>
  new Promise<void>((resolve) => {
    const end = server.onQuestion((question) => {
      if (question.name !== name) return;
      end();
      resolve();
    });
  });

/** Records of a zone have places, which no wire carries. */
async function plain(answer: ReturnType<ReturnType<typeof unionSource>["lookup"]>) {
  const { status, records } = await answer;
  return { status, records: records.map(({ owner, ttl, content }) => ({ owner, ttl, content })) };
}
