import { tenantDefaults } from "../../simulators/d1/tenants.ts";
import { createEndUser, type EndUser } from "../../simulators/end-user/end-user.ts";
import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import type { OtpPolicy } from "../../simulators/tsp/policies.ts";
import type { ConsumerInfo } from "../contract/d1-issuer.ts";
import type { IssuerAccess } from "./issuer-access.ts";
import type { IssuerSettings } from "./issuer-settings.ts";
import type { Network } from "./people.ts";
import type { TestBed } from "./start-test-bed.ts";

/** Makes the simulated backend work for an issuer. */
export function onboardAtBackend(bed: TestBed, access: IssuerAccess, settings: IssuerSettings): void {
  const { issuerId, clientId, clientSecret } = access;
  const { templates, mailFrom } = settings;
  const agreed = { issuerId, clientId, clientSecret, templates, ...smsSendersOf(settings), mailFrom };
  bed.issuerBackend.onboard({ ...agreed, ...signingOf(settings), tokenLifetimeS: 900, expiresInAs: "string" });
}

/** Tells D1 how to call an issuer's backend and what was agreed with the issuer. Onboarding again replaces. */
export function onboardAtD1(bed: TestBed, access: IssuerAccess, settings: IssuerSettings): void {
  const { issuerId, clientId, clientSecret, backendUrl, tokenUrl, scope } = access;
  const { deliveryMode, contacts, acknowledge, sendsCardId, templates, mailFrom, smsNationalTables } = settings;
  const { notices, sessionMs } = settings;
  bed.secrets.learn("token", clientSecret);
  bed.d1.onboard({
    ...tenantDefaults,
    ...{ issuerId, clientId, clientSecret, tokenUrl, issuerUrl: backendUrl, ...(scope !== undefined && { scope }) },
    ...{ deliveryMode, contacts, acknowledge, sendsCardId, templates, mailFrom, ...smsSendersOf(settings) },
    ...(smsNationalTables && { smsNationalTables }),
    ...(notices && { notices }),
    ...(sessionMs !== undefined && { sessionMs }),
    ...signingOf(settings),
    methods: { ...tenantDefaults.methods, customerServiceNumber: settings.customerServiceNumber },
    deliverOtp: { ...tenantDefaults.deliverOtp, expirationFormat: settings.expirationFormat },
    timeouts: { ...tenantDefaults.timeouts, ...settings.timeouts },
    outbox: { ...tenantDefaults.outbox, ...settings.outbox },
  });
}

const signingOf = ({ mailIdentity }: IssuerSettings) => {
  if (!mailIdentity) return {};
  const { returnPath, signing } = mailIdentity;
  return { mailIdentity: { returnPath, signing } };
};

const smsSendersOf = ({ smsSenderId, smsSenderNumber }: IssuerSettings) => ({
  smsSenderId,
  ...(smsSenderNumber !== undefined && { smsSenderNumber }),
});

/** Somebody whom the issuer knows already. */
export interface Newcomer {
  readonly issuerId: string;
  readonly settings: IssuerSettings;
  readonly profile: EndUserProfile;
  readonly info: ConsumerInfo;
  readonly network: Network;
  /** Of the network in general; the settings' own is laid over it. */
  readonly policy?: Partial<OtpPolicy>;
}

/** Makes an End User's cards known to D1 and the network, and puts a wallet into their hand. */
export function introduce(bed: TestBed, { issuerId, settings, profile, info, network, policy }: Newcomer): EndUser {
  const { consumerId, cards } = profile;
  if (settings.contacts.model === "stored") bed.d1.registerConsumer(issuerId, consumerId, info);
  for (const card of cards) {
    bed.d1.registerCard({ ...card, consumerId, issuerId });
    bed.tsp.registerRange({
      prefix: card.pan,
      network,
      policy: { ...policy, ...settings.otp },
      suffixLength: settings.suffixLength,
    });
  }
  learnSecrets(bed, profile);
  return createEndUser({
    profile,
    wallet: { tsp: { url: bed.tsp.url, request: bed.walletClient } },
    sms: bed.smsCentre.inbox,
    mail: bed.mail.source,
  });
}

function learnSecrets({ secrets }: TestBed, { phone, email, cards }: EndUserProfile): void {
  if (phone) secrets.learn("phone", phone);
  if (email) secrets.learn("email", email);
  for (const card of cards) secrets.learn("pan", card.pan);
}
