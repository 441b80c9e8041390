import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DnsSource } from "../dns/dns-source.ts";
import { parseZone } from "../dns/read-zone.ts";
import { unionSource } from "../dns/zone-source.ts";
import { walkDmarc, walkNames } from "./dmarc-walk.ts";

/** All that is published: the DMARC record of each domain, or several in one list. */
function publish(records: Readonly<Record<string, string | readonly string[]>>): DnsSource {
  const lines = Object.entries(records).flatMap(([domain, texts]) =>
    [texts].flat().map((text) => `_dmarc.${domain}. 60 IN TXT "v=DMARC1; ${text}"\n`),
  );
  return unionSource([parseZone(lines.join(""), { file: "published", origin: "." })]);
}

async function find(domain: string, records: Parameters<typeof publish>[0]) {
  const { organization, applied, steps } = await walkDmarc(publish(records), domain);
  return { organization, applies: applied?.step.domain, asked: steps.map((step) => step.domain) };
}

describe("the DNS tree walk", () => {
  const [own, mail, bank] = ["a.mail.bank.example", "mail.bank.example", "bank.example"];
  it.each([
    ["nothing above or at it", { "other.example": "p=none" }, own, undefined],
    ["one of its own", { [own]: "p=none" }, own, own],
    ["several above: the uppermost", { [mail]: "p=none", [bank]: "p=none" }, bank, bank],
    ["its own, in the organization above", { [own]: "p=none", [bank]: "p=none" }, bank, own],
    ["psd=n on the way", { [mail]: "p=none; psd=n", [bank]: "p=none" }, mail, mail],
    ["a registry's above the organization's", { example: "p=none; psd=y", [bank]: "p=none" }, bank, bank],
    ["a registry's alone", { example: "p=none; psd=y" }, bank, "example"],
    ["a single label's", { example: "p=none" }, "example", "example"],
    ["two at one name, which count for none", { [bank]: ["p=none", "p=reject"] }, own, undefined],
  ] as const)("with %s", async (_what, records, organization, applies) => {
    expect(await find(own, records)).toMatchObject({ organization, applies });
  });

  it("ends where psd says that a border is", async () => {
    const { asked } = await find("a.mail.bank.example", { "mail.bank.example": "p=none; psd=n" });
    expect(asked).toEqual(["a.mail.bank.example", "mail.bank.example"]);
  });

  it("that begins at a registry's domain stays there", async () => {
    expect(await find("co.example", { "co.example": "p=none; psd=y", example: "p=none" })).toMatchObject({
      ...{ organization: "co.example", applies: "co.example", asked: ["co.example"] },
    });
  });

  it("knows no organization once a query has no answer, and keeps the domain's own record", async () => {
    const own = publish({ "mail.bank.example": "p=reject" });
    const silent: DnsSource = {
      lookup: async (name, type) =>
        name === "_dmarc.bank.example" ? { status: "SERVFAIL", records: [] } : own.lookup(name, type),
    };
    const walk = await walkDmarc(silent, "mail.bank.example");
    expect([walk.organization, walk.applied?.record.policy]).toEqual([undefined, "reject"]);
    expect((await walkDmarc(silent, "a.bank.example")).applied).toBeUndefined();
  });

  it("asks eight times at most: the domain, then from seven labels on", () => {
    const labels = fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(labels, (given) => {
        const names = walkNames(given.join("."));
        expect(names[0]).toBe(given.join("."));
        expect(names).toHaveLength(Math.min(given.length, 8));
        expect(names.at(-1)).toBe(given.at(-1));
        for (const name of names.slice(1)) expect(given.join(".").endsWith(`.${name}`)).toBe(true);
      }),
    );
  });
});
