import dgram from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import net from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ManualClock, systemClock } from "../../src/clock.ts";
import { parseZone } from "../../src/dns/read-zone.ts";
import { toQuery } from "../../src/dns/wire-answer.ts";
import { encodeMessage } from "../../src/dns/wire-encoding.ts";
import { rcodes } from "../../src/dns/wire-message.ts";
import { parseMessage } from "../../src/dns/wire-parsing.ts";
import { takeTcpMessage, toTcpFrame } from "../../src/dns/wire-stream.ts";
import { zoneSource } from "../../src/dns/zone-source.ts";
import { planFaults } from "../../src/faults/planned-faults.fixture.ts";
import { silent } from "../../src/log.ts";
import { bankZone, senderZone } from "./meridale-zones.fixture.ts";
import { type DnsServer, type DnsServerOptions, startDnsServer } from "./start-dns-server.ts";

const zones = [bankZone, senderZone];
const start = (options: Partial<DnsServerOptions> = {}) =>
  startDnsServer({ clock: systemClock, log: silent, zones, ...options });

function resolverOf({ address }: DnsServer): Resolver {
  const resolver = new Resolver({ timeout: 500, tries: 2 });
  resolver.setServers([address]);
  return resolver;
}

async function withServer<T>(options: Partial<DnsServerOptions>, use: (server: DnsServer) => Promise<T>): Promise<T> {
  const server = await start(options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

describe("Node's resolver", () => {
  let server: DnsServer;
  let resolver: Resolver;
  beforeAll(async () => {
    server = await start();
  });
  beforeEach(() => {
    resolver = resolverOf(server);
  });
  afterAll(() => server.close());

  const code = (promise: Promise<unknown>) => promise.then(String, (error: { code: string }) => error.code);

  it("gets every kind of record", async () => {
    expect(await resolver.resolve4("mail.email.meridale.example", { ttl: true })).toEqual([
      { address: "192.0.2.25", ttl: 3600 },
    ]);
    expect(await resolver.resolve6("mail.email.meridale.example")).toEqual(["2001:db8::25"]);
    expect(await resolver.resolveMx("email.meridale.example")).toEqual([
      { exchange: "mail.email.meridale.example", priority: 10 },
    ]);
    expect(await resolver.resolveNs("email.meridale.example")).toEqual(["ns1.email.meridale.example"]);
    expect(await resolver.resolveCname("alias.email.meridale.example")).toEqual(["mail.email.meridale.example"]);
    expect(await resolver.resolveSoa("email.meridale.example")).toMatchObject({ serial: 1, minttl: 300 });
  });

  it("gets the strings of a TXT record apart, byte for byte", async () => {
    expect(await resolver.resolveTxt("parts.email.meridale.example")).toEqual([["one", "two", "\xff\0"]]);
  });

  it("gets what has no room in a datagram, over TCP", async () => {
    const [strings = []] = await resolver.resolveTxt("huge.email.meridale.example");
    expect(strings.join("")).toBe("d".repeat(255 * 20));
  });

  it("gets aliases followed, also into another zone", async () => {
    expect(await resolver.resolveTxt("s1._domainkey.email.meridale.example")).toEqual([["v=DKIM1; p=MIIB"]]);
    expect(await resolver.resolve4("mail.old.email.meridale.example")).toEqual(["192.0.2.25"]);
  });

  it("gets wildcards, whatever the case of the name", async () => {
    expect(await resolver.resolveTxt("X.Wild.Email.MERIDALE.example")).toEqual([["any"]]);
  });

  it("is told whether the name is missing or only the record", async () => {
    expect(await code(resolver.resolveTxt("nowhere.email.meridale.example"))).toBe("ENOTFOUND");
    expect(await code(resolver.resolveTxt("gone.email.meridale.example"))).toBe("ENOTFOUND");
    expect(await code(resolver.resolveTxt("veloria.example"))).toBe("ENOTFOUND");
    expect(await code(resolver.resolveTxt("mail.email.meridale.example"))).toBe("ENODATA");
    expect(await code(resolver.resolveTxt("b.c.email.meridale.example"))).toBe("ENODATA");
    expect(await code(resolver.resolveSrv("mail.email.meridale.example"))).toBe("ENODATA");
  });

  it("gets what changed while the server runs, and what was there before when that is taken away", async () => {
    const changed = parseZone('@ 1h TXT "v=spf1 +all"\n', { file: "z", origin: "email.meridale.example" });
    const takeAway = server.setZone(changed);
    expect(await resolver.resolveTxt("email.meridale.example")).toEqual([["v=spf1 +all"]]);
    expect(await code(resolver.resolveTxt("_dmarc.email.meridale.example"))).toBe("ENOTFOUND");
    expect(await resolver.resolveTxt("s1.dkim.d1.example")).toHaveLength(1);
    takeAway();
    expect(await resolver.resolveTxt("_dmarc.email.meridale.example")).toHaveLength(1);
  });

  it("is told of a zone that was not there before only as long as it is", async () => {
    const takeAway = server.setZone(parseZone('@ 1h TXT "hello"\n', { file: "z", origin: "veloria.example" }));
    expect(server.covers("www.veloria.example")).toBe(true);
    expect(await resolver.resolveTxt("veloria.example")).toEqual([["hello"]]);
    takeAway();
    expect(await code(resolver.resolveTxt("veloria.example"))).toBe("ENOTFOUND");
    expect([server.covers("www.veloria.example"), server.covers("otherveloria.example")]).toEqual([false, false]);
  });

  it("is refused outside a zone that is served as a source of its own", () =>
    withServer({ source: zoneSource(bankZone) }, async (other) => {
      const own = resolverOf(other);
      expect(await code(own.resolveTxt("d1.example"))).toBe("EREFUSED");
      expect(await own.resolveTxt("_dmarc.email.meridale.example")).toHaveLength(1);
      other.serve(zoneSource(senderZone));
      expect(await own.resolveTxt("s1.dkim.d1.example")).toHaveLength(1);
    }));

  it.each([
    ["SERVFAIL", "ESERVFAIL"],
    ["REFUSED", "EREFUSED"],
    ["FORMERR", "EFORMERR"],
    ["NOTIMP", "ENOTIMP"],
    ["NXDOMAIN", "ENOTFOUND"],
  ] as const)("gets %s on demand, for one name and type, as often as was said", async (rcode, expected) => {
    const name = "_dmarc.email.meridale.example";
    const lift = server.addFault({ name: `${name}.`, type: "txt", behaviour: { kind: "rcode", rcode } });
    expect(await code(resolver.resolveTxt(name))).toBe(expected);
    expect(await code(resolver.resolve4(name))).toBe("ENODATA");
    expect(await resolver.resolveTxt("email.meridale.example")).toHaveLength(1);
    lift();
    expect(await resolver.resolveTxt(name)).toHaveLength(1);
  });
});

describe("over UDP, the server", () => {
  async function ask(server: DnsServer, octets: Buffer): Promise<Buffer> {
    const socket = dgram.createSocket("udp4");
    try {
      const answered = once(socket, "message");
      socket.send(octets, server.port, server.host);
      const [answer] = await answered;
      return answer;
    } finally {
      socket.close();
    }
  }

  it("answers well, badly from the second time on, and well again", () =>
    withServer(
      { faults: [{ after: 1, times: 2, behaviour: { kind: "rcode", rcode: "SERVFAIL" } }] },
      async (server) => {
        const query = encodeMessage(toQuery(7, "_dmarc.email.meridale.example", "TXT")) ?? Buffer.alloc(0);
        const seen: number[] = [];
        for (let time = 0; time < 4; time += 1) seen.push(parseMessage(await ask(server, query)).rcode);
        expect(seen).toEqual([0, 2, 2, 0]);
      },
    ));

  it.each([
    [{ kind: "rcode", rcode: "SERVFAIL" }, rcodes.SERVFAIL],
    [{ kind: "rcode", rcode: "REFUSED" }, rcodes.REFUSED],
    [{ kind: "rcode", rcode: "FORMERR" }, rcodes.FORMERR],
  ] as const)("answers %o as a timeline says, and well after it", (fault, rcode) => {
    const faultSource = planFaults();
    faultSource.plan("dns", "query", fault);
    return withServer({ faultSource }, async (server) => {
      const query = encodeMessage(toQuery(7, "_dmarc.email.meridale.example", "TXT")) ?? Buffer.alloc(0);
      expect(parseMessage(await ask(server, query)).rcode).toBe(rcode);
      expect(parseMessage(await ask(server, query)).rcode).toBe(0);
    });
  });

  it("says nothing, or says it late, as a timeline says", () => {
    const [faultSource, clock] = [planFaults(), new ManualClock(0)];
    faultSource.plan("dns", "query", { kind: "timeout" });
    return withServer({ faultSource, clock }, async (server) => {
      const resolver = new Resolver({ timeout: 50, tries: 4 });
      resolver.setServers([server.address]);
      const name = "email.meridale.example";
      const reached = faultSource.reached("query");
      const answer = resolver.resolveTxt(name); // Asks again after 50 ms.
      await reached;
      faultSource.plan("dns", "query", { kind: "delay", ms: 60_000 });
      await faultSource.reached("query");
      clock.advance(60_000);
      expect(await answer).toHaveLength(1);
    });
  });

  it("waits on its own clock, and tells of every question", () => {
    const clock = new ManualClock(0);
    const faults = [{ behaviour: { kind: "delay", ms: 60_000 } }] as const;
    return withServer({ clock, faults }, async (server) => {
      const asked = new Promise((resolve) => server.onQuestion(resolve));
      const answer = ask(server, encodeMessage(toQuery(7, "_DMARC.email.meridale.example", "TXT")) ?? Buffer.alloc(0));
      expect(await asked).toEqual({ name: "_dmarc.email.meridale.example", type: "TXT", transport: "udp" });
      clock.advance(60_000);
      expect(parseMessage(await answer).answers).toHaveLength(1);
    });
  });

  it("closes while answers are under way", async () => {
    const server = await start({ clock: new ManualClock(0), faults: [{ behaviour: { kind: "delay", ms: 1 } }] });
    const socket = dgram.createSocket("udp4");
    const asked = new Promise((resolve) => server.onQuestion(resolve));
    socket.send(encodeMessage(toQuery(7, "d1.example", "TXT")) ?? Buffer.alloc(0), server.port, server.host);
    await asked;
    await server.close();
    socket.close();
  });
});

describe("over TCP, the server", () => {
  async function converse(server: DnsServer, sent: Buffer, answers: number) {
    const socket = net.connect(server.port, server.host);
    socket.end(sent);
    let received: Buffer = Buffer.alloc(0);
    const messages: Buffer[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      received = Buffer.concat([received, chunk]);
      for (let next = takeTcpMessage(received); next; next = takeTcpMessage(received)) {
        messages.push(next.message);
        received = next.rest;
      }
      if (messages.length === answers) break;
    }
    return messages.map(parseMessage);
  }

  const frame = (id: number, name: string) => toTcpFrame(encodeMessage(toQuery(id, name, "TXT")) ?? Buffer.alloc(0));

  it("answers many queries a connection, in their order, also after the client has said all", () =>
    withServer({}, async (server) => {
      const names = ["huge.email", "_dmarc.email", "nowhere", "email"].map((name) => `${name}.meridale.example`);
      const answers = await converse(server, Buffer.concat(names.map((name, id) => frame(id, name))), 4);
      expect(answers.map(({ id, rcode, truncated }) => [id, rcode, truncated])).toEqual([
        [0, 0, false],
        [1, 0, false],
        [2, 3, false],
        [3, 0, false],
      ]);
    }));

  it("answers a query that came octet by octet", () =>
    withServer({}, async (server) => {
      const socket = net.connect({ port: server.port, host: server.host, noDelay: true });
      for (const octet of frame(9, "_dmarc.email.meridale.example")) socket.write(Buffer.of(octet));
      const [answer] = await once(socket, "data");
      expect(takeTcpMessage(answer)?.message.readUInt16BE(0)).toBe(9);
      socket.destroy();
    }));

  it("ends a connection that asks nothing, and turns away one too many", () =>
    withServer({ limits: { idleMs: 40, maxConnections: 1 } }, async (server) => {
      const first = net.connect(server.port, server.host);
      await once(first, "connect");
      const second = net.connect(server.port, server.host);
      second.on("error", () => undefined);
      await once(second, "close");
      first.write(Buffer.of(0));
      await once(first, "close");
    }));

  it("keeps a connection that goes on asking", () => {
    const idleMs = 150;
    return withServer({ limits: { idleMs } }, async (server) => {
      const socket = net.connect(server.port, server.host);
      let answers = 0;
      for (const start = performance.now(); performance.now() - start < 1.5 * idleMs; answers += 1) {
        socket.write(frame(answers % 0xffff, "_dmarc.email.meridale.example"));
        await once(socket, "data", { signal: AbortSignal.timeout(1000) });
      }
      expect(answers).toBeGreaterThan(1);
      socket.destroy();
    });
  });

  it("resets a connection on demand, and sends UDP clients there", () =>
    withServer({ faults: [{ behaviour: { kind: "reset" } }] }, async (server) => {
      await expect(converse(server, frame(1, "d1.example"), 1)).rejects.toMatchObject({ code: "ECONNRESET" });
    }));
});

describe("a port", () => {
  it("is taken for both, and refused when it is not free", async () => {
    const server = await start();
    await expect(start({ port: server.port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
    await server.close();
    const again = await start({ port: server.port });
    await again.close();
    const squatter = dgram.createSocket("udp4").bind(server.port, server.host);
    await once(squatter, "listening");
    await expect(start({ port: server.port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
    squatter.close();
  });
});
