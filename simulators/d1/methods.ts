import type { ActivationMethod, ActivationMethodType } from "../../src/contract/tsp-d1.ts";
import { METHOD_VALUE_MAX } from "./masking.ts";
import type { D1Tenant } from "./tenants.ts";

/** What there is to offer: a masked contact for each channel that has one. */
export interface Offering {
  readonly tenant: D1Tenant;
  readonly maskedPhone?: string | undefined;
  readonly maskedEmail?: string | undefined;
}

/**
 * The methods in the tenant's order; one without a contact is left out (CS-05), as is one whose mask
 * does not fit (CS-07); customer service closes the list (CS-10).
 */
export function offerMethods(offering: Offering): readonly ActivationMethod[] {
  const values = offeredValues(offering);
  return orderOf(offering.tenant).flatMap((type) => {
    const value = values[type];
    return value && value.length <= METHOD_VALUE_MAX ? [{ type, value }] : [];
  });
}

/** Type and value must be those of a method that this very digitization was offered (CS-09). */
export function isOffered(method: ActivationMethod, offered: readonly ActivationMethod[]): boolean {
  return offered.some(({ type, value }) => type === method.type && value === method.value);
}

function offeredValues(offering: Offering): Partial<Record<ActivationMethodType, string | undefined>> {
  return {
    TEXT_TO_CARDHOLDER_NUMBER: offering.maskedPhone,
    EMAIL_TO_CARDHOLDER_ADDRESS: offering.maskedEmail,
    CARDHOLDER_TO_CALL_MANNED_NUMBER: offering.tenant.methods.customerServiceNumber,
  };
}

function orderOf({ methods }: D1Tenant): readonly ActivationMethodType[] {
  const fallback = methods.fallback === "customer-service" ? (["CARDHOLDER_TO_CALL_MANNED_NUMBER"] as const) : [];
  return [...new Set([...methods.order, ...fallback])];
}
