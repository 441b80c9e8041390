import type { Secret } from "../evidence/secrets.ts";
import { foldDigits } from "./digit-folding.ts";
import { allDecoders } from "./layer-decoders.ts";
import { cutOtp } from "./pan-detector.ts";
import { readLayers, type TextLayer } from "./text-layers.ts";
import { unmaskDigits } from "./unmasked-digits.ts";

/** How one of the PANs stands in a text, as a finding words it; undefined when none does. */
export type PanSearch = (text: string) => string | undefined;

/** Between two digits of a PAN may stand a few characters that are no letters and no digits. */
const gap = /(?<=[0-9])[^\p{L}\p{N}]{1,12}(?=[0-9])/gu;

/**
 * Searches texts for whole PANs: as they are, in groups, in any digits, backwards, in the swapped half-octets of a phone's
 * memory, and in whatever else was encoded in the text; the OTP may stand in the middle of one, or be a piece of it.
 * Source: PM-03, SE-04, SE-07, SE-08.
 */
export function createPanSearch(pans: readonly string[], { otp = "" }: { readonly otp?: string } = {}): PanSearch {
  const code = foldDigits(otp);
  const shortest = Math.min(...pans.map(({ length }) => length));
  const wanted = pans.flatMap(ordersOf);
  return (text) => {
    for (const { text: layer, undone } of digitLayers(text, shortest)) {
      const joined = [layer, cutOtp(layer, code)].map((searched) => searched.replace(gap, "").toUpperCase());
      const found = wanted.find(({ digits }) => joined.some((searched) => searched.includes(digits)));
      if (found) return describe(layer, found.digits, [...undone, found.name]);
    }
    return undefined;
  };
}

/** Searches texts for every card number among the secrets; one without its last digit, which follows from the others, is one. */
export function createSecretPanSearch(secrets: readonly Secret[]): PanSearch {
  const pans = secrets.filter(({ kind }) => kind === "pan").map(({ value }) => value);
  return createPanSearch(pans.flatMap((pan) => [pan, pan.slice(0, -1)]));
}

const ordersOf = (pan: string) => [
  { digits: pan, name: "" },
  { digits: [...pan].reverse().join(""), name: "backwards" },
  { digits: swapHalfOctets(pan), name: "in swapped half-octets" },
];

/** The layers of a text, digits unmasked, that hold enough digits for a card number. */
function digitLayers(text: string, count: number): readonly TextLayer[] {
  return readLayers(text, allDecoders)
    .map(({ text: layer, undone }) => ({ text: unmaskDigits(layer), undone }))
    .filter(({ text: layer }) => holdsDigits(layer, count));
}

function holdsDigits(text: string, count: number): boolean {
  let found = 0;
  for (let at = 0; at < text.length && found < count; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) found += 1;
  }
  return found >= count;
}

/** An odd number of digits is filled up with an F. */
const swapHalfOctets = (digits: string): string =>
  (digits.length % 2 === 0 ? digits : `${digits}F`).replace(/(.)(.)/g, "$2$1");

function describe(layer: string, digits: string, ways: readonly string[]): string {
  const named = ways.filter((way) => way !== "");
  if (named.length > 0) return named.join(", ");
  return layer.includes(digits) ? "as it is" : "in groups";
}
