import type { MailSender, SmsSender } from "../../src/sending/sender.ts";
import type { Delivery, Parcel } from "./delivery.ts";
import type { IssuerClient } from "./issuer-client.ts";
import type { D1Tenant } from "./tenants.ts";

interface Carriers {
  readonly sms: SmsSender;
  readonly mail: MailSender;
  readonly issuerOf: (tenant: D1Tenant) => IssuerClient;
}

/** Hands one parcel to its carrier, once. Throws the carrier's refusal: there is no second channel to fall back on (CS-02). */
export async function handOff(parcel: Parcel, { tenant, digitization }: Delivery, carriers: Carriers): Promise<void> {
  switch (parcel.to) {
    case "sms-centre":
      await carriers.sms.send(parcel.sms);
      return;
    case "mail-server":
      await carriers.mail.send(parcel.mail);
      return;
    case "issuer":
      await carriers.issuerOf(tenant).deliverOtp(digitization, parcel.deliverOtp);
  }
}
