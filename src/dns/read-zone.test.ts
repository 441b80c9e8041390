import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseZone, readZone } from "./read-zone.ts";
import type { RecordContent } from "./record.ts";
import { head } from "./zone-corpus.fixture.ts";

const options = { file: "a.zone", origin: "email.meridale.example" };

const faultsOf = (source: string | Uint8Array) =>
  readZone(source, options).faults.map(
    ({ code, severity, place }) => `${place.line}:${place.column} ${severity} ${code}`,
  );

describe("a zone that is right", () => {
  it("becomes records with absolute names, seconds and places", () => {
    const zone = parseZone(`${head}s1._domainkey 5m TXT ( "v=DKIM1; p=MIIB" ; the key\n  "IjAN" )\n`, options);
    expect(zone.origin).toBe("email.meridale.example");
    expect(zone.records.at(-1)).toEqual({
      owner: "s1._domainkey.email.meridale.example",
      ttl: 300,
      content: { type: "TXT", strings: ["v=DKIM1; p=MIIB", "IjAN"] },
      place: { file: "a.zone", line: 4, column: 1 },
    });
  });

  it.each<[string, RecordContent]>([
    ["A 192.0.2.1", { type: "A", address: "192.0.2.1" }],
    ["AAAA 2001:DB8::0:1", { type: "AAAA", address: "2001:db8::1" }],
    ["CNAME S1.dkim.d1.example.", { type: "CNAME", target: "s1.dkim.d1.example" }],
    ["MX 10 mail", { type: "MX", preference: 10, exchange: "mail.email.meridale.example" }],
    ["MX 0 .", { type: "MX", preference: 0, exchange: "" }],
    ["TXT “é”", { type: "TXT", strings: ["\xe2\x80\x9c\xc3\xa9\xe2\x80\x9d"] }],
    ["CAA 0 issue ca.example", { type: "OTHER", name: "CAA", words: ["0", "issue", '"ca.example"'] }],
  ])("reads %s", (line, content) => {
    expect(parseZone(`a 1h ${line}`, options).records).toMatchObject([{ content }]);
  });

  it("names the zone after its SOA, else after what the reader was told, else after its first $ORIGIN", () => {
    expect(readZone("$TTL 1\nmeridale.example. SOA a b 1 2 3 4 5", options).zone.origin).toBe("meridale.example");
    expect(readZone("a 1 A 192.0.2.1", { ...options, origin: "Meridale.Example." }).zone.origin).toBe(
      "meridale.example",
    );
    expect(readZone("$ORIGIN a.test.\nb 1 A 192.0.2.1\n$ORIGIN c.test.", { file: "z" }).zone.origin).toBe("a.test");
  });
});

describe("a zone that is wrong", () => {
  it("is refused with file, line, column and what to do", () => {
    expect(() => parseZone(`${head}a TEXT "v=spf1 -all"\n`, options)).toThrow(
      expect.objectContaining({
        code: "ZONE_INVALID",
        message: "a.zone:4:3: no record type that is known stands there",
        hint: "Write TXT.",
        attribution: "CONFIGURATION",
      }),
    );
  });

  it("is read on after every fault", () => {
    const source = `${head}a A 1.2.3\nb TXT "open\nc MX mail\nd..e A 192.0.2.1\n  TXT "whose?"\nf A 192.0.2.1 )\ng A 192.0.2.7\n`;
    expect(faultsOf(source)).toEqual([
      "4:5 error ADDRESS_INVALID",
      "5:7 error QUOTE_NOT_CLOSED",
      "6:6 error RDATA_MISSING",
      "7:1 error LABEL_EMPTY",
      "8:1 error OWNER_MISSING",
      "9:15 error PARENTHESIS_NOT_OPENED",
    ]);
    expect(readZone(source, options).zone.records.at(-1)).toMatchObject({ owner: "g.email.meridale.example" });
  });

  it("keeps a text that is too long for one string, in strings that are not", () => {
    const { zone, faults } = readZone(`a 1h TXT "${"x".repeat(300)}"`, options);
    expect(faults).toMatchObject([{ code: "STRING_TOO_LONG", token: `${"x".repeat(57)}...` }]);
    expect(zone.records).toMatchObject([{ content: { strings: ["x".repeat(255), "x".repeat(45)] } }]);
  });

  it("keeps records without a time to live, and says so once", () => {
    const { zone, faults } = readZone("a A 192.0.2.1\nb A 192.0.2.2", options);
    expect(faults).toMatchObject([{ code: "TTL_MISSING", place: { line: 1 } }]);
    expect(zone.records.map(({ ttl }) => ttl)).toEqual([3600, 3600]);
  });

  it("has one SOA, at the name that the reader was told if there is one", () => {
    const source = "$TTL 1h\na SOA b c 1 2 3 4 5\n@ SOA b c 1 2 3 4 5\n@ SOA b c 1 2 3 4 5\n";
    expect(readZone(source, options).zone.origin).toBe("email.meridale.example");
    expect(faultsOf(source)).toEqual(["2:1 error SOA_NOT_AT_APEX", "4:1 error SOA_TWICE"]);
  });

  it("says once that nobody named an origin", () => {
    expect(readZone("a 1 A 192.0.2.1\n@ 1 MX 10 b\n", { file: "z" }).faults).toMatchObject([
      { code: "ORIGIN_UNKNOWN" },
    ]);
    expect(readZone("a.test. 1 A 192.0.2.1\n", { file: "z" }).faults).toEqual([]);
  });

  it("is one without a record", () => {
    expect(faultsOf("; later\n$TTL 1h\n")).toEqual(["1:1 error RECORD_NONE"]);
  });

  it("counts columns in characters, as editors do", () => {
    expect(faultsOf('é… 1h TXT "é" "open\n')).toContain("1:15 error QUOTE_NOT_CLOSED");
  });

  it("counts lines across escaped line ends and parentheses", () => {
    expect(faultsOf('a 1h TXT ( "one\\\ntwo"\n\n "three" ) \nb A 1.2\n')).toEqual(["5:5 error ADDRESS_INVALID"]);
  });
});

