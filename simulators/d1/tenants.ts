import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import type { ActivationMethodType } from "../../src/contract/tsp-d1.ts";
import { StepproofError } from "../../src/errors.ts";
import type { MailIdentity } from "../../src/mail-auth/mail-identity.ts";
import type { NationalLanguage } from "../../src/messages/gsm-national.ts";
import type { TemplateSet } from "../../src/templates/template-set.ts";
import type { EmailMaskRule, PhoneMaskRule } from "./masking.ts";
import { defaultOutbox, type OutboxSettings } from "./outbox-settings.ts";

/** One issuer as D1 was set up for it. What is not public is a setting; defaults in `tenantDefaults`. Source: contract.md section 16. */
export interface D1Tenant {
  readonly issuerId: string;
  /** The issuer backend's base URL, without a path. */
  readonly issuerUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  readonly deliveryMode: "d1-managed" | "issuer-managed";
  readonly contacts: ContactSettings;
  /** Whether the TSP is answered before or after the SMS centre, mail server or issuer has taken the message. */
  readonly acknowledge: "after-hand-off" | "before-hand-off";
  readonly sendsCardId: boolean;
  readonly methods: MethodSettings;
  /** GREEN when device and account score both reach it (1-5); without it no card is approved without a step-up. */
  readonly approveFromScore?: number;
  readonly mask: { readonly phone: PhoneMaskRule; readonly email: EmailMaskRule };
  readonly templates: TemplateSet;
  readonly smsSenderId: string;
  /** For countries whose networks take no name as the sender. */
  readonly smsSenderNumber?: string;
  /** Whose national tables an SMS may declare where GSM 7-bit lacks a character. */
  readonly smsNationalTables?: readonly NationalLanguage[];
  readonly mailFrom: string;
  /** The return path and the DKIM key of its mail; without it mail goes unsigned. */
  readonly mailIdentity?: Pick<MailIdentity, "returnPath" | "signing">;
  readonly deliverOtp: { readonly expirationFormat: "dd/MM/yyyy HH:mm:ss" | "iso"; readonly emailLiteral: string };
  /** Milliseconds until an answer must be in. */
  readonly timeouts: {
    readonly tokenMs: number;
    readonly consumerMs: number;
    readonly deliverOtpMs: number;
    readonly notificationMs: number;
  };
  /** What becomes of a message that its carrier does not take at once. */
  readonly outbox: OutboxSettings;
  /** How often an unsent notification is tried again. */
  readonly notificationRetries: number;
  /** From D1's answer until an unfinished digitization is deleted, ms; without it, it stays. Source: contract.md section 8. */
  readonly sessionMs?: number;
  /** What it tells the End User beside the code; default: nothing. */
  readonly notices?: NoticeSettings;
}

/** Informational messages [D](9): what they say is the issuer's, and no code is in it (LC-12). */
export interface NoticeSettings {
  /** Of an unfinished digitization: the first `delayMs` after D1's answer, then at the same interval, `max` times. */
  readonly reminder?: { readonly templates: TemplateSet; readonly delayMs: number; readonly max: number };
  /** Confirms that the card is active. */
  readonly activated?: TemplateSet;
}

export interface ContactSettings {
  /** Kept by D1 (`registerConsumer`), or read from the issuer backend when needed. */
  readonly model: "stored" | "fetched";
  readonly readAgainAtDelivery: boolean;
  /** What to do when the contact is no longer the one that was offered. */
  readonly changedBetween: "use-current" | "refuse";
}

export interface MethodSettings {
  readonly order: readonly ActivationMethodType[];
  /** Shown in clear: it is the issuer's own number. */
  readonly customerServiceNumber?: string;
  /** Whether customer service closes every list that does not name it. */
  readonly fallback: "customer-service" | "none";
}

/** The suggested defaults of contract.md section 16; every one is an assumption. */
export const tenantDefaults = {
  deliveryMode: "d1-managed",
  contacts: { model: "fetched", readAgainAtDelivery: true, changedBetween: "use-current" },
  acknowledge: "after-hand-off",
  sendsCardId: false,
  methods: { order: ["TEXT_TO_CARDHOLDER_NUMBER", "EMAIL_TO_CARDHOLDER_ADDRESS"], fallback: "customer-service" },
  mask: { phone: "last-four", email: "first-two" },
  deliverOtp: { expirationFormat: "dd/MM/yyyy HH:mm:ss", emailLiteral: "EMAIL" },
  timeouts: { tokenMs: 3000, consumerMs: 3000, deliverOtpMs: 3000, notificationMs: 3000 },
  outbox: defaultOutbox,
  notificationRetries: 3,
} as const satisfies Partial<D1Tenant>;

export type CardState = "active" | "lost" | "stolen" | "restricted" | "closed";

export interface RegisteredCard {
  readonly pan: string;
  /** MM. */
  readonly expiryMonth: string;
  /** YY. */
  readonly expiryYear: string;
  readonly securityCode: string;
  readonly cardId: string;
  readonly consumerId: string;
  readonly issuerId: string;
  /** Default active. */
  readonly state?: CardState;
}

/** Who was onboarded, with which cards and stored contacts. Registering again replaces. */
export class Tenants {
  readonly #tenants = new Map<string, D1Tenant>();
  readonly #cards = new Map<string, RegisteredCard>();
  readonly #consumers = new Map<string, ConsumerInfo>();

  onboard(tenant: D1Tenant): void {
    this.#tenants.set(tenant.issuerId, tenant);
  }

  /** Throws D1_UNKNOWN_ISSUER: a card needs an onboarded issuer. */
  registerCard(card: RegisteredCard): void {
    this.of(card);
    this.#cards.set(card.pan, card);
  }

  registerConsumer(issuerId: string, consumerId: string, consumer: ConsumerInfo): void {
    this.of({ issuerId });
    this.#consumers.set(`${issuerId}/${consumerId}`, consumer);
  }

  of({ issuerId }: Pick<D1Tenant, "issuerId">): D1Tenant {
    const tenant = this.#tenants.get(issuerId);
    if (tenant) return tenant;
    throw new StepproofError("D1_UNKNOWN_ISSUER", `D1: the issuer "${issuerId}" was not onboarded`, {
      hint: "Onboard the issuer before its cards and consumers.",
      attribution: "CONFIGURATION",
    });
  }

  cardOf(pan: string): RegisteredCard | undefined {
    return this.#cards.get(pan);
  }

  storedConsumer({ issuerId, consumerId }: RegisteredCard): ConsumerInfo | undefined {
    return this.#consumers.get(`${issuerId}/${consumerId}`);
  }
}
