import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type { DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import type { Channel } from "./contacts.ts";
import type { D1State } from "./d1-state.ts";
import type { Delivery, Parcel } from "./delivery.ts";
import { codeOf, refusal } from "./refusals.ts";

/**
 * Sends the code of one delivery request, as it is and by the one channel that was chosen. Throws a refusal, or the
 * carrier's error; then nothing was sent. Acknowledging before the hand-off, a late failure can only be logged.
 */
export async function deliverActivationCode(request: DeliverActivationCodeRequest, state: D1State): Promise<object> {
  const delivery = accept(request, state);
  const parcels = await pack(delivery, state);
  if (delivery.tenant.acknowledge === "before-hand-off") {
    void state.work.run(() => handOverLater(parcels, delivery, state));
  } else {
    await handOver(parcels, delivery, state);
  }
  return {};
}

/** Up to the binding nothing waits, so two requests cannot take the same digitization between them. */
function accept(request: DeliverActivationCodeRequest, state: D1State): Delivery {
  const { parts, digitizations, tenants } = state;
  const digitization = parts.findDigitization(request, digitizations);
  if (!digitization)
    throw refusal("INVALID_FIELD_VALUE", "correlationId and tokenUniqueReference name no digitization");
  if (digitization.state === "ended") throw refusal("INVALID_FIELD_VALUE", "the digitization has ended");
  const delivery = { tenant: tenants.of(digitization.card), digitization, request, digitizations };
  if (!parts.isOffered(delivery)) throw refusal("INVALID_FIELD_VALUE", "activationMethod was not offered");
  if (parts.channelsOf(delivery).length === 0) {
    throw refusal("INVALID_FIELD_VALUE", "activationMethod.type is not one a code can be delivered by");
  }
  refuseExpired(delivery, state);
  return { ...delivery, digitization: digitizations.bind(digitization, request.tokenUniqueReference) };
}

async function pack(delivery: Delivery, state: D1State): Promise<readonly Parcel[]> {
  const { parts } = state;
  const channels = parts.channelsOf(delivery);
  if (delivery.tenant.deliveryMode === "issuer-managed") {
    const values = { otp: parts.otpOf(delivery), panSuffix: parts.panSuffixOf(delivery) };
    return channels.map((channel) => ({ to: "issuer", deliverOtp: parts.deliverOtpBody(delivery, channel, values) }));
  }
  const consumer = await consumerAtDelivery(delivery, state);
  return channels.map((channel) => write(delivery, consumer, channel, state));
}

/** Read again, or as it was when the method was offered; if the look-up fails, so does the delivery (RS-03). */
function consumerAtDelivery({ tenant, digitization }: Delivery, { parts }: D1State): Promise<ConsumerInfo> {
  const remembered = digitization.offer?.consumer;
  return remembered && !tenant.contacts.readAgainAtDelivery
    ? Promise.resolve(remembered)
    : parts.readConsumer(digitization);
}

function write(delivery: Delivery, consumer: ConsumerInfo, channel: Channel, { parts, clock }: D1State): Parcel {
  const letter = {
    delivery,
    to: parts.resolveContact(delivery, consumer, channel),
    templates: parts.selectTemplates(delivery.tenant, consumer.language),
    values: { otp: parts.otpOf(delivery), panSuffix: parts.panSuffixOf(delivery) },
    date: new Date(clock.now()),
  };
  return channel === "sms"
    ? { to: "sms-centre", sms: parts.renderSms(letter) }
    : { to: "mail-server", mail: parts.renderMail(letter) };
}

/** The look-up took its time: the code may have died meanwhile (LC-01). */
async function handOver(parcels: readonly Parcel[], delivery: Delivery, state: D1State): Promise<void> {
  for (const parcel of parcels) {
    refuseExpired(delivery, state);
    await state.parts.handOff(parcel, delivery);
  }
}

async function handOverLater(parcels: readonly Parcel[], delivery: Delivery, state: D1State): Promise<void> {
  try {
    await handOver(parcels, delivery, state);
  } catch (error) {
    state.log(`not handed over for ${delivery.digitization.xCorrelationId}: ${codeOf(error)}`);
  }
}

function refuseExpired(delivery: Delivery, { parts, clock }: D1State): void {
  if (parts.isExpired(delivery, clock.now())) throw refusal("INVALID_FIELD_VALUE", "expirationDateTime has passed");
}
