import type { ZoneRecord } from "../src/dns/record.ts";
import type { MailIdentity } from "../src/mail-auth/mail-identity.ts";
import type { Scenario } from "./scenario.ts";

/** Has the name server answer from a sender's zone for the rest of the scenario; where there is none, nobody can ask. */
export function publish(scenario: Scenario, identity: MailIdentity): void {
  scenario.mailIdentity = identity;
  const { dns } = scenario.worker.bed;
  if (dns) scenario.atEnd(dns.setZone(identity.zone));
}

/** Publishes the zone anew, with other records. Throws before `publish`. */
export function republish(
  scenario: Scenario,
  change: (records: readonly ZoneRecord[], domain: string) => readonly ZoneRecord[],
): void {
  const identity = identityOf(scenario);
  const { origin, records } = identity.zone;
  publish(scenario, { ...identity, zone: { origin, records: change(records, origin) } });
}

/** Throws before `publish`. */
export function identityOf({ mailIdentity }: Scenario): MailIdentity {
  if (!mailIdentity) throw new Error("no zone is published: say first who sends");
  return mailIdentity;
}
