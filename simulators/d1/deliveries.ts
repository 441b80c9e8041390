import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type { DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import type { Channel } from "./contacts.ts";
import type { D1State } from "./d1-state.ts";
import type { Delivery, Parcel } from "./delivery.ts";
import { codeOf, refusal } from "./refusals.ts";

/**
 * Sends the code of one delivery request, as it is and by the one channel that was chosen. Throws a refusal; then nothing
 * was sent, or nobody knows whether it was. A failure after the acknowledgement can only be logged and booked.
 */
export async function deliverActivationCode(request: DeliverActivationCodeRequest, state: D1State): Promise<object> {
  const { delivery, parcels } = await prepare(request, state);
  if (delivery.tenant.acknowledge === "before-hand-off") {
    void state.work.run(() => postLater(parcels, delivery, state));
  } else {
    await state.outbox.post(parcels, delivery);
  }
  return {};
}

/** What cannot be prepared has its fate, too. */
async function prepare(request: DeliverActivationCodeRequest, state: D1State) {
  try {
    const delivery = accept(request, state);
    return { delivery, parcels: await pack(delivery, state) };
  } catch (error) {
    state.outbox.turnAway(request, error);
    throw error;
  }
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

async function postLater(parcels: readonly Parcel[], delivery: Delivery, state: D1State): Promise<void> {
  try {
    await state.outbox.post(parcels, delivery);
  } catch (error) {
    state.log(`not handed over for ${delivery.digitization.xCorrelationId}: ${codeOf(error)}`);
  }
}

function refuseExpired(delivery: Delivery, { parts, clock }: D1State): void {
  if (parts.isExpired(delivery, clock.now())) throw refusal("INVALID_FIELD_VALUE", "expirationDateTime has passed");
}
