import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DnsSource } from "../../src/dns/dns-source.ts";
import { toQuery } from "../../src/dns/wire-answer.ts";
import { encodeMessage } from "../../src/dns/wire-encoding.ts";
import { rcodes, type WireMessage } from "../../src/dns/wire-message.ts";
import { parseMessage } from "../../src/dns/wire-parsing.ts";
import { unionSource, zoneSource } from "../../src/dns/zone-source.ts";
import { silent } from "../../src/log.ts";
import type { DnsBehaviour, Transport } from "./faults.ts";
import { bankZone, senderZone } from "./meridale-zones.fixture.ts";
import { createResponder } from "./respond.ts";

const all = unionSource([bankZone, senderZone]);

function responderOf(source: DnsSource, behaviour?: DnsBehaviour) {
  return createResponder({ source: () => source, meet: () => behaviour, wait: async () => undefined, log: silent });
}

const respond = responderOf(all);
const encode = (message: WireMessage) => encodeMessage(message) ?? Buffer.alloc(0);

async function answerTo(message: WireMessage, transport: Transport = "udp", responder = respond) {
  const response = await responder(encode(message), transport);
  if (typeof response === "string") throw new Error(`${response} came instead of an answer`);
  return { octets: response, ...parseMessage(response) };
}

/** Without EDNS, as clients of 1987 ask. */
function query(name: string, type: string): WireMessage {
  const { edns: _, ...plain } = toQuery(0x1234, name, type);
  return plain;
}

const inBank = (name: string) => `${name}.email.meridale.example`;

describe("an answer", () => {
  it("is authoritative, knows no recursion, and repeats id, question, case and what was desired", async () => {
    expect(await answerTo(query("Mail.EMAIL.meridale.example", "A"))).toMatchObject({
      id: 0x1234,
      isResponse: true,
      authoritative: true,
      recursionDesired: true,
      recursionAvailable: false,
      rcode: rcodes.NOERROR,
      questions: [{ name: "Mail.EMAIL.meridale.example", type: "A", class: 1 }],
      answers: [{ owner: inBank("mail"), ttl: 3600 }],
      authorities: [],
    });
  });

  it("has EDNS where the query has, with our size", async () => {
    expect(await answerTo(query(inBank("mail"), "A"))).not.toHaveProperty("edns");
    expect(await answerTo(toQuery(1, inBank("mail"), "A"))).toMatchObject({ edns: { udpSize: 1232, version: 0 } });
  });

  it("says with the SOA how long it holds that there is nothing", async () => {
    const soa = [{ owner: "email.meridale.example", ttl: 300, content: { type: "SOA", minimum: 300 } }];
    expect(await answerTo(query(inBank("x.y"), "A"))).toMatchObject({ rcode: rcodes.NXDOMAIN, authorities: soa });
    expect(await answerTo(query(inBank("b.c"), "A"))).toMatchObject({ rcode: rcodes.NOERROR, authorities: soa });
    expect(await answerTo(query(inBank("gone"), "A"))).toMatchObject({
      rcode: rcodes.NXDOMAIN,
      answers: [{ owner: inBank("gone") }],
      authorities: soa,
    });
    expect(await answerTo(query(inBank("s1._domainkey"), "A"))).toMatchObject({
      answers: [{ owner: inBank("s1._domainkey") }],
      authorities: [{ owner: "d1.example", ttl: 30 }],
    });
  });

  it("ends with the alias where others know more, and goes round a circle once", async () => {
    const alone = responderOf(zoneSource(bankZone));
    expect(await answerTo(query(inBank("s1._domainkey"), "TXT"), "udp", alone)).toMatchObject({
      rcode: rcodes.NOERROR,
      answers: [{ content: { target: "s1.dkim.d1.example" } }],
      authorities: [],
    });
    const round = await answerTo(query(inBank("round"), "TXT"));
    expect(round).toMatchObject({ rcode: rcodes.NOERROR, authorities: [] });
    expect(round.answers.map(({ owner }) => owner)).toEqual([inBank("round"), inBank("and-round")]);
  });

  it("to ANY is one record that says no (RFC 8482)", async () => {
    expect((await answerTo(query(inBank("mail"), "TYPE255"))).answers).toMatchObject([
      { owner: inBank("mail"), content: { name: "HINFO" } },
    ]);
    expect(await answerTo(query(inBank("x.y"), "TYPE255"))).toMatchObject({ rcode: rcodes.NXDOMAIN });
  });

  it("to a type that no source knows is an alias, or nothing", async () => {
    expect(await answerTo(query(inBank("mail"), "SRV"))).toMatchObject({ rcode: rcodes.NOERROR, answers: [] });
    const { answers } = await answerTo(query(inBank("alias"), "TYPE65280"));
    expect(answers.map(({ content }) => content.type)).toEqual(["CNAME"]);
  });
});

describe("room for an answer", () => {
  const sized = (name: string, udpSize: number) => ({ ...query(name, "TXT"), edns: { udpSize, version: 0 } });

  it.each([
    ["512 octets without EDNS", query(inBank("large"), "TXT"), true],
    ["what EDNS says", sized(inBank("large"), 1232), false],
    ["512 octets where EDNS says less", sized(inBank("parts"), 0), false],
    ["4096 octets where EDNS says more", sized(inBank("huge"), 65_535), true],
  ])("over UDP is %s", async (_case, asked, truncated) => {
    const answer = await answerTo(asked);
    expect([answer.truncated, answer.answers.length]).toEqual([truncated, truncated ? 0 : 1]);
  });

  it("over TCP is there", async () => {
    expect(await answerTo(query(inBank("huge"), "TXT"), "tcp")).toMatchObject({ truncated: false, answers: [{}] });
  });
});

