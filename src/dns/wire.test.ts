import dnsPacket from "dns-packet";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DnsRecord, RecordContent } from "./record.ts";
import { encodeMessage } from "./wire-encoding.ts";
import { classInternet, type WireMessage } from "./wire-message.ts";
import { parseMessage } from "./wire-parsing.ts";

const question: WireMessage = {
  id: 0x1234,
  isResponse: false,
  opcode: 0,
  authoritative: false,
  truncated: false,
  recursionDesired: true,
  recursionAvailable: false,
  rcode: 0,
  questions: [{ name: "s1._domainkey.Email.Meridale.example", type: "TXT", class: classInternet }],
  answers: [],
  authorities: [],
  additionals: [],
};

const encode = (message: WireMessage): Buffer => {
  const octets = encodeMessage(message);
  if (octets === undefined) throw new Error("the message is too long");
  return octets;
};

const record = (content: RecordContent, owner = "email.meridale.example"): DnsRecord => ({ owner, ttl: 300, content });
const answering = (...answers: DnsRecord[]): WireMessage => ({ ...question, isResponse: true, answers });

const soa: RecordContent = {
  type: "SOA",
  primary: "ns1.email.meridale.example",
  mailbox: "dns\\.admin.meridale.example",
  serial: 4_294_967_295,
  refresh: 2,
  retry: 3,
  expire: 4,
  minimum: 5,
};

describe("a DNS message", () => {
  it.each<RecordContent>([
    { type: "A", address: "192.0.2.1" },
    { type: "AAAA", address: "2001:db8::1" },
    { type: "AAAA", address: "::" },
    { type: "AAAA", address: "2001:db8:1:2:3:4:5:6" },
    { type: "CNAME", target: "s1.dkim.d1.example" },
    { type: "DNAME", target: "email.meridale.example" },
    { type: "NS", target: "ns1.email.meridale.example" },
    { type: "PTR", target: "a\\.b\\195\\169.example" },
    { type: "MX", preference: 10, exchange: "mail.email.meridale.example" },
    { type: "MX", preference: 0, exchange: "" },
    { type: "TXT", strings: ["v=DKIM1; p=MIIB", "", '\xff\x00"\\'] },
    soa,
    { type: "OTHER", name: "CAA", words: ["\\#", "3", "000161"] },
    { type: "OTHER", name: "TYPE65280", words: ["\\#", "0"] },
  ])("carries $type as it is", (content) => {
    const message = answering(record(content), record(content, "*.x\\.y.email.meridale.example"));
    expect(parseMessage(encode(message))).toEqual(message);
  });

  it("carries every flag, code and section, and EDNS", () => {
    const message: WireMessage = {
      ...answering(record({ type: "A", address: "192.0.2.1" })),
      id: 0xffff,
      opcode: 5,
      authoritative: true,
      truncated: true,
      recursionDesired: false,
      recursionAvailable: true,
      rcode: 16,
      authorities: [record(soa)],
      additionals: [record({ type: "A", address: "192.0.2.53" }, "ns1.email.meridale.example")],
      edns: { udpSize: 1232, version: 0 },
    };
    expect(parseMessage(encode(message))).toEqual(message);
  });

  it("writes a name once and then points to it, whatever its case", () => {
    const one = encode(answering(record({ type: "NS", target: "ns1.email.meridale.example" })));
    const bare = encode(question).length;
    // Owner: label "email.meridale.example" in the question, 2 octets. Target: "ns1" and 2 octets.
    expect(one.length).toBe(bare + 2 + 10 + 4 + 2);
  });

  it("never points into the data of a DNAME, nor past what a pointer reaches", () => {
    const far = Array.from({ length: 2000 }, (_, at) => record({ type: "NS", target: `n${at}.test` }, `o${at}.test`));
    expect(parseMessage(encode(answering(...far))).answers).toEqual(far);
    const moved = encode(answering(record({ type: "DNAME", target: "email.meridale.example" })));
    expect(moved.length).toBe(encode(question).length + 2 + 10 + 24);
  });

  it("is not written when it is over the limit", () => {
    const text = record({ type: "TXT", strings: ["x".repeat(255), "y".repeat(200)] });
    expect(encodeMessage(answering(text), 512)).toBeUndefined();
    expect(encodeMessage({ ...question, edns: { udpSize: 1, version: 0 } }, encode(question).length)).toBeUndefined();
    expect(encodeMessage(answering(...Array<DnsRecord>(70_000).fill(text)))).toBeUndefined();
  });

  it.each(["a..b", `${"a".repeat(64)}.test`, `${"a.".repeat(127)}ab`, "\\256.test"])(
    "does not take the name %j",
    (name) => {
      expect(() => encodeMessage({ ...question, questions: [{ name, type: "A", class: 1 }] })).toThrow(
        expect.objectContaining({ code: "DNS_NAME_INVALID" }),
      );
    },
  );

  it("takes the longest name that there is", () => {
    const name = `${"a.".repeat(126)}b`;
    const message = { ...question, questions: [{ name, type: "A", class: 1 }] };
    expect(parseMessage(encode(message)).questions).toEqual(message.questions);
  });
});

