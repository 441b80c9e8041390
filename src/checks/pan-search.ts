import type { Secret } from "../evidence/secrets.ts";
import { foldDigits } from "./digit-folding.ts";
import { readAllLayers } from "./layer-decoders.ts";
import { cutOtp } from "./pan-detector.ts";
import { remembered } from "./remembered.ts";
import { base64Cores } from "./secrets-in-text.ts";
import { unmaskDigits } from "./unmasked-digits.ts";

/** How one of the PANs stands in a text, as a finding words it; undefined when none does. */
export type PanSearch = (text: string) => string | undefined;

/** Between two digits of a PAN may stand what is no letter and no digit, and in it one or two letters, but no word. */
const gap = /(?<=[0-9])(?:[^\p{L}\p{N}]{1,40}|[^\p{L}\p{N}]{0,40}\p{L}{1,2}[^\p{L}\p{N}]{0,40})(?=[0-9])/gu;

/**
 * Searches texts for whole PANs: as they are, in groups, in any digits, backwards, as packed decimals, and in whatever else
 * was encoded in the text; the OTP may stand in the middle of one, or be a piece of it.
 * Source: PM-03, SE-04, SE-07, SE-08.
 */
export function createPanSearch(pans: readonly string[], { otp = "" }: { readonly otp?: string } = {}): PanSearch {
  const code = foldDigits(otp);
  const packed = unique(pans.flatMap(packedForms));
  const printable = packed.filter(({ form }) => isPrintable.test(form));
  const orders = unique(pans.flatMap(ordersOf));
  return (text) => {
    for (const { text: layer, undone } of readAllLayers(text)) {
      const forms = isPrintable.test(layer) ? printable : packed;
      const found = forms.find(({ form }) => layer.includes(form)) ?? findDigits(layer);
      if (found) return [...undone, found.name].join(", ");
    }
    return undefined;
  };

  function findDigits(layer: string): Named | undefined {
    const digits = unmaskDigits(layer);
    const searched = [...new Set([digits, cutOtp(digits, code)])].filter(mayHold);
    const joined = searched.map((text) => text.replace(gap, ""));
    const found = orders.find(({ form }) => joined.some((text) => text.includes(form)));
    return found?.name === AS_IT_IS && !digits.includes(found.form) ? { ...found, name: "in groups" } : found;
  }

  /** Where all the digits in a row hold none, no gap needs to be looked at. */
  function mayHold(text: string): boolean {
    const row = text.replace(/[^0-9]+/g, "");
    return orders.some(({ form }) => row.includes(form));
  }
}

/** A form of a PAN, as a finding words it. */
interface Named {
  readonly form: string;
  readonly name: string;
}

const AS_IT_IS = "as it is";

/** Most texts are: what is not printable is not searched for in them. */
const isPrintable = /^[\t\n\r\x20-\x7E]*$/;

/** The two alphabets of base64 mostly write the same. */
const unique = (forms: readonly Named[]): readonly Named[] => {
  const byForm = new Map(forms.toReversed().map((named) => [named.form, named]));
  return forms.filter((named) => byForm.get(named.form) === named);
};

/** Searches texts for every card number among the secrets; one without its last digit, which follows from the others, is one. */
export function createSecretPanSearch(secrets: readonly Secret[]): PanSearch {
  const pans = secrets.filter(({ kind }) => kind === "pan").map(({ value }) => value);
  return searchFor(pans.join(" "));
}

/** A scenario's card numbers are searched for by several checks, and by some of them in the same texts. */
const searchFor = remembered((pans) =>
  remembered(
    createPanSearch(pans.split(" ").flatMap((pan) => (pan === "" ? [] : [pan, pan.slice(0, -1)]))),
    MOST_TEXTS,
  ),
);
const MOST_TEXTS = 256;

const ordersOf = (pan: string): readonly Named[] => [
  { form: pan, name: AS_IT_IS },
  { form: [...pan].reverse().join(""), name: "backwards" },
  // The letter that fills the last octet up goes with the gaps.
  { form: swapHalfOctets(pan).replace("F", ""), name: "in swapped half-octets" },
];

/** Two digits an octet, as they are or in base64; and the number as one in hexadecimal. */
function packedForms(pan: string): readonly Named[] {
  const octets = [
    pan.length % 2 === 0 ? pan : `${pan}F`,
    pan.padStart(pan.length + (pan.length % 2), "0"),
    swapHalfOctets(pan),
  ];
  const packed = octets.map((digits) => Buffer.from(digits, "hex"));
  const number = BigInt(pan).toString(16);
  return [
    ...packed.map((form) => ({ form: form.toString("latin1"), name: "as packed decimals" })),
    ...packed.flatMap(base64Cores).map((form) => ({ form, name: "as packed decimals in base64" })),
    ...[number, number.toUpperCase()].map((form) => ({ form, name: "as a hexadecimal number" })),
  ];
}

/** An odd number of digits is filled up with an F. */
const swapHalfOctets = (digits: string): string =>
  (digits.length % 2 === 0 ? digits : `${digits}F`).replace(/(.)(.)/g, "$2$1");
