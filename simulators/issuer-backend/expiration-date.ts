import { z } from "zod";
import type { EpochMs } from "../../src/clock.ts";

const isoInstant = z.iso.datetime({ offset: true });

/**
 * The instant of `otp.expirationDate`. Its format is not public, so both known ones are read: `13/10/2022 14:00:00`
 * (dd/MM/yyyy, taken as UTC [A]) and ISO 8601 with `Z` or an offset. Undefined for anything else, and for days that
 * no calendar has. Source: contract.md 6.3.
 */
export function readExpirationDate(expirationDate: string): EpochMs | undefined {
  const written = isoInstant.safeParse(toIso(expirationDate));
  return written.success ? Date.parse(written.data) : undefined;
}

const toIso = (expirationDate: string): string =>
  expirationDate.replace(/^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/, "$3-$2-$1T$4Z");
