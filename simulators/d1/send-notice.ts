import type { MailSender, SmsSender } from "../../src/sending/sender.ts";
import type { NoticeParcel } from "./delivery.ts";

/** Hands a notice over, once. Throws the carrier's refusal. */
export async function sendNotice(
  parcel: NoticeParcel,
  { sms, mail }: { readonly sms: SmsSender; readonly mail: MailSender },
): Promise<void> {
  if (parcel.to === "sms-centre") await sms.send(parcel.sms);
  else await mail.send(parcel.mail);
}
