import { describe, expect, it } from "vitest";
import {
  checkChannelIsTelephone,
  checkChannelsOfTelephone,
  checkChosenChannel,
  checkMessageCount,
  checkNoOtherChannel,
  checkRecipient,
  checkTwinsToldApart,
} from "./channel.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const sms = sampleSms("123456");
const mail = sampleMail({ text: "123456" });
const smsTo = (address: string) => sampleSms("123456", { destination: { address, ton: 1, npi: 1 } });

describe("CS-01 and CS-02", () => {
  it("want a message by the chosen channel and none by another", () => {
    expect(checkChosenChannel([sms], { channel: "sms" })).toMatchObject({ result: "PASS", evidence: ["m1"] });
    expect(checkChosenChannel([mail], { channel: "sms" }).result).toBe("FAIL");
    expect(checkChosenChannel([], { channel: "email" }).result).toBe("FAIL");
    expect(checkNoOtherChannel([sms], { channel: "sms" }).result).toBe("PASS");
    expect(checkNoOtherChannel([], { channel: "sms" }).result).toBe("PASS");
    expect(checkNoOtherChannel([sms, mail], { channel: "sms" })).toMatchObject({ result: "FAIL", evidence: ["m2"] });
  });
});

describe("CS-03", () => {
  it("compares the wire's destination with the contact, plus or not", () => {
    expect(checkRecipient(smsTo("447700900123"), { recipient: "+447700900123" }).result).toBe("PASS");
    expect(checkRecipient(smsTo("+447700900123"), { recipient: "+447700900123" }).result).toBe("PASS");
    expect(checkRecipient(smsTo("447700900124"), { recipient: "+447700900123" }).result).toBe("FAIL");
    expect(checkRecipient(smsTo("07700900123"), { recipient: "+447700900123" }).result).toBe("FAIL");
  });

  it("takes a domain in any case, a local part to the letter, and one envelope recipient", () => {
    const rcpt = (...rcptTo: string[]) => sampleMail({ envelope: { mailFrom: "b@x.example", rcptTo } });
    const recipient = "Nadia@mail.example";
    expect(checkRecipient(rcpt("Nadia@MAIL.example"), { recipient }).result).toBe("PASS");
    expect(checkRecipient(rcpt("nadia@mail.example"), { recipient }).result).toBe("FAIL");
    expect(checkRecipient(rcpt(recipient, "eve@evil.example"), { recipient }).result).toBe("FAIL");
    expect(checkRecipient(rcpt(), { recipient }).result).toBe("FAIL");
  });
});

it("CS-04 tells twins apart", () => {
  const twins = { recipient: "+12025550143", twin: "+13125550143" };
  expect(checkTwinsToldApart([smsTo("12025550143")], twins).result).toBe("PASS");
  expect(checkTwinsToldApart([smsTo("13125550143")], twins).result).toBe("FAIL");
  expect(checkTwinsToldApart([smsTo("12025550143"), smsTo("13125550143")], twins).result).toBe("FAIL");
  expect(checkTwinsToldApart([], twins).result).toBe("FAIL");
});

it("CS-13 counts one message a request", () => {
  expect(checkMessageCount([sms], { acceptedRequests: 1 }).result).toBe("PASS");
  expect(checkMessageCount([sms, sms], { acceptedRequests: 1 }).result).toBe("FAIL");
  expect(checkMessageCount([], { acceptedRequests: 1 }).result).toBe("FAIL");
  expect(checkMessageCount([], { acceptedRequests: 0 }).result).toBe("PASS");
});

it("CS-14 wants no channel but SMS to be open", () => {
  expect(checkChannelsOfTelephone(["sms"], { evidence: [] }).result).toBe("PASS");
  expect(checkChannelsOfTelephone(["sms", "email"], { evidence: [] }).result).toBe("FAIL");
});

it("CS-14 refuses e-mail and VoIP numbers", () => {
  expect(checkChannelIsTelephone(mail).result).toBe("FAIL");
  expect(checkChannelIsTelephone(smsTo("4917604069001")).result).toBe("PASS");
  expect(checkChannelIsTelephone(smsTo("445600123456")).result).toBe("FAIL");
  expect(checkChannelIsTelephone(smsTo("447700900123")).result).toBe("UNTESTABLE");
});
