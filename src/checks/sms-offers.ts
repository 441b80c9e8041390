import type { CapturedSms } from "../messages/captured-message.ts";
import { parseAsChromium, parseOriginBoundCode } from "./origin-bound.ts";
import { otpExtractors } from "./otp-extractors.ts";

/** What one way of reading an SMS would offer to fill in. */
export interface SmsOffer {
  readonly reader: string;
  /** Undefined: it offers nothing. In clear: mask it before it is shown. */
  readonly value: string | undefined;
  /** Only there is it offered; undefined: anywhere. */
  readonly host?: string;
}

/**
 * What phones would offer to fill in, by each reader known here: the extractors of OC-07, which look for a code in the
 * text, and the two parsers of OC-08, which read an origin-bound last line. None of them is a phone; a report says so.
 * Source: message-rules.md sections 4, 6.
 */
export function offersOf({ text }: Pick<CapturedSms, "text">): readonly SmsOffer[] {
  const found = otpExtractors.map(({ name, extract }) => ({ reader: name, value: extract(text) }));
  const lines = [
    { reader: "origin-bound line, the draft's grammar", line: parseOriginBoundCode(text) },
    { reader: "origin-bound line, Chromium's parser", line: parseAsChromium(text) },
  ];
  const bound = lines.map(({ reader, line }) => ({ reader, value: line?.code, ...(line && { host: line.host }) }));
  return [...found, ...bound];
}
