import fc from "fast-check";
import { expect, it } from "vitest";
import type { CapturedMail, CapturedSms } from "../../messages/captured-message.ts";
import { ReceivedMessage } from "./received-message.ts";

const sms = (text: string): CapturedSms => ({
  kind: "sms",
  id: "sms-7",
  sequence: 7,
  receivedAt: 0,
  recipient: "+4917604069012",
  transport: "http",
  sender: "Meridale",
  senderTon: 5,
  destination: { address: "4917604069012", ton: 1, npi: 1 },
  encoding: "gsm7",
  text,
  parts: [],
});

const mail: CapturedMail = {
  kind: "email",
  id: "email-1",
  sequence: 1,
  receivedAt: 0,
  recipient: "nadia@mail.example",
  envelope: { mailFrom: "", rcptTo: [] },
  raw: Buffer.alloc(0),
  headers: [],
  subject: "Your code",
  html: "<p>Your code is <b>A1B2C3</b> for the card ending 4242.</p>",
  attachments: [],
  secure: true,
};

it("shows code, card and place in the inbox", () => {
  const message = new ReceivedMessage(sms("004917 is your code for the card ending 4242."));
  expect([message.code, message.panSuffix, message.sequence]).toEqual(["004917", "4242", 7]);
});

it("reads a mail that is HTML only", () => {
  const message = new ReceivedMessage(mail);
  expect([message.code, message.panSuffix]).toEqual(["A1B2C3", "4242"]);
});

it("reads with the eyes of whom it is told", () => {
  expect(new ReceivedMessage(sms("12345 or 67890"), () => "67890").code).toBe("67890");
});

it("says that there is no code, without quoting the message", () => {
  const message = new ReceivedMessage(sms("Your card was added. Call us at any time."));
  expect(message.codes).toEqual([]);
  expect(message.panSuffix).toBeUndefined();
  expect(() => message.code).toThrow(
    expect.objectContaining({ code: "NO_CODE", message: expect.not.stringContaining("card") }),
  );
});

it("finds any six digits that a message calls its code", () => {
  const sixDigits = fc.integer({ min: 0, max: 999_999 }).map((code) => String(code).padStart(6, "0"));
  const shows = (code: string) => new ReceivedMessage(sms(`Your code is ${code}.`)).code === code;
  fc.assert(fc.property(sixDigits, shows));
});
