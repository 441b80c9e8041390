import { describe, expect, it } from "vitest";
import type { Exchange } from "../evidence/journal.ts";
import { checkConsumerAnswer, checkContactsPresent, checkNothingEmpty } from "./contact-details.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";

const phone = { countryCode: "+49", phoneNumber: "17604069012" };
const nadia = { language: "fr-FR", firstName: "Nadia", email: "nadia@mail.example", mobilePhoneNumber: phone };
const body = JSON.stringify(nadia);
const answer = (json: unknown) => sampleExchange({ json });

describe("CD-01", () => {
  it.each([
    ["the documented members", answer(nadia)],
    ["members of tomorrow", answer({ ...nadia, loyalty: { since: 2019 } })],
    ["no member at all", answer({})],
    ["a charset of UTF-8", sampleExchange({ headers: { "content-type": 'application/json; charset="UTF-8"' }, body })],
    ["a language that CD-03 judges", answer({ ...nadia, language: "french" })],
    [
      "a phone that CD-04 and CD-05 judge",
      answer({ ...nadia, mobilePhoneNumber: { countryCode: "49", phoneNumber: "0 1" } }),
    ],
    ["empty members that CD-07 judges", answer({ ...nadia, email: null, mobilePhoneNumber: {}, residencyAddress: {} })],
  ])("accepts %s", (_, exchange) => expect(checkConsumerAnswer(exchange).result).toBe("PASS"));

  it.each([
    [
      "another status",
      sampleExchange({ status: 201, headers: { "content-type": "application/json" }, body }),
      "status 201",
    ],
    [
      "a page",
      sampleExchange({ headers: { "content-type": "text/html" }, body: "<p>" }),
      "content type text/html; the body is not a JSON object",
    ],
    ["no content type", sampleExchange({ body }), "content type missing"],
    [
      "another charset",
      sampleExchange({ headers: { "content-type": "application/json; charset=iso-8859-1" }, body }),
      "charset iso-8859-1",
    ],
    ["octets that are no UTF-8", answer({ firstName: "N\uFFFDdia" }), "the body is not UTF-8"],
    [
      "cut JSON",
      sampleExchange({ headers: { "content-type": "application/json" }, body: body.slice(0, -3) }),
      "the body is not a JSON object",
    ],
    ["a list", answer([nadia]), "the body is not a JSON object"],
    [
      "a phoneNumber that is a number",
      answer({ mobilePhoneNumber: { ...phone, phoneNumber: 176 } }),
      "mobilePhoneNumber.phoneNumber missing or of the wrong type",
    ],
    [
      "a phone in one text",
      answer({ mobilePhoneNumber: "+4917604069012" }),
      "mobilePhoneNumber missing or of the wrong type",
    ],
    ["a date in words", answer({ dateOfBirth: "14 Dec 1996" }), "dateOfBirth malformed"],
  ])("refuses %s, and says so without a value", (_, exchange, actual) => {
    expect(checkConsumerAnswer(exchange)).toMatchObject({
      result: "FAIL",
      actual,
      attribution: "IMPLEMENTATION",
      evidence: ["x1"],
    });
  });

  it.each([
    ["HTTP_TIMEOUT", "FAIL", "ENVIRONMENT"],
    ["HTTP_BODY_TOO_LARGE", "FAIL", "IMPLEMENTATION"],
    ["HTTP_UNREACHABLE", "UNTESTABLE", "ENVIRONMENT"],
    ["HTTP_TLS", "UNTESTABLE", "CONFIGURATION"],
    ["EGRESS_BLOCKED", "UNTESTABLE", "CONFIGURATION"],
    ["ISSUER_NO_TOKEN", "UNTESTABLE", "CONFIGURATION"],
    ["SOMETHING_NEW", "UNTESTABLE", "HARNESS"],
  ])("says who must act on %s", (code, result, attribution) => {
    expect(checkConsumerAnswer(silentExchange(code))).toMatchObject({ result, attribution, actual: code });
  });
});

describe("CD-02", () => {
  it("wants every contact on file, and no other", () => {
    expect(checkContactsPresent(answer(nadia), { contacts: ["phone", "email"] }).result).toBe("PASS");
    expect(checkContactsPresent(answer({}), { contacts: [] }).result).toBe("PASS");
  });

  it.each([undefined, null, "", {}])("takes %j for missing", (mobilePhoneNumber) => {
    const finding = checkContactsPresent(answer({ ...nadia, mobilePhoneNumber }), { contacts: ["phone", "email"] });
    expect(finding).toMatchObject({ result: "FAIL", actual: "mobilePhoneNumber missing" });
  });

  it("cannot tell where there is no answer to look at", () => {
    const judge = (exchange: Exchange) => checkContactsPresent(exchange, { contacts: ["phone"] });
    expect(judge(sampleExchange({ status: 500 }))).toMatchObject({
      result: "UNTESTABLE",
      attribution: "IMPLEMENTATION",
    });
    expect(judge(silentExchange("HTTP_TIMEOUT"))).toMatchObject({ result: "UNTESTABLE", attribution: "ENVIRONMENT" });
  });
});

describe("CD-07", () => {
  it("is content with members that have a value", () => {
    expect(checkNothingEmpty(answer({ ...nadia, tags: [] })).result).toBe("PASS");
  });

  it.each([
    [{ middleName: null }, "middleName is null"],
    [{ title: "" }, "title is an empty string"],
    [{ residencyAddress: { line1: "1 Palm Street", line2: "" } }, "line2 is an empty string"],
    [{ residencyAddress: {} }, "residencyAddress is an empty object"],
    [{ error: "none" }, "an error member in a 200"],
  ])("warns of %j", (member, actual) => {
    expect(checkNothingEmpty(answer({ ...nadia, ...member }))).toMatchObject({ result: "WARN", actual });
  });
});
