import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type { ActivationMethod } from "../../src/contract/tsp-d1.ts";
import { isEmail } from "../../src/validators.ts";

export type Channel = "sms" | "email";

/** The channels a method is delivered by: one, or none when the End User is to call, visit or open something. */
export function channelsOf({ type }: ActivationMethod): readonly Channel[] {
  if (type === "TEXT_TO_CARDHOLDER_NUMBER") return ["sms"];
  if (type === "EMAIL_TO_CARDHOLDER_ADDRESS") return ["email"];
  return [];
}

/** The consumer's own contact for a channel; `undefined` when there is none that can be written to. */
export function contactOf(consumer: ConsumerInfo, channel: Channel): string | undefined {
  return channel === "sms" ? phoneOf(consumer) : emailOf(consumer);
}

/** E.164 with its plus. `deviceInformation.phoneNumber` is the device's and never looked at. */
function phoneOf({ mobilePhoneNumber: phone }: ConsumerInfo): string | undefined {
  const e164 = phone && `${phone.countryCode}${phone.phoneNumber}`;
  return e164 && /^\+[1-9]\d{6,14}$/.test(e164) ? e164 : undefined;
}

/** One bare address: a list, a display name or a line break would reach other people or other headers (EM-02, EM-11). */
function emailOf({ email }: ConsumerInfo): string | undefined {
  return email !== undefined && isEmail(email, { allow_utf8_local_part: true }) ? email : undefined;
}
