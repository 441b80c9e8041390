import { describe, expect, it } from "vitest";
import {
  checkDeliverOtpAccepted,
  checkExpiredCodeRefused,
  checkOneMessageEach,
  checkRefusedHandOverTold,
  checkUndeliverable,
} from "./deliver-otp-endpoint.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";
import { sampleSms } from "./sample-messages.fixture.ts";

it("RS-10 wants an accepted delivery answered with 204 and nothing else", () => {
  expect(checkDeliverOtpAccepted(sampleExchange({ status: 204 })).result).toBe("PASS");
  expect(checkDeliverOtpAccepted(sampleExchange({ status: 200 })).result).toBe("FAIL");
  expect(checkDeliverOtpAccepted(sampleExchange({ status: 204, body: "{}" })).actual).toBe("a body");
});

describe.each([
  ["RS-10", checkUndeliverable],
  ["LC-01", checkExpiredCodeRefused],
  ["RS-05", checkRefusedHandOverTold],
] as const)("%s", (requirement, check) => {
  const nothing = { cause: "an unknown consumer", messages: [] };

  it.each([400, 404, 500, 503])("takes %i without a message for a refusal", (status) => {
    expect(check(sampleExchange({ status }), nothing)).toMatchObject({ requirement, result: "PASS" });
  });

  it("refuses an acceptance, and a message all the same", () => {
    const sent = { cause: "an unknown consumer", messages: [sampleSms("123456")] };
    expect(check(sampleExchange({ status: 204 }), nothing).actual).toBe("an unknown consumer: status 204");
    expect(check(sampleExchange({ status: 404 }), sent).actual).toBe("an unknown consumer: 1 messages sent");
    expect(check(silentExchange("HTTP_UNREACHABLE"), sent).result).toBe("FAIL");
    expect(check(silentExchange("HTTP_UNREACHABLE"), nothing).result).toBe("UNTESTABLE");
  });
});

describe("CS-13", () => {
  const expectation = { otp: "123456", recipient: "+447700900123", accepted: 1 };
  const right = sampleSms("123456 is your code");

  it("wants one message with the code to the contact for each request", () => {
    expect(checkOneMessageEach([right], expectation).result).toBe("PASS");
    expect(checkOneMessageEach([right, right], { ...expectation, accepted: 2 }).result).toBe("PASS");
  });

  it.each([
    ["none", []],
    ["two", [right, right]],
    ["one with another code", [sampleSms("654321 is your code")]],
    [
      "one to somebody else",
      [
        sampleSms("123456 is your code", {
          recipient: "+447700900999",
          destination: { address: "447700900999", ton: 1, npi: 1 },
        }),
      ],
    ],
    ["one right, one stray", [right, sampleSms("Thank you for using our wallet")]],
  ])("refuses %s", (_, messages) => expect(checkOneMessageEach(messages, expectation).result).toBe("FAIL"));
});
