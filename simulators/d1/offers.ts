import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import { StepproofError } from "../../src/errors.ts";
import { type Channel, contactOf } from "./contacts.ts";
import type { D1State } from "./d1-state.ts";
import type { Digitization, Offer } from "./digitizations.ts";
import { codeOf } from "./refusals.ts";

/**
 * Reads the consumer, masks the contacts and remembers what was offered. A failed look-up is no error here: the End User
 * is offered customer service, or nothing. Source: contract.md section 8.
 */
export async function makeOffer(digitization: Digitization, state: D1State): Promise<Offer> {
  const tenant = state.tenants.of(digitization.card);
  const consumer = await lookUp(digitization, state);
  const phone = contactIn(consumer, "sms");
  const email = contactIn(consumer, "email");
  const methods = state.parts.offerMethods({
    tenant,
    maskedPhone: phone && state.parts.maskPhone(phone, tenant),
    maskedEmail: email && state.parts.maskEmail(email, tenant),
  });
  const offer = { methods, consumer };
  state.digitizations.change(digitization.digitalCardId, { offer });
  return offer;
}

async function lookUp(digitization: Digitization, { parts, log }: D1State): Promise<ConsumerInfo | undefined> {
  try {
    return await parts.readConsumer(digitization);
  } catch (error) {
    if (!(error instanceof StepproofError)) throw error;
    log(`no contact details for ${digitization.xCorrelationId}: ${codeOf(error)}`);
    return undefined;
  }
}

const contactIn = (consumer: ConsumerInfo | undefined, channel: Channel): string | undefined =>
  consumer && contactOf(consumer, channel);
