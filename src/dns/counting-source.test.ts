import { expect, it } from "vitest";
import { countingSource } from "./counting-source.ts";
import type { DnsSource } from "./dns-source.ts";
import { parseZone } from "./read-zone.ts";
import { zoneSource } from "./zone-source.ts";

const zone = parseZone('@ 1h TXT "v=spf1 -all"\n_dmarc 1h TXT "v=DMARC1; p=reject"\n', {
  file: "z",
  origin: "email.meridale.example",
});

/** Says of every query that reaches it. */
function watched(source: DnsSource) {
  const reached: string[] = [];
  const lookup: DnsSource["lookup"] = (name, type) => {
    reached.push(`${type} ${name}`);
    return source.lookup(name, type);
  };
  return { source: { lookup }, reached };
}

it("asks nothing twice, whatever the case, and also while the first answer is under way", async () => {
  const { source, reached } = watched(zoneSource(zone));
  const counting = countingSource(source);
  const [one, other] = await Promise.all([
    counting.source.lookup("email.meridale.example", "TXT"),
    counting.source.lookup("Email.Meridale.EXAMPLE.", "TXT"),
  ]);
  expect(one).toBe(other);
  expect(one).toMatchObject({ status: "NOERROR", records: [{ content: { strings: ["v=spf1 -all"] } }] });
  await counting.source.lookup("email.meridale.example", "A");
  expect(reached).toEqual(["TXT email.meridale.example", "A email.meridale.example"]);
});

it("tells what was asked and how it ended, failures too", async () => {
  const counting = countingSource(zoneSource(zone));
  await counting.source.lookup("_dmarc.email.meridale.example.", "TXT");
  await counting.source.lookup("d1.example", "TXT");
  await counting.source.lookup("d1.example", "TXT");
  expect(counting.asked()).toMatchObject([
    { name: "_dmarc.email.meridale.example", type: "TXT", answer: { status: "NOERROR" } },
    { name: "d1.example", type: "TXT", answer: { status: "REFUSED", records: [] } },
  ]);
});
