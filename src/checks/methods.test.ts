import { describe, expect, it } from "vitest";
import {
  checkCustomerServiceOffered,
  checkMaskRule,
  checkMethodLengths,
  checkNoMethods,
  checkOfferedHaveContacts,
  checkOfferedMasked,
  checkUnofferedRefused,
} from "./methods.ts";
import { sampleSms } from "./sample-messages.fixture.ts";

const contacts = { phone: "+447700900123", email: "agnes@mail.example" };
const evidence = ["x7"];
const sms = (value: string) => ({ type: "TEXT_TO_CARDHOLDER_NUMBER", value });
const email = (value: string) => ({ type: "EMAIL_TO_CARDHOLDER_ADDRESS", value });
const call = { type: "CARDHOLDER_TO_CALL_MANNED_NUMBER", value: "+441632960000" };

it("CS-05 wants a contact behind each OTP method", () => {
  expect(checkOfferedHaveContacts([sms("*0123"), call], { contacts, evidence }).result).toBe("PASS");
  expect(checkOfferedHaveContacts([call], { contacts: {}, evidence }).result).toBe("PASS");
  expect(checkOfferedHaveContacts([sms("*0123")], { contacts: { email: "a@b.example" }, evidence }).result).toBe(
    "FAIL",
  );
  expect(checkOfferedHaveContacts([email("a*@b.example")], { contacts: { phone: "+1" }, evidence }).result).toBe(
    "FAIL",
  );
});

describe("CS-06", () => {
  it.each([
    [[sms("**-****-**0123"), email("ag***@mail.example")], "PASS"],
    [[sms("+447700900123")], "FAIL"],
    [[sms("+44 7700 900123")], "FAIL"],
    [[sms("07700 900123")], "FAIL"],
    [[sms("+４４７７００９００１２３")], "FAIL"],
    [[sms("*** zero one 23")], "FAIL"],
    [[email("Agnes@mail.example")], "FAIL"],
    [[email("agne*@mail.example")], "FAIL"],
    [[call], "UNTESTABLE"],
    [[], "UNTESTABLE"],
  ])("judges %j", (methods, result) => {
    expect(checkOfferedMasked(methods, { contacts, evidence }).result).toBe(result);
  });
});

describe("CS-07", () => {
  const long = { email: `${"a".repeat(64)}@${"b".repeat(40)}.example` };
  it.each([
    [[email(`aa*@${"b".repeat(40)}.example`)], "PASS"],
    [[], "PASS"],
    [[email(`aa${"*".repeat(62)}@${"b".repeat(40)}.example`)], "FAIL"],
    [[email(`aa***@${"b".repeat(20)}`)], "FAIL"],
    [[sms("")], "FAIL"],
  ])("judges %j", (methods, result) => {
    expect(checkMethodLengths(methods, { contacts: long, evidence }).result).toBe(result);
  });
});

describe("CS-08", () => {
  const mask = { phoneLastDigits: 4, emailFirstCharacters: 2 };
  it.each([
    [[sms("**-***-****-0123"), email("ag*****@mail.example")], "PASS"],
    [[sms("•••123"), email("a•@mail.example")], "PASS"],
    [[sms("+44****0123")], "WARN"],
    [[sms("****00123")], "WARN"],
    [[sms("****3210")], "WARN"],
    [[sms("****0０１２３")], "WARN"],
    [[email("agn**@mail.example")], "WARN"],
    [[email("xy**@mail.example")], "WARN"],
    [[email("ag@mail.example")], "WARN"],
    [[call], "UNTESTABLE"],
  ])("judges %j", (methods, result) => {
    expect(checkMaskRule(methods, { contacts, mask, evidence }).result).toBe(result);
  });
});

it("CS-09 wants an error and no message", () => {
  expect(checkUnofferedRefused({ errorCode: "INVALID_FIELD_VALUE", messages: [], evidence }).result).toBe("PASS");
  expect(checkUnofferedRefused({ messages: [], evidence }).result).toBe("FAIL");
  const sent = { errorCode: "INVALID_FIELD_VALUE", messages: [sampleSms("123456")], evidence };
  expect(checkUnofferedRefused(sent)).toMatchObject({ result: "FAIL", evidence: ["x7", "m1"] });
});

it("CS-10 warns when customer service is missing", () => {
  expect(checkCustomerServiceOffered([call], { evidence }).result).toBe("PASS");
  expect(checkCustomerServiceOffered([sms("*0123")], { evidence }).result).toBe("WARN");
});

it("CS-11 wants an empty list", () => {
  expect(checkNoMethods([], { evidence }).result).toBe("PASS");
  expect(checkNoMethods([call], { evidence }).result).toBe("FAIL");
});
