import { describe, expect, it } from "vitest";
import type { DnsSource } from "../dns/dns-source.ts";
import { parseZone } from "../dns/read-zone.ts";
import { unionSource } from "../dns/zone-source.ts";
import { judgeDmarc } from "./judge-dmarc.ts";

const from = ["card@email.bank.example"];
/** What the two domains of a bank publish. */
const publish = (email: string | undefined, bank?: string): DnsSource =>
  unionSource([
    parseZone(
      [
        "www.bank.example. 60 IN A 192.0.2.1\n",
        "email.bank.example. 60 IN A 192.0.2.1\n",
        email === undefined ? "" : `_dmarc.email.bank.example. 60 IN TXT "v=DMARC1; ${email}"\n`,
        bank === undefined ? "" : `_dmarc.bank.example. 60 IN TXT "v=DMARC1; ${bank}"\n`,
      ].join(""),
      { file: "published", origin: "." },
    ),
  ]);
const proven = (domain: string) => ({ spf: [domain], dkim: [domain] });

describe("alignment", () => {
  it.each([
    ["the same domain", "email.bank.example", "pass", "pass"],
    ["the same in another case", "EMAIL.bank.example", "pass", "pass"],
    ["a domain below", "bounce.email.bank.example", "pass", "fail"],
    ["the domain above", "bank.example", "pass", "fail"],
    ["a sister", "news.bank.example", "pass", "fail"],
    ["another bank", "veloria.example", "fail", "fail"],
    ["a domain that only ends alike", "otherbank.example", "fail", "fail"],
  ] as const)("of %s", async (_what, domain, relaxed, strict) => {
    const judge = async (modes: string) =>
      (await judgeDmarc(publish(`p=reject; ${modes}`, "p=reject"), from, proven(domain))).result;
    expect([await judge("adkim=r; aspf=r"), await judge("adkim=s; aspf=s")]).toEqual([relaxed, strict]);
  });

  it("has a mode of its own for each of the two", async () => {
    const judge = async (modes: string) =>
      (await judgeDmarc(publish(`p=reject; ${modes}`, "p=reject"), from, proven("bank.example"))).aligned;
    expect(await judge("aspf=s")).toEqual({ spf: false, dkim: true });
    expect(await judge("adkim=s")).toEqual({ spf: true, dkim: false });
  });

  it("is not with a parent that publishes nothing: it is another organization", async () => {
    const { result } = await judgeDmarc(publish("p=reject"), from, proven("bank.example"));
    expect(result).toBe("fail");
  });

  it("cannot be told where the walk has no answer, unless the domains are equal", async () => {
    const own = publish("p=reject");
    const silent: DnsSource = {
      lookup: async (name, type) =>
        name === "_dmarc.bank.example" ? { status: "TIMEOUT", records: [] } : own.lookup(name, type),
    };
    const judge = async (domain: string) => (await judgeDmarc(silent, from, proven(domain))).result;
    expect([await judge("bank.example"), await judge("email.bank.example")]).toEqual(["temperror", "pass"]);
    expect((await judgeDmarc(silent, ["a@x.bank.example"], proven("x.bank.example"))).result).toBe("temperror");
  });
});

describe("the policy", () => {
  it.each([
    ["its own", "p=quarantine", "p=reject", "quarantine"],
    ["the one above it", undefined, "p=reject", "reject"],
    ["the one above it for subdomains", undefined, "p=reject; sp=quarantine", "quarantine"],
    ["not the one for domains that are not there", undefined, "p=reject; np=none", "reject"],
    ["one weaker on trial", "p=reject; t=y", undefined, "quarantine"],
    ["none where only reports are wanted", "rua=mailto:d@bank.example", undefined, "none"],
    ["none where none is stated", "adkim=s", undefined, "none"],
    ["none where it is misspelt, and reports are wanted", "p=rejct; rua=mailto:d@bank.example", undefined, "none"],
  ] as const)("is %s", async (_what, email, bank, policy) => {
    expect(await judgeDmarc(publish(email, bank), from, { spf: [], dkim: [] })).toMatchObject({
      ...{ result: "fail", policy },
    });
  });

  it("is nobody's, and there is no DMARC, where it is misspelt", async () => {
    expect((await judgeDmarc(publish("p=rejct"), from, proven("bank.example"))).result).toBe("none");
  });

  it("for a domain that is not there is that of np", async () => {
    const source = publish(undefined, "p=reject; sp=quarantine; np=none");
    const found = await judgeDmarc(source, ["a@nobody.bank.example"], { spf: [], dkim: [] });
    expect(found.policy).toBe("none");
  });
});

it.each([
  [[], "permerror"],
  [["a@bank.example", "b@bank.example"], "permerror"],
  [["a@nowhere.example"], "none"],
] as const)("DMARC of From %j is %s", async (senders, result) => {
  expect((await judgeDmarc(publish("p=reject"), senders, proven("bank.example"))).result).toBe(result);
});