describe("octets that are no DNS message", () => {
  const header = "1234 8180 0001 0001 0000 0000";
  const asked = "0161 00 0010 0001";
  const octetsOf = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

  it.each([
    ["shorter than a header", "1234 0100 0001"],
    ["without the question that they announce", header],
    ["whose name ends early", `${header} 0561`],
    ["whose pointer ends early", `${header} c0`],
    ["whose pointer leads to itself", `${header} ${asked} c013 0001 0001 00000001 0004 c0000201`],
    ["whose pointer leads into the header", `${header} ${asked} c004 0001 0001 00000001 0004 c0000201`],
    ["whose label has a type that nobody uses", `${header} 4161 00 0001 0001`],
    ["whose record is cut", `${header} ${asked} c00c 0001 0001 00000001 0004 c000`],
    ["whose address has three octets", `${header} ${asked} c00c 0001 0001 00000001 0003 c00002 ffff`],
    ["whose string is longer than its record", `${header} ${asked} c00c 0010 0001 00000001 0002 0561 6162636465`],
    ["whose TXT record has no string", `${header} ${asked} c00c 0010 0001 00000001 0000`],
    ["whose OPT record is an answer", `${header} ${asked} 00 0029 04d0 00000000 0000`],
    ["whose OPT record has a name", `${header} ${asked} c00c 0029 04d0 00000000 0000`],
  ])("are refused: those %s", (_case, hex) => {
    expect(() => parseMessage(octetsOf(hex))).toThrow(expect.objectContaining({ code: "DNS_MESSAGE_UNREADABLE" }));
  });

  it("are refused at once, however many pointers they have", () => {
    const names = Array.from({ length: 8000 }, (_, at) => (0xc00c + Math.max(0, 2 * (at - 1))).toString(16)).join("");
    const start = performance.now();
    expect(() => parseMessage(octetsOf(`1234 0100 4000 0000 0000 0000 ${names}`))).toThrow();
    expect(performance.now() - start).toBeLessThan(200);
  });

  it("lose records of other classes, and have no time where its first bit is set", () => {
    const chaos = "c00c 0010 0003 00000001 0002 0161";
    expect(parseMessage(octetsOf(`${header} ${asked} ${chaos}`)).answers).toEqual([]);
    const late = "c00c 0010 0001 80000000 0002 0161";
    expect(parseMessage(octetsOf(`${header} ${asked} ${late}`)).answers).toMatchObject([{ ttl: 0 }]);
  });

  it("end in a message or in that refusal, whatever they are", () => {
    const written = encode(answering(record(soa), record({ type: "TXT", strings: ["a", "b"] })));
    const changes = fc.array(fc.tuple(fc.nat(written.length - 1), fc.nat(255)), { maxLength: 6 });
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(changes, fc.nat(written.length)).map(([all, length]) => {
        const changed = Buffer.from(written);
        for (const [at, value] of all) changed[at] = value;
        return changed.subarray(0, length);
      }),
    );
    fc.assert(
      fc.property(octets, (bytes) => {
        try {
          parseMessage(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: "DNS_MESSAGE_UNREADABLE" });
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe("dns-packet", () => {
  const label = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
  const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join("."));
  const content = fc.oneof(
    fc.ipV4().map((address) => ({ type: "A" as const, address })),
    name.map((target) => ({ type: "CNAME" as const, target })),
    fc.tuple(fc.nat(65_535), name).map(([preference, exchange]) => ({ type: "MX" as const, preference, exchange })),
    fc.array(fc.stringMatching(/^[ -~]{0,255}$/), { minLength: 1, maxLength: 3 }).map((strings) => ({
      type: "TXT" as const,
      strings,
    })),
  );
  const records = fc.array(
    fc.record({ owner: name, ttl: fc.nat(0x7fff_ffff), content }).map((one): DnsRecord => one),
    { maxLength: 5 },
  );

  const toOther = ({ owner, ttl, content: of }: DnsRecord): dnsPacket.Answer => {
    const shared = { name: owner, ttl, class: "IN" as const };
    if (of.type === "A") return { ...shared, type: "A", data: of.address };
    if (of.type === "CNAME") return { ...shared, type: "CNAME", data: of.target };
    if (of.type === "MX") return { ...shared, type: "MX", data: { preference: of.preference, exchange: of.exchange } };
    if (of.type === "TXT") return { ...shared, type: "TXT", data: of.strings.map((text) => Buffer.from(text)) };
    throw new Error(`no ${of.type} here`);
  };

  it("reads what we write", () => {
    fc.assert(
      fc.property(records, (answers) => {
        const read = dnsPacket.decode(encode(answering(...answers)));
        expect(read).toMatchObject({ id: 0x1234, type: "response", flag_rd: true, questions: [{ type: "TXT" }] });
        expect(read.answers?.map((answer) => ({ ...answer, flush: undefined }))).toEqual(
          answers.map((answer) => ({ ...toOther(answer), flush: undefined })),
        );
      }),
    );
  });

  it("writes what we read", () => {
    fc.assert(
      fc.property(records, (answers) => {
        const written = dnsPacket.encode({ type: "response", id: 7, answers: answers.map(toOther) });
        expect(parseMessage(written)).toMatchObject({ id: 7, isResponse: true, answers });
      }),
    );
  });
});
