import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type { Digitization } from "./digitizations.ts";
import type { IssuerClient } from "./issuer-client.ts";
import { refusal } from "./refusals.ts";
import type { D1Tenant, Tenants } from "./tenants.ts";

interface ConsumerSources {
  readonly tenants: Tenants;
  readonly issuerOf: (tenant: D1Tenant) => IssuerClient;
}

/** The consumer as known now: stored by D1 or fetched from the issuer. Throws when there is none. Source: contract.md section 7. */
export async function readConsumer(
  digitization: Digitization,
  { tenants, issuerOf }: ConsumerSources,
): Promise<ConsumerInfo> {
  const tenant = tenants.of(digitization.card);
  if (tenant.contacts.model === "fetched") return issuerOf(tenant).getConsumer(digitization);
  const stored = tenants.storedConsumer(digitization.card);
  if (!stored) throw refusal("INTERNAL_SERVICE_FAILURE", "D1 has no contact details stored for this consumer");
  return stored;
}
