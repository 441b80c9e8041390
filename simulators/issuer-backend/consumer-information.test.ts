import { describe, expect, it } from "vitest";
import { consumerInfo } from "../../src/contract/d1-issuer.ts";
import { getConsumer, meridale, nadia, startBackend } from "./example-issuer.fixture.ts";

describe("Get Consumer Information", () => {
  it("answers with the consumer's own contacts", async () => {
    await using backend = await startBackend();
    backend.enrol(meridale.issuerId, { ...nadia, consumerId: "cns_other", info: { email: "other@mail.example" } });
    const answer = await getConsumer(backend, { bearer: await backend.bearer() });
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(consumerInfo.parse(await answer.json())).toEqual(nadia.info);
  });

  it("works with a cardId, an invented parameter and an invented header, and without x-correlation-id", async () => {
    await using backend = await startBackend();
    const bearer = await backend.bearer();
    for (const query of ["", "?cardId=crd_nadia", "?cardId=crd_nadia&invented=1"]) {
      const answer = await getConsumer(backend, { bearer, query, headers: { "x-invented": "1" } });
      expect(answer.status).toBe(200);
    }
  });

  it("answers 404 for an unknown consumer and 403 without a body for a blocked one", async () => {
    await using backend = await startBackend();
    const bearer = await backend.bearer();
    const unknown = await getConsumer(backend, { bearer, consumerId: "cns_nobody" });
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: "There is no such consumer." }]);
    backend.enrol(meridale.issuerId, { ...nadia, state: "blocked" });
    const blocked = await getConsumer(backend, { bearer });
    expect([blocked.status, await blocked.text()]).toEqual([403, ""]);
  });

  it("knows a changed contact at once, and leaves out one that was taken away", async () => {
    await using backend = await startBackend();
    backend.change(meridale.issuerId, nadia.consumerId, { email: "new@mail.example", mobilePhoneNumber: undefined });
    const answer = await getConsumer(backend, { bearer: await backend.bearer() });
    expect(await answer.json()).toEqual({ language: "fr-FR", firstName: "Nadia", email: "new@mail.example" });
  });

  it("can be made to get one thing wrong", async () => {
    await using backend = await startBackend({
      replaceParts: (parts) => ({ ...parts, verifyBearer: (bearer) => parts.verifyBearer({ ...bearer, now: 0 }) }),
    });
    const expired = await backend.bearer();
    expect((await getConsumer(backend, { bearer: expired })).status).toBe(200);
    expect((await getConsumer(backend, { bearer: `${expired}x` })).status).toBe(401);
  });

  it("refuses to change a consumer or an issuer that the test never set up", async () => {
    await using backend = await startBackend();
    expect(() => backend.change(meridale.issuerId, "cns_nobody", {})).toThrow(/no consumer cns_nobody/);
    expect(() => backend.enrol("NOISSUER01", nadia)).toThrow(/not onboarded/);
  });
});