describe("a query", () => {
  it.each([
    ["of another operation", { ...query("d1.example", "TXT"), opcode: 4 }, "NOTIMP"],
    ["with a later EDNS", { ...query("d1.example", "TXT"), edns: { udpSize: 512, version: 1 } }, "BADVERS"],
    ["without a question", { ...query("d1.example", "TXT"), questions: [] }, "FORMERR"],
    [
      "with two questions",
      { ...query("d1.example", "A"), questions: [...query("a", "A").questions, ...query("b", "A").questions] },
      "FORMERR",
    ],
    ["for OPT", query("d1.example", "TYPE41"), "FORMERR"],
    [
      "of class CHAOS",
      { ...query("", "TXT"), questions: [{ name: "version.bind", type: "TXT", class: 3 }] },
      "REFUSED",
    ],
    ["for the whole zone", query("email.meridale.example", "TYPE252"), "REFUSED"],
  ] as const)("%s is refused", async (_case, asked, code) => {
    expect(await answerTo(asked)).toMatchObject({ id: 0x1234, rcode: rcodes[code], authoritative: false, answers: [] });
  });

  it("that cannot be read gets FORMERR if its header can, and else nothing", async () => {
    const octets = encode(query("d1.example", "TXT"));
    expect(parseMessage((await respond(octets.subarray(0, -1), "udp")) as Buffer)).toMatchObject({
      id: 0x1234,
      rcode: rcodes.FORMERR,
      recursionDesired: true,
      questions: [],
    });
    expect(await respond(octets.subarray(0, 11), "udp")).toBe("nothing");
  });

  it("that is an answer gets nothing: two servers would not end", async () => {
    expect(await respond(encode({ ...query("d1.example", "TXT"), isResponse: true }), "udp")).toBe("nothing");
  });

  it("gets SERVFAIL when the source fails, whatever the way", async () => {
    const failing: DnsSource = { lookup: () => Promise.reject(new Error("out of order")) };
    const silentOne: DnsSource = { lookup: async () => ({ status: "TIMEOUT", records: [] }) };
    const words: DnsSource = {
      lookup: async (owner) => ({
        status: "NOERROR",
        records: [{ owner, ttl: 1, content: { type: "OTHER", name: "CAA", words: ["0", "issue", '"ca.example"'] } }],
      }),
    };
    for (const source of [failing, silentOne, words])
      expect(await answerTo(query("d1.example", "A"), "udp", responderOf(source))).toMatchObject({ rcode: 2 });
  });
});

describe("a server that misbehaves", () => {
  const told = (behaviour: DnsBehaviour) => responderOf(all, behaviour);
  const asked = query(inBank("_dmarc"), "TXT");

  it("says nothing", async () => {
    expect(await told({ kind: "drop" })(encode(asked), "udp")).toBe("nothing");
  });

  it("has no room over UDP, and resets TCP", async () => {
    for (const kind of ["truncated", "reset"] as const)
      expect(await answerTo(asked, "udp", told({ kind }))).toMatchObject({ truncated: true, answers: [] });
    expect(await answerTo(asked, "tcp", told({ kind: "truncated" }))).toMatchObject({ answers: [{}] });
    expect(await told({ kind: "reset" })(encode(asked), "tcp")).toBe("reset");
  });

  it("lies about the id, the question or the records", async () => {
    expect((await answerTo(asked, "udp", told({ kind: "wrong-id" }))).id).not.toBe(asked.id);
    const name = "email.meridale.example";
    const content = { type: "TXT", strings: ["v=spf1 ip4:192.0.2.25 -all"] };
    expect(await answerTo(asked, "udp", told({ kind: "wrong-question", name }))).toMatchObject({
      questions: [{ name }],
      answers: [{ owner: name, content }],
    });
    expect(await answerTo(asked, "udp", told({ kind: "wrong-records", name }))).toMatchObject({
      questions: asked.questions,
      answers: [{ owner: name, content }],
    });
  });

  it("sends what is no message", async () => {
    const octets = (await told({ kind: "garbage" })(encode(asked), "udp")) as Buffer;
    expect(octets.readUInt16BE(0)).toBe(asked.id);
    expect(() => parseMessage(octets)).toThrow();
  });
});

it("answers any octets with a message that bears their id, or with nothing", async () => {
  const good = encode(toQuery(0x1234, inBank("s1._domainkey"), "TXT"));
  const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 });
  const octets = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc.tuple(changes, fc.integer({ min: 0, max: good.length })).map(([all, length]) => {
      const changed = Buffer.from(good);
      for (const [at, value] of all) changed[at] = value;
      return changed.subarray(0, length);
    }),
  );
  await fc.assert(
    fc.asyncProperty(octets, fc.constantFrom("udp" as const, "tcp" as const), async (bytes, transport) => {
      const response = await respond(bytes, transport);
      if (typeof response === "string") {
        expect(response).toBe("nothing");
        expect(bytes.length < 12 || (bytes[2] ?? 0) >= 0x80).toBe(true);
      } else {
        expect(parseMessage(response)).toMatchObject({ id: bytes.readUInt16BE(0), isResponse: true });
      }
    }),
    { numRuns: 4000 },
  );
});
