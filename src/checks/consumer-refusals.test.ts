import { describe, expect, it } from "vitest";
import {
  checkBearerAccepted,
  checkBearerRefused,
  checkForbiddenConsumer,
  checkImpossibleConsumer,
  checkUnknownConsumer,
} from "./consumer-refusals.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";

const secrets = [
  { kind: "email", value: "nadia@mail.example" },
  { kind: "phone", value: "+4917604069012" },
] as const;
const leaking = (status: number) => sampleExchange({ status, body: '{"error":"Did you mean nadia@mail.example?"}' });

describe.each([
  ["CD-08", checkUnknownConsumer, 404],
  ["CD-09", checkForbiddenConsumer, 403],
] as const)("%s", (requirement, check, right) => {
  it(`wants ${right}`, () => {
    expect(check(sampleExchange({ status: right }), { secrets })).toMatchObject({ requirement, result: "PASS" });
  });

  it.each([200, 302, 400, 401, 403, 404, 500].filter((status) => status !== right))("refuses %i", (status) => {
    expect(check(sampleExchange({ status }), { secrets }).result).toBe("FAIL");
  });

  it("refuses personal values in the answer, and names their kind alone", () => {
    const { result, actual } = check(leaking(right), { secrets });
    expect([result, actual]).toEqual(["FAIL", "email in the body"]);
  });

  it("proves nothing where nobody's values could leak", () => {
    expect(check(sampleExchange({ status: right }), { secrets: [] }).result).toBe("UNTESTABLE");
  });
});

describe("CD-08, for an id that cannot be", () => {
  it.each([400, 403, 404, 414, 431])("accepts %i", (status) => {
    expect(checkImpossibleConsumer(sampleExchange({ status }), { secrets }).result).toBe("PASS");
  });

  it.each([200, 301, 401, 500])("refuses %i", (status) => {
    expect(checkImpossibleConsumer(sampleExchange({ status }), { secrets }).result).toBe("FAIL");
  });

  it("refuses a header that the id brought along", () => {
    const answer = sampleExchange({ status: 404, headers: { "x-stepproof": "injected" } });
    expect(checkImpossibleConsumer(answer, { secrets }).actual).toBe("a header that the id brought along");
  });
});

it("SE-02 wants any other bearer refused with 401", () => {
  expect(checkBearerRefused(sampleExchange({ status: 401 })).result).toBe("PASS");
  expect(checkBearerRefused(sampleExchange({ status: 403 }))).toMatchObject({ result: "FAIL", actual: "status 403" });
  expect(checkBearerRefused(sampleExchange()).result).toBe("FAIL");
  expect(checkBearerRefused(silentExchange("HTTP_UNREACHABLE")).result).toBe("UNTESTABLE");
});

it("SE-02 wants a good bearer to be good", () => {
  expect(checkBearerAccepted(sampleExchange()).result).toBe("PASS");
  expect(checkBearerAccepted(sampleExchange({ status: 401 })).result).toBe("FAIL");
  expect(checkBearerAccepted(silentExchange("HTTP_TIMEOUT")).result).toBe("FAIL");
});
