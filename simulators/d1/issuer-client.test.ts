import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import { tokenRequest } from "../../src/contract/d1-issuer.ts";
import { IssuerClient } from "./issuer-client.ts";
import { card, clientOf, nadia, START, StandInIssuer, tenant } from "./stage.fixture.ts";
import type { D1Tenant } from "./tenants.ts";

const useCase = { card, xCorrelationId: "x1" };

function clientTo(issuer: StandInIssuer, changes: Partial<D1Tenant> = {}) {
  const clock = new ManualClock(START);
  return { clock, client: new IssuerClient({ ...tenant, ...changes }, clientOf(issuer.app), clock) };
}

describe("the issuer client", () => {
  it("asks for a token with Basic base64url and a form", async () => {
    const issuer = new StandInIssuer();
    await clientTo(issuer, { scope: "d1 read" }).client.getConsumer(useCase);
    const [call] = issuer.of("token");
    const [, basic = ""] = call?.headers?.["authorization"]?.split("Basic ") ?? [];
    expect(basic).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(basic, "base64url").toString()).toBe("MERIDALE01:s3cret?");
    expect(call?.headers?.["content-type"]).toBe("application/x-www-form-urlencoded");
    const form = tokenRequest.parse(Object.fromEntries(new URLSearchParams(call?.body)));
    expect(form).toEqual({ grant_type: "client_credentials", scope: "d1 read" });
  });

  it.each(["900", 900])(
    "keeps the token until it expires, whether expires_in is text or number: %j",
    async (expiresIn) => {
      const issuer = new StandInIssuer();
      issuer.expiresIn = expiresIn;
      const { client, clock } = clientTo(issuer);
      for (const [wait, tokens] of [
        [0, 1],
        [899_999, 1],
        [1, 2],
      ] as const) {
        clock.advance(wait);
        await client.getConsumer(useCase);
        expect(issuer.of("token")).toHaveLength(tokens);
      }
    },
  );

  it("asks for one token, however many calls wait for it", async () => {
    const issuer = new StandInIssuer();
    const { client } = clientTo(issuer);
    await Promise.all(Array.from({ length: 5 }, () => client.getConsumer(useCase)));
    expect(issuer.of("token")).toHaveLength(1);
  });

  it("replaces a refused token once, and takes the second 401 for the answer", async () => {
    const issuer = new StandInIssuer();
    const { client } = clientTo(issuer);
    issuer.failing.set("consumer", [401]);
    expect(await client.getConsumer(useCase)).toMatchObject(nadia);
    expect(issuer.of("consumer").map(({ headers }) => headers?.["authorization"])).toEqual([
      "Bearer token1",
      "Bearer token2",
    ]);
    issuer.failing.set("consumer", [401, 401]);
    await expect(client.getConsumer(useCase)).rejects.toMatchObject({ code: "ISSUER_REFUSED" });
    expect(issuer.of("consumer")).toHaveLength(4);
  });

  it("forgets a failed token call", async () => {
    const issuer = new StandInIssuer();
    const { client } = clientTo(issuer);
    issuer.failing.set("token", [500]);
    await expect(client.getConsumer(useCase)).rejects.toMatchObject({ code: "ISSUER_UNAVAILABLE" });
    expect(await client.getConsumer(useCase)).toMatchObject(nadia);
  });

  it("sends the correlation id, and the card id only to an issuer that wants it", async () => {
    const issuer = new StandInIssuer();
    await clientTo(issuer).client.getConsumer(useCase);
    await clientTo(issuer, { sendsCardId: true }).client.getConsumer(useCase);
    const calls = issuer.of("consumer");
    expect(calls.map(({ url }) => new URL(url).search)).toEqual(["", "?cardId=crd_nadia"]);
    expect(calls[0]?.headers).toMatchObject({ "x-correlation-id": "x1" });
  });

  it("names the wrong members of a bad consumer, not their values", async () => {
    const issuer = new StandInIssuer();
    issuer.consumers.set(
      card.consumerId,
      JSON.stringify({ mobilePhoneNumber: { countryCode: "+44", phoneNumber: "077 00" } }),
    );
    const failure = await clientTo(issuer)
      .client.getConsumer(useCase)
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: "ISSUER_BAD_BODY" });
    expect(String(failure)).toContain("mobilePhoneNumber.phoneNumber");
    expect(String(failure)).not.toContain("077");
  });
});
