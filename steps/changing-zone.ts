import { When } from "@cucumber/cucumber";
import { parseZone } from "../src/dns/read-zone.ts";
import type { ZoneRecord } from "../src/dns/record.ts";
import { secondKey } from "./letters.ts";
import { republish } from "./published-zone.ts";
import type { StepproofWorld } from "./world.ts";

// The zone that says who sends the issuer's mail, changed while receivers ask for it.

type Records = readonly ZoneRecord[];

const changes: Readonly<Record<string, (records: Records, domain: string) => Records>> = {
  "has a second key": (records, domain) => [
    ...records,
    ...read(`meridale2._domainkey IN TXT "${secondKey.record}"`, domain),
  ],
  "has its first key no more": (records, domain) => without(records, `meridale1._domainkey.${domain}`),
  "lets another address send": (records, domain) => [
    ...without(records, domain),
    ...read('@ IN TXT "v=spf1 ip4:198.51.100.7 -all"', domain),
  ],
  "lets D1 send": (records, domain) => [
    ...without(records, domain),
    ...read('@ IN TXT "v=spf1 ip4:192.0.2.25 -all"', domain),
  ],
  "asks for quarantine": (records, domain) => [
    ...without(records, `_dmarc.${domain}`),
    ...read('_dmarc IN TXT "v=DMARC1; p=quarantine"', domain),
  ],
  "asks for nothing": (records, domain) => [
    ...without(records, `_dmarc.${domain}`),
    ...read('_dmarc IN TXT "v=DMARC1; p=none"', domain),
  ],
};

for (const [state, change] of Object.entries(changes)) {
  When(`the zone ${state}`, function (this: StepproofWorld) {
    republish(this.scenario, change);
  });
}

const read = (line: string, origin: string): Records =>
  parseZone(`$TTL 3600\n${line}\n`, { file: "changed.zone", origin }).records;

const without = (records: Records, owner: string): Records =>
  records.filter((record) => record.owner !== owner || record.content.type !== "TXT");

When("the name server fails", function (this: StepproofWorld) {
  const { dns } = this.scenario.worker.bed;
  const lift = dns?.addFault({ type: "TXT", behaviour: { kind: "rcode", rcode: "SERVFAIL" } }) ?? (() => undefined);
  this.scenario.recover = lift;
  this.scenario.atEnd(lift);
});

When("the name server works again", function (this: StepproofWorld) {
  this.scenario.recover();
});
