import type { DeliverOtpRequest } from "../../src/contract/d1-issuer.ts";
import type { DeliverActivationCodeRequest } from "../../src/contract/tsp-d1.ts";
import type { OutgoingMail, OutgoingSms } from "../../src/sending/sender.ts";
import type { LanguageTemplates, TemplateValues } from "../../src/templates/template-set.ts";
import type { Digitization, Digitizations } from "./digitizations.ts";
import type { D1Tenant } from "./tenants.ts";

/** One delivery request with what D1 remembers of its digitization. */
export interface Delivery {
  readonly tenant: D1Tenant;
  readonly digitization: Digitization;
  readonly request: DeliverActivationCodeRequest;
  /** The digitizations in flight beside this one. */
  readonly digitizations: Digitizations;
}

/** Everything a message is written from: nothing that an outsider controls, but the OTP itself (SE-10). */
export interface Letter extends Writing {
  readonly delivery: Delivery;
}

/** What it takes to write any message for an issuer. */
export interface Writing {
  readonly delivery: Pick<Delivery, "tenant">;
  /** The contact: a phone in E.164 form, or an e-mail address. */
  readonly to: string;
  readonly templates: LanguageTemplates;
  readonly values: TemplateValues;
  readonly date: Date;
}

/** What is handed over, and to whom: the SMS centre, the mail server, or the issuer's Deliver OTP. */
export type Parcel =
  | { readonly to: "sms-centre"; readonly sms: OutgoingSms }
  | { readonly to: "mail-server"; readonly mail: OutgoingMail }
  | { readonly to: "issuer"; readonly deliverOtp: DeliverOtpRequest };

/** A message beside the code, which D1 sends itself whoever sends the code. */
export type NoticeParcel = Exclude<Parcel, { readonly to: "issuer" }>;
