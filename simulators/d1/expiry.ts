import type { EpochMs } from "../../src/clock.ts";
import { refusal } from "./refusals.ts";
import type { D1Tenant } from "./tenants.ts";

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The instant of `expirationDateTime`, in any of its spellings (LC-02). Throws INVALID_FIELD_FORMAT. Source: contract.md section 9. */
export function parseInstant(text: string): EpochMs {
  const [, day] = ISO_INSTANT.exec(text) ?? [];
  const instant = Date.parse(text);
  if (day === undefined || Number.isNaN(instant) || !isCalendarDay(day)) {
    throw refusal("INVALID_FIELD_FORMAT", "expirationDateTime is YYYY-MM-DDThh:mm:ss, then Z or an offset");
  }
  return instant;
}

/** A code is dead at its very instant of expiry. */
export const isExpired = (expirationDateTime: string, now: EpochMs): boolean => now >= parseInstant(expirationDateTime);

/** The same instant as Deliver OTP spells it; both spellings are UTC. Source: contract.md section 6.3, [C] and [A]. */
export function formatExpiration(instant: EpochMs, format: D1Tenant["deliverOtp"]["expirationFormat"]): string {
  const iso = new Date(instant).toISOString();
  if (format === "iso") return iso;
  const [year, month, day] = iso.slice(0, 10).split("-");
  return `${day}/${month}/${year} ${iso.slice(11, 19)}`;
}

/** `Date` takes 30 February for 2 March; an expiry two days late would send dead codes. */
const isCalendarDay = (day: string): boolean => {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
};
