import { Resolver } from "node:dns/promises";
import { expect, it } from "vitest";
import { createNetworkSource } from "../dns/network-source.ts";
import { parseZone } from "../dns/read-zone.ts";
import { startTestBed } from "./start-test-bed.ts";

const zone = parseZone('_dmarc 1h TXT "v=DMARC1; p=reject"\n', { file: "z", origin: "email.meridale.example" });

it("serves the zones that it is given, at the address that it shows", async () => {
  const bed = await startTestBed();
  try {
    bed.dns.setZone(zone);
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    resolver.setServers([new URL(bed.addresses["DNS, UDP and TCP"] ?? "").host]);
    expect(await resolver.resolveTxt("_dmarc.email.meridale.example")).toEqual([["v=DMARC1; p=reject"]]);
    const source = createNetworkSource({ ...bed.dns, egress: bed.egress });
    expect(await source.lookup("_dmarc.email.meridale.example", "TXT")).toMatchObject({ status: "NOERROR" });
  } finally {
    await bed.close();
  }
});
