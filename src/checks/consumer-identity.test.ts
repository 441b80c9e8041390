import { describe, expect, it } from "vitest";
import { checkCardIdIndifferent, checkNoneMixedUp, checkOwnContacts } from "./consumer-identity.ts";
import { sampleExchange } from "./sample-exchanges.fixture.ts";

const nadia = { phone: "+4917604069012", email: "nadia@mail.example" };
const omar = { phone: "+4917604069055", email: "omar@mail.example" };
const answer = (phoneNumber: string, email = nadia.email) =>
  sampleExchange({ json: { email, mobilePhoneNumber: { countryCode: "+49", phoneNumber } } });
const judge = (exchange: ReturnType<typeof answer>) => checkOwnContacts(exchange, { own: nadia, others: [omar] });

describe("CD-11", () => {
  it.each([
    ["as on file", answer("17604069012")],
    ["with a trunk 0, which is CD-05's", answer("017604069012")],
    ["with a display name, which is CD-06's", answer("17604069012", "Nadia <nadia@mail.example>")],
    ["missing, which is CD-02's", sampleExchange({ json: {} })],
  ])("accepts contacts %s", (_, exchange) => expect(judge(exchange).result).toBe("PASS"));

  it.each([
    ["another's phone", answer("17604069055"), "the phone of another consumer"],
    ["another's address", answer("17604069012", omar.email), "the address of another consumer"],
    ["a phone of nobody known", answer("17604069099"), "the phone is not the one on file"],
  ])("refuses %s, without naming it", (_, exchange, actual) => {
    expect(judge(exchange)).toMatchObject({ result: "FAIL", actual });
  });

  it("refuses a contact for somebody who has none", () => {
    const finding = checkOwnContacts(answer("17604069099"), { own: { email: nadia.email }, others: [] });
    expect(finding.actual).toBe("the phone of nobody: none is on file");
  });

  it("says how many of the parallel calls were right", () => {
    const calls = [answer("17604069012"), answer("17604069055")].map((exchange) => ({
      exchange,
      whose: { own: nadia, others: [omar] },
    }));
    expect(checkNoneMixedUp(calls.slice(0, 1)).result).toBe("PASS");
    expect(checkNoneMixedUp(calls)).toMatchObject({ result: "FAIL", actual: expect.stringContaining("1 of 2") });
    expect(checkNoneMixedUp([]).result).toBe("UNTESTABLE");
  });
});

it("CD-10 wants 200 with and without cardId", () => {
  const [good, bad] = [answer("17604069012"), sampleExchange({ status: 500 })];
  expect(checkCardIdIndifferent({ without: good, with: good }).result).toBe("PASS");
  expect(checkCardIdIndifferent({ without: good, with: bad })).toMatchObject({
    result: "FAIL",
    actual: "with cardId: 500, no body",
  });
  expect(checkCardIdIndifferent({ without: bad, with: good }).result).toBe("FAIL");
});
