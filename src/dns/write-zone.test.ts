import fc from "fast-check";
import { expect, it } from "vitest";
import { parseZone } from "./read-zone.ts";
import type { DnsRecord, RecordContent } from "./record.ts";
import { writeRecord, writeZone } from "./write-zone.ts";

it("writes a record as a line that can be pasted into any zone", () => {
  const content = { type: "TXT", strings: ['v=DKIM1; n="a\\b"; p=', "\xc3\xa9"] } as const;
  expect(writeRecord({ owner: "s1._domainkey.email.meridale.example", ttl: 3600, content })).toBe(
    String.raw`s1._domainkey.email.meridale.example. 3600 IN TXT "v=DKIM1; n=\"a\\b\"; p=" "\195\169"`,
  );
  expect(
    writeRecord({ owner: "email.meridale.example", ttl: 60, content: { type: "MX", preference: 0, exchange: "" } }),
  ).toBe("email.meridale.example. 60 IN MX 0 .");
});

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const plainLabel = fc.stringMatching(/^[a-z0-9_*-]{1,12}$/);
/** As a zone file writes a label with a blank, a dot, a backslash or a byte that is no letter in it. */
const oddLabel = fc.constantFrom("a\\.b", "sp\\032ace", "back\\\\slash", "\\195\\169", "\\$x", "\\@", "1h");
const name = fc.array(fc.oneof(plainLabel, oddLabel), { maxLength: 5 }).map((labels) => [...labels, "test"].join("."));
const strings = fc.array(fc.string({ unit: byte, maxLength: 255 }), { minLength: 1, maxLength: 4 });
const u16 = fc.nat(65_535);
const u32 = fc.nat(2 ** 32 - 1);

const content: fc.Arbitrary<RecordContent> = fc.oneof(
  fc.record({ type: fc.constant("A"), address: fc.ipV4() }),
  fc.record({ type: fc.constant("AAAA"), address: fc.constantFrom("2001:db8::1", "::", "2001:db8:1:2:3:4:5:6") }),
  fc.record({ type: fc.constantFrom("CNAME", "DNAME", "NS", "PTR"), target: fc.oneof(name, fc.constant("")) }),
  fc.record({ type: fc.constant("MX"), preference: u16, exchange: name }),
  fc.record({ type: fc.constant("TXT"), strings }),
  fc.record({
    type: fc.constant("SOA"),
    primary: name,
    mailbox: name,
    serial: u32,
    refresh: u32,
    retry: u32,
    expire: u32,
    minimum: u32,
  }),
  u16.map((port) => ({ type: "OTHER" as const, name: "SRV", words: ["0", "5", String(port), "mail.test."] })),
);
const record: fc.Arbitrary<DnsRecord> = fc.record({ owner: name, ttl: fc.nat(2 ** 31 - 1), content });

it("writes what the reader reads back, whatever the origin", () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(undefined, "elsewhere.example"),
      (records, origin) => {
        const own = records.filter(({ content }, at) => content.type !== "SOA" || at === 0);
        const zone = parseZone(writeZone(own), { file: "a.zone", ...(origin && { origin }) });
        expect(zone.records.map(({ place: _place, ...rest }) => rest)).toEqual(own);
      },
    ),
  );
});
