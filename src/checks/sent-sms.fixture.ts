import type { CapturedSms, SmsPart } from "../messages/captured-message.ts";
import { decodeSmsText, toSmsEncoding } from "../messages/sms-decoding.ts";
import { encodeSms } from "../messages/sms-encoding.ts";
import { sampleSms } from "./sample-messages.fixture.ts";

/** An SMS as a right sender cuts it. */
export function sentSms(text: string, change: (part: SmsPart) => SmsPart = (part) => part): CapturedSms {
  const { dataCoding, parts } = encodeSms(text);
  const reference = parts.length > 1 ? { reference: 7 } : {};
  const captured = parts.map(({ payload }, at) =>
    change({
      index: at + 1,
      total: parts.length,
      ...reference,
      dataCoding,
      payload,
      text: decodeSmsText(payload, toSmsEncoding(dataCoding) ?? "binary"),
    }),
  );
  return sampleSms(captured.map((part) => part.text).join(""), { parts: captured });
}

/** The same octets, cut where a wrong sender cuts. */
export function cutAt(octets: Buffer, at: number, dataCoding: number): CapturedSms {
  const payloads = [octets.subarray(0, at), octets.subarray(at)];
  const parts = payloads.map((payload, index) => ({
    index: index + 1,
    total: 2,
    reference: 7,
    dataCoding,
    payload,
    text: decodeSmsText(payload, toSmsEncoding(dataCoding) ?? "binary"),
  }));
  return sampleSms(parts.map(({ text }) => text).join(""), { parts });
}
