import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DnsSource, QueryType } from "./dns-source.ts";
import { parseZone } from "./read-zone.ts";
import { writeRecord } from "./write-zone.ts";
import { unionSource, zoneSource } from "./zone-source.ts";

const bank = parseZone(
  `$ORIGIN email.meridale.example.
$TTL 1h
@             SOA ns1 hostmaster 1 2 3 4 5
              NS  ns1.provider.test.
              TXT "v=spf1 -all"
              TXT "v=spf1 -all" ; the same again
s1._domainkey 5m CNAME s1.dkim.d1.example.
alias         CNAME other
other         CNAME www
www           A 192.0.2.1
              A 192.0.2.2
round         CNAME and-round
and-round     CNAME round
nowhere       CNAME not-there
a.b.c         A 192.0.2.3
*             A 192.0.2.9
*.wild        TXT "any"
*.to          CNAME www
below.wild    A 192.0.2.4
handed        NS ns.handed
ns.handed     A 192.0.2.53
old           DNAME new.email.meridale.example.
              A 192.0.2.6
www.new       A 192.0.2.5
stray.d1.example. TXT "not ours"
`,
  { file: "bank.zone" },
);
const sender = parseZone('$ORIGIN d1.example.\n$TTL 60\n@ TXT "d1"\ns1.dkim TXT "v=DKIM1; p=MIIB"\n', {
  file: "d1.zone",
});

async function ask(source: DnsSource, name: string, type: QueryType) {
  const { status, records } = await source.lookup(name, type);
  return [status, ...records.map(writeRecord)];
}

const askBank = (name: string, type: QueryType) => ask(zoneSource(bank), `${name}.email.meridale.example`, type);

describe("a zone as a source of answers", () => {
  it("answers whatever the case of the name, and with or without its last dot", async () => {
    const answer = [
      "NOERROR",
      "www.email.meridale.example. 3600 IN A 192.0.2.1",
      "www.email.meridale.example. 3600 IN A 192.0.2.2",
    ];
    expect(await askBank("WWW", "A")).toEqual(answer);
    expect(await ask(zoneSource(bank), "www.email.meridale.example.", "A")).toEqual(answer);
  });

  it("holds no record twice", async () => {
    expect(await ask(zoneSource(bank), "email.meridale.example", "TXT")).toHaveLength(2);
  });

  it("tells a name that is not there from one that has no such record", async () => {
    const bare = zoneSource(parseZone("a.b 1 A 192.0.2.1", { file: "z", origin: "test" }));
    expect(await ask(bare, "c.test", "A")).toEqual(["NXDOMAIN"]);
    expect(await ask(bare, "x.a.b.test", "A")).toEqual(["NXDOMAIN"]);
    expect(await ask(bare, "a.b.test", "TXT")).toEqual(["NOERROR"]);
    expect(await ask(bare, "b.test", "A")).toEqual(["NOERROR"]);
    expect(await ask(bare, "test", "A")).toEqual(["NOERROR"]);
  });

  it("follows aliases inside the zone, and keeps them with their times", async () => {
    expect(await askBank("alias", "A")).toEqual([
      "NOERROR",
      "alias.email.meridale.example. 3600 IN CNAME other.email.meridale.example.",
      "other.email.meridale.example. 3600 IN CNAME www.email.meridale.example.",
      "www.email.meridale.example. 3600 IN A 192.0.2.1",
      "www.email.meridale.example. 3600 IN A 192.0.2.2",
    ]);
    expect(await askBank("alias", "CNAME")).toHaveLength(2);
  });

  it("ends a circle of aliases", async () => {
    expect((await askBank("round", "A")).slice(0, 2)).toEqual([
      "SERVFAIL",
      "round.email.meridale.example. 3600 IN CNAME and-round.email.meridale.example.",
    ]);
    expect(await askBank("round", "A")).toHaveLength(9);
  });

  it.each([
    ["s1._domainkey", "TXT"],
    ["handed", "A"],
    ["mail.handed", "A"],
    ["ns.handed", "A"],
  ] as const)("refuses what others know: %s %s", async (name, type) => {
    expect((await askBank(name, type))[0]).toBe("REFUSED");
  });

  it("refuses a name outside the zone, also one that the file holds", async () => {
    expect(await ask(zoneSource(bank), "stray.d1.example", "TXT")).toEqual(["REFUSED"]);
    expect(await ask(zoneSource(bank), "notemail.meridale.example", "TXT")).toEqual(["REFUSED"]);
  });

  it("knows whom it handed a name to", async () => {
    expect(await askBank("handed", "NS")).toEqual([
      "NOERROR",
      "handed.email.meridale.example. 3600 IN NS ns.handed.email.meridale.example.",
    ]);
  });

  it("moves a subtree (RFC 6672)", async () => {
    expect(await askBank("www.old", "A")).toEqual([
      "NOERROR",
      "www.old.email.meridale.example. 3600 IN CNAME www.new.email.meridale.example.",
      "www.new.email.meridale.example. 3600 IN A 192.0.2.5",
    ]);
    expect(await askBank("old", "DNAME")).toHaveLength(2);
    expect(await askBank("old", "A")).toEqual(["NOERROR", "old.email.meridale.example. 3600 IN A 192.0.2.6"]);
  });
});

