import { unitsThatFit } from "./sms-capacity.ts";
import { cutSms, type EncodingOptions } from "./sms-encoding.ts";
import { userDataHeaderOctets } from "./user-data-header.ts";

/** What a text takes on its way. */
export interface SmsSegments {
  readonly encoding: "gsm7" | "ucs2";
  /** Septets, or 16-bit units, of the whole text. */
  readonly units: number;
  readonly parts: number;
  /** Units that the last part has room for yet. */
  readonly remaining: number;
}

/** How a text is coded and cut, even into more than the 255 parts that can be sent. Source: message-rules.md section 3. */
export function segmentsOf(text: string, options: EncodingOptions = {}): SmsSegments {
  const { encoding, units, parts, tables } = cutSms(text, options);
  const header = userDataHeaderOctets({
    ...(parts.length > 1 && { concatenation: { reference: 0, total: 2, index: 2 } }),
    ...(tables && { tables }),
  });
  const remaining = unitsThatFit(encoding, header) - (parts.at(-1)?.units ?? 0);
  return { encoding, units, parts: parts.length, remaining };
}

/** What the parts cost, in the currency of the price: networks charge by the part. To a ten-thousandth. */
export const smsCost = ({ parts }: Pick<SmsSegments, "parts">, pricePerPart: number): number =>
  Math.round(parts * pricePerPart * 10_000) / 10_000;
