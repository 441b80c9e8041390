import { readJson, requireText } from "./call.mjs";
import { findPerson } from "./consumers.mjs";
import { Refusal } from "./refusal.mjs";

/** Deliver OTP: 204 once the message is handed over; 400, 403, 404 if it cannot be sent, 500 if sending failed. */
export async function answerDeliverOtp(call, backend) {
  const { decisions, templates, senders, people, now } = backend;
  const request = decisions.readOtpRequest(readJson(call));
  const person = findPerson(call, backend);
  if (!decisions.isKnownChannel(request.channel)) throw new Refusal(400, "The deliveryChannel is not known.");
  if (decisions.hasExpired(request.expiresAt, now())) throw new Refusal(400, "The OTP has expired.");
  const channel = decisions.channelFor(request);
  const to = decisions.contactOf(person, channel, { request, people });
  if (to === undefined) throw new Refusal(404, "The consumer has no contact for this channel.");
  const message = decisions.compose({ channel, to, person, request, templates });
  await decisions.send(message, { senders, person });
  return decisions.delivered();
}

/** The members that we use; all others are passed over. Throws 400. */
export function readOtpRequest({ otp, deliveryChannel, panSuffix, deviceInformation }) {
  const expiresAt = toInstant(requireText(otp?.expirationDate, "otp.expirationDate"));
  if (Number.isNaN(expiresAt)) throw new Refusal(400, "The otp.expirationDate cannot be read.");
  if (!/^\d{4}$/.test(requireText(panSuffix, "panSuffix"))) throw new Refusal(400, "Missing or malformed: panSuffix");
  return {
    code: requireText(otp.value, "otp.value"),
    expiresAt,
    channel: requireText(deliveryChannel, "deliveryChannel"),
    panSuffix,
    device: deviceInformation ?? {},
  };
}

/** Both formats that D1 is known to write: `13/10/2022 14:00:00`, in UTC, and ISO 8601. NaN for anything else. */
function toInstant(written) {
  const iso = written.replace(/^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/, "$3-$2-$1T$4Z");
  return /^\d{4}-\d\d-\d\dT/.test(iso) ? Date.parse(iso) : Number.NaN;
}

/** The person's own contact; never the number of the device, which may be anybody's. */
export function contactOf({ email, mobilePhoneNumber: phone }, channel) {
  if (channel === "EMAIL") return email;
  return phone && `${phone.countryCode}${phone.phoneNumber}`;
}
