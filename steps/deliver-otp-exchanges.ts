import { type DeliverOtpRequest, deliverOtpRequest } from "../src/contract/d1-issuer.ts";
import { tolerant } from "../src/contract/tolerance.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import type { Scenario } from "./scenario.ts";

interface HandedOver {
  readonly exchange: Exchange;
  readonly body: DeliverOtpRequest;
}

/** Every call of Deliver OTP since the scenario began, whatever its answer. Throws for a body that is none. */
export const deliverOtpExchanges = (scenario: Scenario): readonly HandedOver[] =>
  scenario
    .exchanges()
    .filter(({ leg, request }) => leg === "d1-issuer" && new URL(request.url).pathname.endsWith("/otp"))
    .map((exchange) => ({
      exchange,
      body: tolerant(deliverOtpRequest).parse(JSON.parse(exchange.request.body ?? "")),
    }));
