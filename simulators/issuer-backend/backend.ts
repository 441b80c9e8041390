import type { Chance } from "../../src/chance.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import type { OpenWork } from "../../src/open-work.ts";
import type { Consumers } from "./consumers.ts";
import type { Senders } from "./otp-message.ts";
import type { IssuerParts } from "./parts.ts";
import type { ReceivedNotifications } from "./received-notifications.ts";
import type { Tenants } from "./tenants.ts";

/** What every operation works on: the books, the decisions, and what comes in from outside. */
export interface Backend {
  readonly tenants: Tenants;
  readonly consumers: Consumers;
  readonly received: ReceivedNotifications;
  readonly work: OpenWork;
  readonly parts: IssuerParts;
  readonly senders: Senders;
  readonly signingKey: string;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}
