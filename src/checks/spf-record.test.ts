import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSpf } from "./spf-record.ts";

it("reads every term with the column where it begins", () => {
  expect(parseSpf("v=spf1  ip4:192.0.2.0/24 ~ALL").terms).toMatchObject([
    { name: "ip4", value: "192.0.2.0", column: 9 },
    { name: "all", qualifier: "~", column: 26 },
  ]);
});

it.each([
  "a/24//64",
  "mx:mail.example",
  "exists:%{i}._spf.example",
  "redirect=_spf.example",
  "x-note=anything",
  "?ip6:2001:db8::/32",
])("takes %s for a term", (term) =>
  expect(parseSpf(`v=spf1 ${term}`)).toMatchObject({ terms: [{ text: term }], faults: [] }),
);

it("makes of every word a term or a fault, whatever it is", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }).filter((word) => !word.includes(" "))), (words) => {
      const { terms, faults } = parseSpf(["v=spf1", ...words].join(" "));
      expect(new Set([...terms, ...faults].map(({ column }) => column)).size).toBe(words.length);
    }),
  );
});
