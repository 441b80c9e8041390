import { StepproofError } from "../errors.ts";
import { isGsmText, toSeptets } from "./gsm-alphabet.ts";

/** A text as it goes over the wire. `units` are septets (GSM 7-bit) or 16-bit units (UCS-2). */
export interface EncodedSms {
  readonly encoding: "gsm7" | "ucs2";
  readonly dataCoding: number;
  readonly units: number;
  readonly parts: readonly EncodedSmsPart[];
}

export interface EncodedSmsPart {
  readonly text: string;
  /** Unpacked septets, or UTF-16BE; without a user data header. */
  readonly payload: Buffer;
  readonly units: number;
}

interface Alphabet {
  readonly encoding: "gsm7" | "ucs2";
  readonly dataCoding: number;
  /** Units that a message on its own, and a part of a longer one, may have. */
  readonly alone: number;
  readonly part: number;
  readonly octetsPerUnit: number;
  readonly toOctets: (character: string) => Uint8Array | readonly number[];
}

const gsm7: Alphabet = {
  encoding: "gsm7",
  dataCoding: 0,
  alone: 160,
  part: 153,
  octetsPerUnit: 1,
  toOctets: (character) => toSeptets(character) ?? [],
};

const ucs2: Alphabet = {
  encoding: "ucs2",
  dataCoding: 8,
  alone: 70,
  part: 67,
  octetsPerUnit: 2,
  toOctets: (character) => Buffer.from(character, "utf16le").swap16(),
};

/**
 * Encodes a text as GSM 7-bit if its tables hold every character, as UCS-2 otherwise, and splits it into parts
 * without cutting an escape or surrogate pair. Throws SMS_TOO_LONG beyond 255 parts. Source: message-rules.md section 3.
 */
export function encodeSms(text: string): EncodedSms {
  const alphabet = isGsmText(text) ? gsm7 : ucs2;
  const { encoding, dataCoding } = alphabet;
  const whole = toPart(text, alphabet);
  const parts = whole.units <= alphabet.alone ? [whole] : split(text, alphabet);
  if (parts.length > 255) throw tooLong(parts.length);
  return { encoding, dataCoding, units: whole.units, parts };
}

/** The user data header of part `index` (1..total) with an 8-bit reference, 6 octets. Source: 3GPP TS 23.040 §9.2.3.24.1. */
export function concatenationHeader(part: { reference: number; total: number; index: number }): Buffer {
  return Buffer.from([5, 0, 3, part.reference & 0xff, part.total, part.index]);
}

function split(text: string, alphabet: Alphabet): EncodedSmsPart[] {
  const texts: string[] = [];
  let current = "";
  let units = 0;
  for (const character of text) {
    const size = alphabet.toOctets(character).length / alphabet.octetsPerUnit;
    if (units + size > alphabet.part) {
      texts.push(current);
      current = "";
      units = 0;
    }
    current += character;
    units += size;
  }
  return [...texts, current].map((part) => toPart(part, alphabet));
}

function toPart(text: string, { toOctets, octetsPerUnit }: Alphabet): EncodedSmsPart {
  const payload = Buffer.from([...text].flatMap((character) => [...toOctets(character)]));
  return { text, payload, units: payload.length / octetsPerUnit };
}

const tooLong = (parts: number): StepproofError =>
  new StepproofError("SMS_TOO_LONG", `the text needs ${parts} parts; a concatenated message has at most 255`, {
    hint: "Shorten the text.",
    attribution: "IMPLEMENTATION",
  });
