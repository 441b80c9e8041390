import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DnsBehaviour } from "../../simulators/dns-server/faults.ts";
import { type DnsServer, startDnsServer } from "../../simulators/dns-server/start-dns-server.ts";
import { systemClock } from "../clock.ts";
import { createNetworkSource, type NetworkSource } from "../dns/network-source.ts";
import { readZone } from "../dns/read-zone.ts";
import { silent } from "../log.ts";
import { packageRoot } from "../package-root.ts";
import { examineMailDomain } from "./examine-mail-domain.ts";
import { judgeMailDomain } from "./judge-mail-domain.ts";
import type { MailDomainPlan } from "./mail-domain-facts.ts";

const domain = "email.meridale.example";
const text = await readFile(path.join(packageRoot, "examples", "init", `${domain}.zone`), "utf8");
const plan: MailDomainPlan = {
  domain,
  selectors: ["meridale1"],
  senderAddresses: ["192.0.2.25"],
  strangerAddress: "203.0.113.99",
  requiredRecords: [],
};

let dns: DnsServer;
let network: NetworkSource;

beforeEach(async () => {
  dns = await startDnsServer({ clock: systemClock, log: silent, zones: [readZone(text, { file: "zone" }).zone] });
  network = createNetworkSource({ host: dns.host, port: dns.port, timeoutMs: 50, attempts: 1 });
});

afterEach(async () => {
  network.close();
  await dns.close();
});

const broken = async () =>
  judgeMailDomain(await examineMailDomain(network, plan)).filter(({ result }) => result !== "PASS");

describe("a mail domain behind a resolver", () => {
  it("is judged as its zone file is", async () => expect(await broken()).toEqual([]));

  it.each<[string, DnsBehaviour]>([
    ["fails", { kind: "rcode", rcode: "SERVFAIL" }],
    ["refuses", { kind: "rcode", rcode: "REFUSED" }],
    ["hangs", { kind: "drop" }],
    ["answers another question", { kind: "wrong-question", name: "other.example" }],
    ["speaks no DNS", { kind: "garbage" }],
  ])("is not accused when the resolver %s", async (_, behaviour) => {
    dns.addFault({ behaviour });
    const findings = await broken();
    expect(findings).not.toEqual([]);
    for (const { result, attribution, actual } of findings)
      expect({ result, attribution, actual }).toEqual({
        result: "UNTESTABLE",
        attribution: "ENVIRONMENT",
        actual: expect.stringMatching(/^the query for TXT of email\.meridale\.example ended with [A-Z]+$/),
      });
  });

  it.each([`_dmarc.${domain}`, `meridale1._domainkey.${domain}`])(
    "is judged in all but what one failed query would have told: %s",
    async (name) => {
      dns.addFault({ name, behaviour: { kind: "rcode", rcode: "SERVFAIL" } });
      expect((await broken()).map(({ result, actual }) => `${result} ${actual}`)).toEqual([
        `UNTESTABLE the query for TXT of ${name} ended with SERVFAIL`,
      ]);
    },
  );
});
