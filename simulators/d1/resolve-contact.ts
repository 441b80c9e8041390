import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import { type Channel, contactOf } from "./contacts.ts";
import type { Delivery } from "./delivery.ts";
import { refusal } from "./refusals.ts";

/**
 * The full contact for a channel, by consumer and method type and never from the mask: two contacts may mask alike
 * (CS-03, CS-04). Throws INTERNAL_SERVICE_FAILURE when there is none any more, INVALID_FIELD_VALUE when it changed
 * since it was offered and the tenant wants that refused.
 */
export function resolveContact({ tenant, digitization }: Delivery, consumer: ConsumerInfo, channel: Channel): string {
  const contact = contactOf(consumer, channel);
  if (contact === undefined) throw refusal("INTERNAL_SERVICE_FAILURE", "the consumer has no contact for this method");
  const offered = digitization.offer?.consumer && contactOf(digitization.offer.consumer, channel);
  if (tenant.contacts.changedBetween === "refuse" && contact !== offered) {
    throw refusal("INVALID_FIELD_VALUE", "activationMethod: the contact is no longer the one that was offered");
  }
  return contact;
}
