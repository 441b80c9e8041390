import { describe, expect, it } from "vitest";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";
import { checkTokenGranted, checkTokenRefused, lifetimeOf } from "./token-endpoint.ts";

const good = { access_token: "abc", token_type: "Bearer", expires_in: "900" };
const grant = (changes: object) => sampleExchange({ json: { ...good, ...changes } });
const judge = (exchange: ReturnType<typeof grant>) => checkTokenGranted(exchange, { spelling: "documented" }).result;

describe("SE-03", () => {
  it.each([{}, { expires_in: 900 }, { expires_in: undefined }, { scope: "d1", issued_by: "us" }])(
    "accepts %j",
    (changes) => {
      expect(judge(grant(changes))).toBe("PASS");
    },
  );

  it.each([
    { access_token: "" },
    { access_token: undefined },
    { token_type: "bearer" },
    { token_type: undefined },
    { expires_in: "15 minutes" },
    { expires_in: -1 },
    { expires_in: "0" },
    { expires_in: null },
  ])("refuses %j", (changes) => expect(judge(grant(changes))).toBe("FAIL"));

  it("refuses other statuses and other bodies", () => {
    expect(judge(sampleExchange({ status: 401 }))).toBe("FAIL");
    expect(judge(sampleExchange({ body: "access_token=abc" }))).toBe("FAIL");
    expect(judge(silentExchange("HTTP_UNREACHABLE"))).toBe("UNTESTABLE");
  });

  it("only warns where the credentials are written otherwise than documented", () => {
    expect(checkTokenGranted(sampleExchange({ status: 401 }), { spelling: "other" }).result).toBe("WARN");
  });

  it("wants wrong credentials refused without a token", () => {
    expect(checkTokenRefused(sampleExchange({ status: 400 })).result).toBe("PASS");
    expect(checkTokenRefused(sampleExchange({ status: 401, body: '{"error":"x"}' })).result).toBe("PASS");
    expect(checkTokenRefused(grant({})).result).toBe("FAIL");
    expect(checkTokenRefused(sampleExchange({ status: 401, body: JSON.stringify(good) })).result).toBe("FAIL");
    expect(checkTokenRefused(sampleExchange({ status: 500 })).result).toBe("FAIL");
  });
});

it("reads the lifetime as a string and as a number", () => {
  expect([grant({}), grant({ expires_in: 60 }), grant({ expires_in: undefined })].map(lifetimeOf)).toEqual([
    900,
    60,
    undefined,
  ]);
  expect(lifetimeOf(silentExchange("HTTP_TIMEOUT"))).toBeUndefined();
});
