import { Given, Then, When } from "@cucumber/cucumber";
import { examineMailDomain } from "../src/checks/examine-mail-domain.ts";
import { type Finding, notApplicable } from "../src/checks/finding.ts";
import { judgeMailDomain } from "../src/checks/judge-mail-domain.ts";
import { createNetworkSource } from "../src/dns/network-source.ts";
import { readZone } from "../src/dns/read-zone.ts";
import type { StepproofWorld } from "./world.ts";
import { shippedDomain } from "./zone-source.ts";

// The zone of the issuer's mail domain: a file, or what a resolver says.

When("the zone of the mail domain is looked at", async function (this: StepproofWorld) {
  const { source, plan, zone } = this.scenario.worker.zoneSource;
  this.scenario.zoneFindings = judgeMailDomain(await examineMailDomain(source, plan), zone);
});

const promises: Readonly<Record<string, readonly string[]>> = {
  "every name server loads it as it is meant": ["DZ-20"],
  "the domain is there": ["DZ-01"],
  "what D1 handed over is published": ["DZ-02"],
  "no alias has other data beside it": ["DZ-17"],
  "no record lives too short or too long": ["DZ-19"],
  "long records are split as receivers join them": ["DZ-09"],
  "there is one SPF record": ["DZ-03"],
  "every term of SPF is one": ["DZ-21"],
  "SPF needs no more look-ups than receivers make": ["DZ-04"],
  "SPF passes for D1 and for no stranger": ["DZ-05"],
  "SPF says what becomes of strangers' mail": ["DZ-22"],
  "every selector leads to one usable key": ["DZ-06"],
  "the keys are long enough": ["DZ-07", "DZ-08"],
  "no key is for testing": ["DZ-18"],
  "one DMARC record applies": ["DZ-10"],
  "forged mail is not let through": ["DZ-11"],
  "DMARC has no tag that was removed": ["DZ-12"],
  "DMARC has no tag that receivers ignore": ["DZ-23"],
  "SPF can align with From": ["DZ-24"],
  "the reports reach somebody": ["DZ-25"],
  "no wildcard answers for mail": ["DZ-26"],
  "bounces reach a mail host": ["DZ-27"],
  "what is published besides is in its form": ["DZ-28"],
};

for (const [promise, requirements] of Object.entries(promises)) {
  Then(promise, function (this: StepproofWorld) {
    const findings = requirements.flatMap((requirement) => {
      const found = this.scenario.zoneFindings.filter((finding) => finding.requirement === requirement);
      return found.length > 0 ? found : [unjudged(requirement)];
    });
    this.judge(...findings.map(located));
  });
}

/** What stands on a record that is wrong already, or on a file where there is a resolver alone. */
const unjudged = (requirement: string): Finding =>
  notApplicable(requirement, {
    expected: "a record, or a zone file, to judge it by",
    actual: "there is none, or it is wrong already",
    hint: "Correct what the other findings name, or name the zone file.",
    evidence: [],
  });

/** The place is part of what was found: reports show what was found. */
const located = (finding: Finding): Finding =>
  finding.place === undefined ? finding : { ...finding, actual: `${finding.place}: ${finding.actual}` };

// Keys that change while D1 sends: over the wire, from a name server whose zone changes.

const ANSWER_WITHIN_MS = 2_000;

const newKey = 'meridale2._domainkey IN TXT "v=DKIM1; k=ed25519; p=JpXs0/9rFbmbepuKLyNiTpqaWNrERwYmoSL+PiX6if8="\n';

Given("a zone with a second key beside the first", function (this: StepproofWorld) {
  const { text } = this.scenario.worker.zoneSource;
  if (text === undefined) return this.leaveOut("the zone is the run file's, whose keys are not ours to change");
  this.scenario.servedZone = text + newKey;
  return undefined;
});

When("the first key is taken out", function (this: StepproofWorld) {
  this.scenario.servedZone = this.scenario.servedZone.replace(/^meridale1\._domainkey IN TXT \([^)]*\)/m, "");
});

When("D1 signs with {word}", function (this: StepproofWorld, selectors: string) {
  this.scenario.selectors = selectors.split("+");
});

When("the name server is asked", async function (this: StepproofWorld) {
  const { worker, servedZone, selectors } = this.scenario;
  const { clock } = worker;
  const { dns, faults } = worker.bed;
  if (!dns) return this.leaveOut("no name server is part of these systems");
  const { zone } = readZone(servedZone, { file: `${shippedDomain}.zone` });
  const takeAway = dns.setZone(zone);
  const network = createNetworkSource({ host: dns.host, port: dns.port, clock, timeoutMs: ANSWER_WITHIN_MS });
  // Whoever waits for an answer that does not come waits its whole time.
  const stopWaiting = faults.onFault(() => void setImmediate(() => clock.advance(ANSWER_WITHIN_MS)));
  try {
    const plan = { ...worker.zoneSource.plan, selectors, requiredRecords: [] };
    this.scenario.zoneFindings = judgeMailDomain(await examineMailDomain(network, plan));
  } finally {
    stopWaiting();
    network.close();
    takeAway();
  }
  return undefined;
});
