import { describe, expect, it } from "vitest";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";
import { checkCorrelationIdOptional, checkTolerated } from "./tolerance.ts";

const usual = sampleExchange({ status: 204 }, "x1");

describe.each([
  ["RS-01", checkTolerated],
  ["RS-02", checkCorrelationIdOptional],
] as const)("%s", (requirement, check) => {
  const unusual = "an unknown header";

  it("wants the unusual call answered like the usual one", () => {
    expect(check(sampleExchange({ status: 204 }, "x2"), { usual, unusual })).toMatchObject({
      requirement,
      result: "PASS",
      evidence: ["x1", "x2"],
    });
    expect(check(sampleExchange({ status: 400 }), { usual, unusual })).toMatchObject({
      result: "FAIL",
      actual: "an unknown header: 400, no body",
    });
    expect(check(silentExchange("HTTP_TIMEOUT"), { usual, unusual }).result).toBe("FAIL");
  });

  it("has nothing to compare with where the usual call fails", () => {
    const broken = sampleExchange({ status: 500 });
    expect(check(broken, { usual: broken, unusual }).result).toBe("UNTESTABLE");
    expect(check(broken, { usual: silentExchange("HTTP_TLS"), unusual }).result).toBe("UNTESTABLE");
  });
});