describe("a wildcard (RFC 4592)", () => {
  it("answers for names that are not there, at any depth, in their name", async () => {
    expect(await askBank("_dmarc", "A")).toEqual(["NOERROR", "_dmarc.email.meridale.example. 3600 IN A 192.0.2.9"]);
    expect(await askBank("x.y", "A")).toEqual(["NOERROR", "x.y.email.meridale.example. 3600 IN A 192.0.2.9"]);
    expect(await askBank("x.y", "TXT")).toEqual(["NOERROR"]);
  });

  it("does not answer for a name that is there, with other records or none", async () => {
    expect(await askBank("www", "TXT")).toEqual(["NOERROR"]);
    expect(await askBank("b.c", "A")).toEqual(["NOERROR"]);
    expect(await askBank("below.wild", "TXT")).toEqual(["NOERROR"]);
  });

  it("does not answer below a name that is there", async () => {
    expect(await askBank("x.www", "A")).toEqual(["NXDOMAIN"]);
    expect(await askBank("x.b.c", "A")).toEqual(["NXDOMAIN"]);
    expect(await askBank("x.below.wild", "TXT")).toEqual(["NXDOMAIN"]);
  });

  it("may be an alias", async () => {
    expect((await askBank("any.to", "A")).slice(0, 2)).toEqual([
      "NOERROR",
      "any.to.email.meridale.example. 3600 IN CNAME www.email.meridale.example.",
    ]);
  });
});

describe("several zones", () => {
  const all = unionSource([bank, sender]);

  it("follow aliases from one into the other", async () => {
    expect(await ask(all, "s1._domainkey.email.meridale.example", "TXT")).toEqual([
      "NOERROR",
      "s1._domainkey.email.meridale.example. 300 IN CNAME s1.dkim.d1.example.",
      's1.dkim.d1.example. 60 IN TXT "v=DKIM1; p=MIIB"',
    ]);
  });

  it("say of a name outside them that it is not there", async () => {
    expect(await ask(all, "veloria.example", "TXT")).toEqual(["NXDOMAIN"]);
    expect(await ask(unionSource([]), "veloria.example", "TXT")).toEqual(["NXDOMAIN"]);
  });

  it("answer for their own part of a zone above", async () => {
    const above = parseZone("@ 1 TXT above\nemail 1 NS ns1.provider.test.\n", {
      file: "z",
      origin: "meridale.example",
    });
    const both = unionSource([above, bank]);
    expect((await ask(both, "www.email.meridale.example", "A"))[0]).toBe("NOERROR");
    expect((await ask(both, "meridale.example", "TXT"))[0]).toBe("NOERROR");
  });
});

it("answers any name with a status and at most eight aliases", async () => {
  const label = fc.constantFrom("www", "*", "a", "b", "c", "wild", "old", "handed", "round", "to", "\\.", "");
  await fc.assert(
    fc.asyncProperty(fc.array(label, { maxLength: 6 }), async (labels) => {
      const { status, records } = await zoneSource(bank).lookup([...labels, "email.meridale.example"].join("."), "A");
      expect(["NOERROR", "NXDOMAIN", "REFUSED", "SERVFAIL"]).toContain(status);
      expect(records.length).toBeLessThanOrEqual(10);
    }),
  );
});
