import { describe, expect, it } from "vitest";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";
import { checkDoorOpen, checkDoorShut } from "./tls-attempts.ts";

const control = sampleExchange({ body: "{}" }, "x0");
const judge = (attempt: ReturnType<typeof sampleExchange>) =>
  checkDoorShut(attempt, { with: "no client certificate", control }).result;

describe("SE-01", () => {
  it.each([
    ["an alert", silentExchange("HTTP_TLS", "x1", "(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)")],
    ["a closed connection", silentExchange("HTTP_UNREACHABLE", "x1", "(ECONNRESET)")],
    ["a proxy's 400", sampleExchange({ status: 400 })],
    ["a proxy's 403", sampleExchange({ status: 403 })],
  ])("takes %s for a refusal", (_, attempt) => expect(judge(attempt)).toBe("PASS"));

  it.each([200, 204, 302, 404, 500])("takes %i for an answer", (status) => {
    expect(judge(sampleExchange({ status }))).toBe("FAIL");
  });

  it.each([
    ["our side could not begin", silentExchange("HTTP_TLS", "x1", "(ERR_SSL_NO_PROTOCOLS_AVAILABLE)")],
    ["the address is wrong", silentExchange("HTTP_UNREACHABLE", "x1", "(ECONNREFUSED)")],
    ["nothing came in time", silentExchange("HTTP_TIMEOUT")],
  ])("proves nothing where %s", (_, attempt) => expect(judge(attempt)).toBe("UNTESTABLE"));

  it("proves nothing where D1 itself is not let in", () => {
    const refused = silentExchange("HTTP_TLS");
    expect(checkDoorShut(refused, { with: "TLS 1.1", control: refused }).result).toBe("UNTESTABLE");
  });

  it.each([
    ["TLSv1.3", "PASS"],
    ["TLSv1.2", "PASS"],
    ["TLSv1.1", "FAIL"],
  ])("judges D1's own call over %s", (version, result) => {
    expect(checkDoorOpen(sampleExchange({ tls: { version, peer: "", peerFingerprint256: "" } })).result).toBe(result);
  });

  it("refuses a backend without TLS", () => expect(checkDoorOpen(sampleExchange()).result).toBe("FAIL"));
});
