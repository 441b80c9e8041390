import { dmarc } from "mailauth/lib/dmarc/index.js";
import { spf } from "mailauth/lib/spf/index.js";
import { describe, expect, it } from "vitest";
import type { AnswerStatus, DnsSource } from "./dns-source.ts";
import { parseZone } from "./read-zone.ts";
import { toMailauthResolver } from "./resolver-function.ts";
import { unionSource } from "./zone-source.ts";

const bank = parseZone(
  `$ORIGIN email.meridale.example.
$TTL 1h
@      TXT "v=spf1 mx include:" "spf.d1.example -all"
@      MX 20 mail2
       MX 10 mail
mail   A 192.0.2.25
       AAAA 2001:db8::25
_dmarc TXT "v=DMARC1; p=reject; " "aspf=s"
parts  TXT "one" "two" "\\255"
`,
  { file: "email.meridale.example.zone" },
);
const sender = parseZone('spf 1h TXT "v=spf1 ip4:198.51.100.0/24 -all"\n', { file: "d1.zone", origin: "d1.example" });
const source = unionSource([bank, sender]);
const resolver = toMailauthResolver(source);

const failing = (status: AnswerStatus): DnsSource => ({ lookup: async () => ({ status, records: [] }) });

describe("a source as Node's resolver", () => {
  it("gives records in Node's forms", async () => {
    expect(await resolver("parts.email.meridale.example", "TXT")).toEqual([["one", "two", "\xff"]]);
    expect(await resolver("mail.email.meridale.example", "AAAA")).toEqual(["2001:db8::25"]);
    expect(await resolver("email.meridale.example", "MX")).toEqual([
      { exchange: "mail2.email.meridale.example", priority: 20 },
      { exchange: "mail.email.meridale.example", priority: 10 },
    ]);
  });

  it.each([
    ["NXDOMAIN", "ENOTFOUND"],
    ["NOERROR", "ENODATA"],
    ["SERVFAIL", "ESERVFAIL"],
    ["REFUSED", "EREFUSED"],
    ["TIMEOUT", "ETIMEOUT"],
    ["UNREADABLE", "EBADRESP"],
  ] as const)("says %s in Node's code %s", async (status, code) => {
    await expect(toMailauthResolver(failing(status))("d1.example", "TXT")).rejects.toMatchObject({ code });
  });

  it("asks for no type that it does not know", async () => {
    await expect(resolver("email.meridale.example", "ANY")).rejects.toMatchObject({ code: "ENOTIMP" });
  });

  it("asks for names that no zone file would have written plainly", async () => {
    const odd = parseZone("a\\@b.\\195\\169 1h A 192.0.2.1\n", { file: "z", origin: "d1.example" });
    expect(await toMailauthResolver(unionSource([odd]))("a@b.é.d1.example", "A")).toEqual(["192.0.2.1"]);
  });
});

describe("mailauth", () => {
  const check = async (ip: string, from = "email.meridale.example", of = resolver) => {
    const { status } = await spf({
      sender: `bounce@${from}`,
      ip,
      helo: "mta.d1.example",
      mta: "mx.test",
      resolver: of,
    });
    return status.result;
  };

  it("judges SPF by what the source says", async () => {
    expect(await check("192.0.2.25")).toBe("pass");
    expect(await check("2001:db8::25")).toBe("pass");
    expect(await check("198.51.100.9")).toBe("pass");
    expect(await check("203.0.113.66")).toBe("fail");
    expect(await check("192.0.2.25", "nowhere.email.meridale.example")).toBe("none");
  });

  it.each(["SERVFAIL", "REFUSED", "TIMEOUT", "UNREADABLE"] as const)("takes %s for temporary", async (status) => {
    expect(await check("192.0.2.25", "email.meridale.example", toMailauthResolver(failing(status)))).toBe("temperror");
  });

  it("judges DMARC by what the source says", async () => {
    const domains = { headerFrom: "email.meridale.example", dkimDomains: [], resolver };
    const aligned = await dmarc({ ...domains, spfDomains: ["email.meridale.example"] });
    expect(aligned).toMatchObject({ status: { result: "pass" }, policy: "reject" });
    const foreign = await dmarc({ ...domains, spfDomains: ["d1.example"] });
    expect(foreign).toMatchObject({ status: { result: "fail" } });
    const broken = await dmarc({ ...domains, spfDomains: [], resolver: toMailauthResolver(failing("SERVFAIL")) });
    expect(broken).toMatchObject({ status: { result: "temperror" } });
  });
});