describe("a zone that says something else than was meant", () => {
  it.each([
    ["a name without its dot", "www.email.meridale.example A 192.0.2.1", "4:1 warning NAME_WITHOUT_DOT"],
    ["a target without its dot", "www CNAME a.email.meridale.example", "4:11 warning NAME_WITHOUT_DOT"],
    ["an address for a host", "@ MX 10 192.0.2.1", "4:9 warning TARGET_IS_ADDRESS"],
    ["typographic quotes", "a TXT “v=spf1”", "4:7 warning QUOTES_TYPOGRAPHIC"],
    ["words without quotes", "a TXT v=spf1 -all", "4:7 warning STRINGS_UNQUOTED"],
    ["a semicolon without quotes", "a TXT v=DKIM1; p=MIIB", "4:7 warning COMMENT_IN_WORD"],
    ["a name in UTF-8", "méridale A 192.0.2.1", "4:1 warning NAME_NOT_ASCII"],
    ["a record of another zone", "a.other.example. A 192.0.2.1", "4:1 warning OUT_OF_ZONE"],
  ])("is told so: %s", (_case, line, fault) => {
    expect(faultsOf(`${head}${line}\n`)).toEqual([fault]);
    expect(() => parseZone(`${head}${line}\n`, options)).not.toThrow();
  });
});

describe("files that are included", () => {
  const read = (files: Readonly<Record<string, string>>) =>
    readZone(files["a"] ?? "", {
      ...options,
      file: "a",
      include: (wanted) => (files[wanted] === undefined ? undefined : { file: wanted, source: files[wanted] }),
    });

  it("have their own places", () => {
    const { zone } = read({ a: "$TTL 1h\n$INCLUDE b\n", b: "\nwww A 192.0.2.1" });
    expect(zone.records).toMatchObject([{ place: { file: "b", line: 2, column: 1 } }]);
  });

  it.each([
    ["themselves", { a: "$INCLUDE a" }, "a"],
    ["each other", { a: "$INCLUDE b", b: "\n$INCLUDE a" }, "b"],
  ])("are refused when they include %s", (_case, files, file) => {
    expect(read(files).faults).toMatchObject([{ code: "INCLUDE_LOOP", place: { file }, token: "a" }]);
  });

  it("are not followed without end, whatever their names", () => {
    let count = 0;
    const include = (wanted: string) => ({ file: `${wanted}${++count}`, source: "$INCLUDE b\n$INCLUDE c\n" });
    const { faults } = readZone("$INCLUDE b\n", { ...options, include });
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(["INCLUDE_TOO_DEEP"]));
    expect(count).toBeLessThanOrEqual(1000);
  });

  it("are refused where nobody reads them", () => {
    expect(faultsOf("$INCLUDE b\n")).toEqual(["1:10 error INCLUDE_UNREADABLE"]);
  });
});

describe("a zone without end", () => {
  const refused = (source: string | Uint8Array) => {
    const start = performance.now();
    expect(() => parseZone(source, options)).toThrow(expect.objectContaining({ code: "ZONE_TOO_LARGE" }));
    return performance.now() - start;
  };

  it("is refused over 10 MB, also in parts", () => {
    refused(Buffer.alloc(10 * 1024 * 1024 + 1, "\n"));
    const include = () => ({ file: "b", source: Buffer.alloc(6 * 1024 * 1024, ";") });
    expect(readZone("$INCLUDE b\n$INCLUDE b\n$INCLUDE b\n", { ...options, include }).faults).toMatchObject([
      { code: "ZONE_TOO_LARGE", place: { file: "b" } },
    ]);
  });

  it.each([
    ["open parentheses", "("],
    ["quotes", '"'],
    ["backslashes", "\\"],
    ["a name", "a."],
    ["blanks", " "],
    ["words", "a "],
    ["digits", "1"],
    ["units", "1h"],
  ])("of one line of %s is read in linear time", (_case, part) => {
    const start = performance.now();
    expect(readZone(part.repeat(200_000), options).faults.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("of nothing but mistakes is read to the thousandth", () => {
    const { faults } = readZone("a A 1.2\n".repeat(5000), options);
    expect(faults).toHaveLength(1001);
    expect(faults.at(-1)).toMatchObject({ code: "FAULTS_TOO_MANY", severity: "error", place: { line: 1001 } });
  });
});

it("ends on any bytes with records and faults, every fault in the file and every record in the zone's form", () => {
  const bytes = fc.array(
    fc.constantFrom(...' \n\r\t;"()\\$@.*aA1hINTX', "é", "$TTL 1\n", "TXT ", "MX 1 ", "\\# 1 ", "$ORIGIN "),
  );
  fc.assert(
    fc.property(bytes, (parts) => {
      const source = parts.join("");
      const { zone, faults } = readZone(source, options);
      const lines = source.split("\n").length;
      for (const { place } of [...faults, ...zone.records]) expect(place.line).toBeLessThanOrEqual(lines);
      for (const { owner } of zone.records) expect(owner).toMatch(/^[!-~]*$/);
      expect(zone.records.length + faults.length).toBeGreaterThan(0);
    }),
  );
});
