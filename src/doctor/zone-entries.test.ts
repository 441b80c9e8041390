import fc from "fast-check";
import { expect, it } from "vitest";
import { parseZoneRoughly } from "./zone-entries.ts";

const zone = `$ORIGIN email.meridale.example.
$TTL 1h
@  IN SOA ns1 hostmaster ( 2026050101 ; serial
        1h 15m 1w 1h )
   IN NS ns1
   IN TXT "v=spf1 ip4:192.0.2.1 -all" ; not "a quote
s1._domainkey IN TXT ( "v=DKIM1; p=MIIB"
   "IjAN" )
`;

it("counts the records of a zone, over lines, quotes and comments", () => {
  expect(parseZoneRoughly(zone, "a.zone")).toBe(4);
  expect(parseZoneRoughly(zone.replaceAll("\n", "\r\n"), "a.zone")).toBe(4);
});

it.each([
  ["an open quote", '@ IN TXT "v=spf1 -all\n@ IN A 192.0.2.1\n', "a.zone:1: a quote is not closed"],
  ["an open parenthesis", "@ IN NS a\n@ IN SOA a b ( 1 2\n3 4 5\n", "a.zone:2: a parenthesis is not closed"],
  ["a parenthesis too many", "@ IN NS a\n@ IN MX 10 a )\n", "a.zone:2: a parenthesis is closed that was not open"],
  ["a type that does not exist", '@ IN NS a\n\n@ IN TEXT "v=spf1 -all"\n', "a.zone:3: no record type that is known"],
  ["nothing in it", "; later\n$TTL 1h\n", "a.zone:1: there is no record"],
])("refuses a zone with %s and says where", (_case, source, complaint) => {
  expect(() => parseZoneRoughly(source, "a.zone")).toThrow(complaint);
});

it("ends on any text with a count or a place", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab \n\r\t;"()\\$ANSTX') }), (source) => {
      try {
        expect(parseZoneRoughly(source, "a.zone")).toBeGreaterThan(0);
      } catch (error) {
        expect(String(error)).toMatch(/a\.zone:\d+: /);
      }
    }),
  );
});
