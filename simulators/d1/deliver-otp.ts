import type { DeliverOtpRequest } from "../../src/contract/d1-issuer.ts";
import type { TemplateValues } from "../../src/templates/template-set.ts";
import type { Channel } from "./contacts.ts";
import type { Delivery } from "./delivery.ts";
import { formatExpiration, parseInstant } from "./expiry.ts";

/** The body of Deliver OTP (CS-12): no contact in it, the issuer resolves that itself. Source: contract.md section 6.3, (2). */
export function deliverOtpBody(delivery: Delivery, channel: Channel, values: TemplateValues): DeliverOtpRequest {
  const { request, tenant } = delivery;
  const { expirationFormat, emailLiteral } = tenant.deliverOtp;
  return {
    otp: {
      value: values.otp,
      expirationDate: formatExpiration(parseInstant(request.expirationDateTime), expirationFormat),
      reason: "CARD-DIGITIZATION",
    },
    deliveryChannel: channel === "sms" ? "SMS" : emailLiteral,
    panSuffix: values.panSuffix,
    ...requestorOf(delivery),
    deviceInformation: deviceOf(delivery),
  };
}

/** `id` is required inside, so a requestor that did not name itself is left out. */
function requestorOf({ request, digitization }: Delivery): Pick<DeliverOtpRequest, "digitalCardRequestor"> {
  const { tokenRequestorId: id, walletId, consumerFacingEntityName } = digitization.requestor;
  const name = request.consumerFacingEntityName ?? consumerFacingEntityName;
  return id === undefined ? {} : { digitalCardRequestor: { id, walletId, name } };
}

/** `phoneNumber` is the device's own, not a contact. Source: contract.md section 17, trap 7. */
function deviceOf({ request, digitization }: Delivery): DeliverOtpRequest["deviceInformation"] {
  const device = request.deviceInfo ?? digitization.requestor.deviceInfo;
  return {
    digitalCardStorageType: digitization.requestor.tokenType,
    phoneNumber: device?.msisdn,
    deviceName: device?.deviceName,
  };
}
