import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import type { OpenWork } from "../../src/open-work.ts";
import type { Digitizations } from "./digitizations.ts";
import type { IssuerClient } from "./issuer-client.ts";
import type { Outbox } from "./outbox.ts";
import type { D1Parts } from "./parts.ts";
import type { D1Tenant, Tenants } from "./tenants.ts";

/** What the operations of one running D1 share. */
export interface D1State {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly tenants: Tenants;
  readonly digitizations: Digitizations;
  readonly work: OpenWork;
  readonly outbox: Outbox;
  readonly parts: D1Parts;
  readonly issuerOf: (tenant: D1Tenant) => IssuerClient;
}
