import type { D1Tenant, NoticeSettings } from "../../simulators/d1/tenants.ts";
import type { OtpPolicy } from "../../simulators/tsp/policies.ts";
import type { MailIdentity } from "../mail-auth/mail-identity.ts";
import type { NationalLanguage } from "../messages/gsm-national.ts";
import type { TemplateSet } from "../templates/template-set.ts";

/** What one issuer agreed with D1 and its networks. Most of it is not public, so all of it can be set: contract.md section 16. */
export interface IssuerSettings {
  readonly deliveryMode: "d1-managed" | "issuer-managed";
  readonly contacts: {
    readonly model: "stored" | "fetched";
    readonly readAgainAtDelivery: boolean;
    readonly changedBetween: "use-current" | "refuse";
  };
  readonly acknowledge: "after-hand-off" | "before-hand-off";
  readonly sendsCardId: boolean;
  readonly expirationFormat: "dd/MM/yyyy HH:mm:ss" | "iso";
  /** Laid over the network's own policy. */
  readonly otp: Partial<OtpPolicy>;
  /** How many digits of the PAN the network names a card by, 4-8. */
  readonly suffixLength: 4 | 5 | 6 | 7 | 8;
  readonly templates: TemplateSet;
  readonly smsSenderId: string;
  /** For countries whose networks take no name as the sender; of the block kept for fiction. */
  readonly smsSenderNumber?: string;
  /** Whose national tables D1 may declare, because the phones of the issuer's people know them. Default: nobody's. */
  readonly smsNationalTables?: readonly NationalLanguage[];
  readonly mailFrom: string;
  /** Who signs its mail. Default: nobody does. */
  readonly mailIdentity?: Pick<MailIdentity, "returnPath" | "signing">;
  /** What D1 tells people beside the code, in whose name it writes. Default: nothing. */
  readonly notices?: NoticeSettings;
  /** Until D1 deletes an unfinished digitization, ms. Default: it stays. */
  readonly sessionMs?: number;
  /** In clear: it is meant to be shown. */
  readonly customerServiceNumber: string;
  /** Until an answer of the backend must be in, ms; what is left out is D1's default. */
  readonly timeouts: Partial<D1Tenant["timeouts"]>;
  /** What D1 does with a message that is refused for now; what is left out is D1's default. */
  readonly outbox: Partial<D1Tenant["outbox"]>;
}

export const defaultIssuerSettings: Omit<IssuerSettings, "templates"> = {
  deliveryMode: "d1-managed",
  contacts: { model: "fetched", readAgainAtDelivery: true, changedBetween: "use-current" },
  acknowledge: "after-hand-off",
  sendsCardId: false,
  expirationFormat: "dd/MM/yyyy HH:mm:ss",
  otp: {},
  suffixLength: 4,
  smsSenderId: "Meridale",
  smsSenderNumber: "+12025550199",
  mailFrom: "Meridale Bank <card@email.meridale.example>",
  // Reserved for fiction by the Swedish regulator, and outside the blocks that people's phones are drawn from.
  customerServiceNumber: "+46846500450",
  timeouts: {},
  outbox: {},
};
