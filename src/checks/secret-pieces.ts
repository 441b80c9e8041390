import type { Secret } from "../evidence/secrets.ts";
import { positionsOf, standsAlone } from "./code-position.ts";
import { findSpellings } from "./secrets-in-text.ts";

/** Shorter local parts are words. */
const SHORTEST_TELLING_LOCAL_PART = 8;
/** So long a word is hardly one by accident; a shorter one must hold more than letters. */
const LONGEST_WORD = 12;

/** What a text gives away of a secret that it does not hold whole, as a finding words it; the rest is easily guessed. */
export function findPieces(text: string, { kind, value }: Secret): readonly string[] {
  if (kind === "email" && holdsLocalPart(text, value)) return ["without its domain"];
  // The last digit of a card number follows from the others.
  if (kind === "pan" && findSpellings(text, value.slice(0, -1)).length > 0) return ["without its last digit"];
  return [];
}

function holdsLocalPart(text: string, address: string): boolean {
  const local = address.slice(0, Math.max(0, address.lastIndexOf("@"))).toLowerCase();
  const isTelling = local.length >= LONGEST_WORD || !/^\p{L}*$/u.test(local);
  if (local.length < SHORTEST_TELLING_LOCAL_PART || !isTelling) return false;
  const haystack = text.toLowerCase();
  return positionsOf(haystack, local).some((position) => standsAlone(haystack, position));
}
