import { expect, it } from "vitest";
import { checkNoCardSecrets } from "./card-data.ts";
import { sampleExpectation, sampleMail, sampleSms } from "./sample-messages.fixture.ts";

const result = (text: string) => checkNoCardSecrets(sampleSms(text), sampleExpectation).result;

it.each([
  "123456 for card *6467, CVV: 737",
  "123456 for card *6467 (CVC2 737)",
  "123456, security code of the card is 737",
  "123456, 737 (CVV)",
  "123456, CVV 999",
  "123456, PIN 4821",
  "123456, your PIN is 4821",
  "123456 for card *6467 exp 11/29",
  "123456 for card *6467, valid thru 11/2029",
  "123456 for card *6467, expiry date: 1129",
  "123456 for card *6467, expires 2029-11",
])("PM-06 finds the card's secret in %j", (text) => {
  expect(result(text)).toBe("FAIL");
});

it.each([
  "123456 is your code for card *6467. Never tell anyone your PIN, CVV or password.",
  "Your PIN is 123456. Card 6467",
  "123456 for card *6467. It expires in 30 minutes. Call 737.",
  "123456 for card *6467. Valid until 14:30 on 11/29/2026.",
  "123456 for card *6467. It expires on 11/29/2026.",
  "123456 is valid for 737 seconds. Bill 11/29.",
  "CVV? Card 6467 needs none. 123456",
])("PM-06 accuses no right message: %j", (text) => {
  expect(result(text)).toBe("PASS");
});

it("PM-06 looks into what the HTML hides", () => {
  const mail = sampleMail({ text: "123456", html: '<p title="CVV 737">123456 *6467</p>' });
  expect(checkNoCardSecrets(mail, sampleExpectation).result).toBe("FAIL");
  expect(result(" ")).toBe("UNTESTABLE");
});
