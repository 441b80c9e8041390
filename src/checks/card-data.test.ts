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
  "123456 for card *6467, exp. 11/29. Never share it.",
  "123456 for card *6467. Valid thru:\n11/29\nMeridale",
  "123456. CVV\n737",
  "123456. CVV ..... 737",
  "123456 for card *6467, expiry 11/29 (month and year)",
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
  "123456 for card *6467. Code valid until 11.29 h",
  "123456 für Karte *6467, gültig bis 11.29 Uhr",
  "123456 for card *6467. Valid until 11/29 at 14:30.",
  "123456 for card *6467. Valid until 11.29 a.m. CET",
  "123456 for card *6467. Never tell CVV. Call 737",
  "123456 for card *6467. Never tell anyone its expiry! 11/29 is the day of our fair.",
  "123456 for card *6467. We never ask for your CVV\n1200 Meridale Street",
  "123456 for card *6467. Nobody asks for your PIN\n2026 Meridale Bank",
])("PM-06 accuses no right message: %j", (text) => {
  expect(result(text)).toBe("PASS");
});

it("PM-06 looks into what the HTML hides", () => {
  const mail = sampleMail({ text: "123456", html: '<p title="CVV 737">123456 *6467</p>' });
  expect(checkNoCardSecrets(mail, sampleExpectation).result).toBe("FAIL");
  expect(result(" ")).toBe("UNTESTABLE");
});
