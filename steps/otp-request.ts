import { formatExpiration } from "../simulators/d1/expiry.ts";
import type { Channel } from "../src/checks/expectation.ts";
import type { DeliverOtpRequest } from "../src/contract/d1-issuer.ts";
import type { Scenario } from "./scenario.ts";

const GOOD_FOR_MS = 10 * 60_000;

/** A request of Deliver OTP as D1 would make it, with a code of its own that no report will show. */
export function drawOtpRequest(scenario: Scenario, channel: Channel, goodForMs = GOOD_FOR_MS): DeliverOtpRequest {
  const { chance, worker, issuer } = scenario;
  const value = chance.fork(`code after ${scenario.exchanges().length} calls`).text("0123456789", 6);
  worker.bed.secrets.learn("otp", value);
  return {
    otp: {
      value,
      expirationDate: formatExpiration(worker.clock.now() + goodForMs, issuer.settings.expirationFormat),
      reason: "CARD-DIGITIZATION",
    },
    deliveryChannel: channel === "sms" ? "SMS" : "EMAIL",
    panSuffix: "4242",
    digitalCardRequestor: { id: "50110030273", walletId: "veloria", name: "Veloria Wallet" },
    // The device's own number: a message that reaches it went astray. Source: contract.md section 17, trap 7.
    deviceInformation: { digitalCardStorageType: "CLOUD", deviceName: "My phone", phoneNumber: "+4917604069099" },
  };
}
