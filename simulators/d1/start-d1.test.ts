import { describe, expect, it } from "vitest";
import { createChance } from "../../src/chance.ts";
import { systemClock } from "../../src/clock.ts";
import { d1IssuerPaths } from "../../src/contract/d1-issuer.ts";
import { createHttpClient, type TlsIdentity } from "../../src/http.ts";
import { silent } from "../../src/log.ts";
import { createAuthority } from "../../src/pki.ts";
import { serveApp } from "../../src/serve.ts";
import { authorization, card, recordingSender, StandInIssuer, tenant } from "./stage.fixture.ts";
import { startD1 } from "./start-d1.ts";

const clientWith = (identity: Partial<TlsIdentity>) => createHttpClient({ call: "stage", identity });

describe("D1 over mutual TLS", () => {
  it("serves the TSP, calls the issuer, and refuses whoever has no certificate", async () => {
    const authority = await createAuthority("Stage CA");
    const identity = await authority.issue({ commonName: "d1" });
    const [toIssuer, tsp, stranger] = [clientWith(identity), clientWith(identity), clientWith({ ca: identity.ca })];
    const backend = await serveApp(new StandInIssuer().app, { name: "issuer", mutualTls: identity });
    const d1 = await startD1({
      clock: systemClock,
      chance: createChance("tls"),
      log: silent,
      mutualTls: identity,
      issuer: toIssuer,
      sms: recordingSender(),
      mail: recordingSender(),
    });
    d1.onboard({ ...tenant, issuerUrl: backend.url, tokenUrl: backend.url + d1IssuerPaths.token });
    d1.registerCard(card);

    const url = `${d1.url}/issuerServices/1/0/authorizeService`;
    const call = { method: "POST", url, body: JSON.stringify(authorization("r1", card)) } as const;
    const { status, body } = await tsp.request(call);
    expect([status, JSON.parse(body).decision]).toEqual([200, "REQUIRE_ADDITIONAL_AUTHENTICATION"]);
    expect(JSON.parse(body).activationMethods).toHaveLength(3);
    await expect(stranger.request(call)).rejects.toMatchObject({ code: expect.stringMatching(/^HTTP_/) });

    await Promise.all([d1.close(), backend.close()]);
    for (const client of [toIssuer, tsp, stranger]) client.close();
  });
});
