import { describe, expect, it } from "vitest";
import { createHttpClient } from "../../src/http.ts";
import { createAuthority } from "../../src/pki.ts";
import { basic, meridale, nadia, otpRequest, post, rivale, startBackend } from "./example-issuer.fixture.ts";

const cardPath = "/notifications/d1/v1/issuers/MERIDALE01/cards/crd_nadia/notifications";
const digitalCardPath = "/notifications/d1/v1/issuers/MERIDALE01/digitalCards/dcd_1/notifications";
const digitized = { operationId: "op_1", operation: "DIGITIZE", status: "SUCCESSFUL", digitalCardIds: ["dcd_1"] };

describe("a notification", () => {
  it("is recorded with the card it is about", async () => {
    await using backend = await startBackend();
    const answer = await post(backend, cardPath, digitized, { "x-correlation-id": "abc" });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    await post(backend, digitalCardPath, { operationId: "op_2", operation: "SUSPEND", status: "PENDING" });
    expect(backend.notifications(meridale.issuerId)).toMatchObject([
      { about: "card", subjectId: "crd_nadia", ...digitized, correlationId: "abc" },
      { about: "digital-card", subjectId: "dcd_1", operation: "SUSPEND", digitalCardIds: [] },
    ]);
    expect(backend.notifications(rivale.issuerId)).toEqual([]);
  });

  it("that comes twice is answered alike and has one effect", async () => {
    await using backend = await startBackend();
    const answers = [await post(backend, cardPath, digitized), await post(backend, cardPath, digitized)];
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(backend.notifications(meridale.issuerId)).toHaveLength(1);
  });

  it("has its effect for one issuer though another had one of the same operationId", async () => {
    await using backend = await startBackend();
    await post(backend, cardPath, digitized);
    const authorization = `Bearer ${await backend.bearer(rivale)}`;
    await post(backend, cardPath.replace(meridale.issuerId, rivale.issuerId), digitized, { authorization });
    expect(backend.notifications(rivale.issuerId)).toHaveLength(1);
  });

  it("may bring operations, states, members and cards that nobody knew", async () => {
    await using backend = await startBackend();
    const invented = { operationId: "op_3", operation: "INVENTED", status: "ODD", invented: [] };
    expect((await post(backend, cardPath.replace("crd_nadia", "crd_gone"), invented)).status).toBe(204);
    expect(backend.notifications(meridale.issuerId)).toMatchObject([{ operation: "INVENTED", status: "ODD" }]);
  });

  it.each(["operationId", "operation", "status"])("without its %s is refused by name", async (member) => {
    await using backend = await startBackend();
    const answer = await post(backend, cardPath, { ...digitized, [member]: undefined });
    expect([answer.status, await answer.json()]).toEqual([400, { error: `Missing or malformed: ${member}` }]);
    expect(backend.notifications(meridale.issuerId)).toEqual([]);
  });
});

describe("the issuer backend", () => {
  it("answers 404 for a path and 405 for a method that it does not have", async () => {
    await using backend = await startBackend();
    const nowhere = await backend.app.request("/banking/d1/v2/nadia@mail.example");
    expect([nowhere.status, await nowhere.json()]).toEqual([404, { error: "There is no such operation." }]);
    expect((await backend.app.request(cardPath, { method: "DELETE" })).status).toBe(405);
    expect(backend.lines.join("\n")).not.toContain("nadia");
  });

  it("leaves out of its log a correlation id outside the documented alphabet", async () => {
    await using backend = await startBackend();
    await post(backend, cardPath, digitized, { "x-correlation-id": "nadia@mail.example" });
    expect(backend.lines.at(-1)).toMatch(/204 correlation=-$/);
  });

  it("serves the whole leg over mutual TLS, and nobody without a certificate", async () => {
    const authority = await createAuthority("Test bed");
    const identity = await authority.issue({ commonName: "issuer" });
    await using backend = await startBackend({ mutualTls: identity });
    const d1 = createHttpClient({
      call: "D1 -> issuer backend",
      identity: await authority.issue({ commonName: "d1" }),
    });
    const stranger = createHttpClient({ call: "stranger -> issuer backend", identity: { ca: authority.caPem } });
    const consumer = `${backend.url}/banking/d1/v1/issuers/MERIDALE01/consumers/${nadia.consumerId}`;
    try {
      const granted = await d1.request({
        method: "POST",
        url: `${backend.url}/authz/d1/v1/oauth2/token`,
        headers: {
          authorization: basic(meridale.clientId, meridale.clientSecret),
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "grant_type=client_credentials",
      });
      const authorization = `Bearer ${JSON.parse(granted.body).access_token}`;
      const headers = { authorization, "content-type": "application/json" };
      const info = await d1.request({ method: "GET", url: consumer, headers: { authorization } });
      expect(JSON.parse(info.body)).toEqual(nadia.info);
      const delivered = await d1.request({
        method: "POST",
        url: `${consumer}/otp`,
        headers,
        body: JSON.stringify(otpRequest),
      });
      expect([delivered.status, delivered.body, delivered.tls?.peer]).toEqual([204, "", "issuer"]);
      const large = await d1.request({ method: "POST", url: `${consumer}/otp`, headers, body: "x".repeat(65_537) });
      expect(large.status).toBe(413);
      expect(backend.sent.sms).toHaveLength(1);
      await expect(stranger.request({ method: "GET", url: consumer })).rejects.toThrow(
        /TLS handshake|connection failed/,
      );
    } finally {
      d1.close();
      stranger.close();
    }
  });
});
