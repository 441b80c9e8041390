import type { EpochMs } from "../../src/clock.ts";

/** Spellings of one instant that the specification allows: 20, 25, 24 and 29 characters. Source: contract.md section 9. */
export const expirySpellings = ["zulu", "offset", "fraction", "fraction-and-offset"] as const;
export type ExpirySpelling = (typeof expirySpellings)[number];

const TWO_HOURS_MS = 2 * 60 * 60 * 1_000;

/** `expirationDateTime` of an expiry on a whole second, as the network spells it (LC-02). */
export function formatExpiry(at: EpochMs, spelling: ExpirySpelling): string {
  const isOffset = spelling === "offset" || spelling === "fraction-and-offset";
  const local = new Date(isOffset ? at + TWO_HOURS_MS : at).toISOString().slice(0, "2026-07-04T10:00:00".length);
  const fraction = spelling.startsWith("fraction") ? ".000" : "";
  return `${local}${fraction}${isOffset ? "+02:00" : "Z"}`;
}
