import { createSocket } from "node:dgram";
import { once } from "node:events";
import { expect, it } from "vitest";
import { startDnsServer } from "../../simulators/dns-server/start-dns-server.ts";
import { systemClock } from "../clock.ts";
import { parseZone } from "../dns/read-zone.ts";
import { silent } from "../log.ts";
import { lookAtResolver } from "./resolver.ts";

const domain = "email.meridale.example";
const zone = parseZone(`$ORIGIN ${domain}.\n@ 1h IN TXT "v=spf1 -all"\n`, { file: "a.zone" });

it("says whether a resolver answers for the mail domain", async () => {
  const server = await startDnsServer({ clock: systemClock, log: silent, zones: [zone] });
  const address = `127.0.0.1:${server.port}`;
  await expect(lookAtResolver({ address, domain })).resolves.toMatchObject({ outcome: "ok" });
  await expect(lookAtResolver({ address, domain: `nowhere.${domain}` })).rejects.toMatchObject({
    code: "MAIL_DOMAIN_UNANSWERED",
    message: expect.stringContaining("NXDOMAIN"),
  });
  await server.close();
});

it("waits no longer than the doctor may for a resolver that says nothing", async () => {
  const mute = createSocket("udp4").bind(0, "127.0.0.1");
  await once(mute, "listening");
  const address = `127.0.0.1:${mute.address().port}`;
  await expect(lookAtResolver({ address, domain })).rejects.toMatchObject({ code: "RESOLVER_SILENT" });
  mute.close();
});
