import { tenantDefaults } from "../../simulators/d1/tenants.ts";
import { createEndUser, type EndUser } from "../../simulators/end-user/end-user.ts";
import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import type { ConsumerChange } from "../../simulators/issuer-backend/consumers.ts";
import type { Chance } from "../chance.ts";
import { type ConsumerInfo, d1IssuerPaths } from "../contract/d1-issuer.ts";
import type { IssuerAccess } from "./issuer-access.ts";
import { defaultIssuerSettings, type IssuerSettings } from "./issuer-settings.ts";
import {
  type DrawnCard,
  drawCard,
  drawEmail,
  drawFirstName,
  drawPhone,
  type Network,
  type PhoneNumber,
  toE164,
} from "./people.ts";
import type { TestBed } from "./start-test-bed.ts";

/** Whom to enrol; what is left out is drawn, `undefined` contacts are not on file. */
export interface PersonWish {
  readonly firstName?: string;
  readonly language?: string;
  readonly phone?: PhoneNumber | undefined;
  readonly email?: string | undefined;
  readonly cards: readonly DrawnCard[];
  readonly network: Network;
}

/** An issuer known to TSP, D1 and the backend, with End Users of its own: what one scenario works with. */
export interface Issuer {
  readonly issuerId: string;
  /** How to call its backend as D1 does. */
  readonly access: IssuerAccess;
  readonly settings: IssuerSettings;
  /** Makes an End User known to the issuer, their cards known to D1 and the network, and puts a wallet into their hand. */
  enrol(wish: PersonWish): EndUser;
  /** The issuer records new contact details; a D1 that stores them is not told. */
  changeContact(consumerId: string, contact: Pick<ConsumerChange, "mobilePhoneNumber" | "email">): void;
  /** From now on the backend refuses to speak of this consumer: 403. */
  block(consumerId: string): void;
  /** From now on the backend does not know this consumer: 404. */
  remove(consumerId: string): void;
}

/** Opens an issuer of its own for a scenario: nothing is shared with any other. */
export function openIssuer(
  bed: TestBed,
  chance: Chance,
  settings: Partial<IssuerSettings> & Pick<IssuerSettings, "templates">,
): Issuer {
  const agreed: IssuerSettings = { ...defaultIssuerSettings, ...settings };
  const access = drawAccess(bed, chance);
  const { issuerId } = access;
  onboard(bed, access, agreed);
  let enrolled = 0;
  return {
    issuerId,
    access,
    settings: agreed,
    enrol: (wish) => enrol(bed, chance.fork(`person ${enrolled++}`), issuerId, agreed, wish),
    changeContact: (consumerId, contact) => bed.issuerBackend.change(issuerId, consumerId, contact),
    block: (consumerId) => bed.issuerBackend.enrol(issuerId, { consumerId, info: {}, cards: [], state: "blocked" }),
    remove: (consumerId) => bed.issuerBackend.remove(issuerId, consumerId),
  };
}

/** The embedded backend under an issuer id and a secret of the scenario's own. */
function drawAccess({ issuerBackend, identities }: TestBed, chance: Chance): IssuerAccess {
  const issuerId = chance.fork("issuer id").text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10);
  return {
    issuerId,
    name: "Meridale Bank",
    backendUrl: issuerBackend.url,
    tokenUrl: issuerBackend.url + d1IssuerPaths.token,
    clientId: issuerId,
    clientSecret: chance.fork("client secret").text("abcdefghijkmnpqrstuvwxyz23456789", 32),
    identity: identities.d1,
    foreignIdentity: identities.foreign,
  };
}

function onboard(bed: TestBed, access: IssuerAccess, settings: IssuerSettings): void {
  const { templates, smsSenderId, mailFrom } = settings;
  const { issuerId, clientId, clientSecret, backendUrl, tokenUrl } = access;
  bed.secrets.learn("token", clientSecret);
  const common = { issuerId, clientId, clientSecret, templates, smsSenderId, mailFrom };
  bed.issuerBackend.onboard({ ...common, tokenLifetimeS: 900, expiresInAs: "string" });
  bed.d1.onboard({
    ...tenantDefaults,
    ...common,
    issuerUrl: backendUrl,
    tokenUrl,
    deliveryMode: settings.deliveryMode,
    contacts: settings.contacts,
    acknowledge: settings.acknowledge,
    sendsCardId: settings.sendsCardId,
    methods: { ...tenantDefaults.methods, customerServiceNumber: settings.customerServiceNumber },
    deliverOtp: { ...tenantDefaults.deliverOtp, expirationFormat: settings.expirationFormat },
  });
}

function enrol(bed: TestBed, chance: Chance, issuerId: string, settings: IssuerSettings, wish: PersonWish): EndUser {
  const profile = toProfile(chance, wish);
  const info = toConsumerInfo(wish, profile);
  const { consumerId, cards } = profile;
  bed.issuerBackend.enrol(issuerId, {
    consumerId,
    info,
    cards: cards.map(({ cardId }) => ({ cardId })),
    state: "active",
  });
  if (settings.contacts.model === "stored") bed.d1.registerConsumer(issuerId, consumerId, info);
  for (const card of cards) {
    bed.d1.registerCard({ ...card, consumerId, issuerId });
    bed.tsp.registerRange({
      prefix: card.pan,
      network: wish.network,
      policy: settings.otp,
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

function toProfile(chance: Chance, wish: PersonWish): EndUserProfile {
  const { phone, email, language = "en-US", firstName = drawFirstName(chance), cards } = wish;
  const consumerId = `csm_${chance.fork("consumer id").text("abcdefghijklmnopqrstuvwxyz234567", 26)}`;
  return { consumerId, firstName, language, cards, ...(phone && { phone: toE164(phone) }), ...(email && { email }) };
}

const toConsumerInfo = ({ phone }: PersonWish, { language, firstName, email }: EndUserProfile): ConsumerInfo => ({
  language,
  firstName,
  lastName: "Haddad",
  ...(phone && { mobilePhoneNumber: phone }),
  ...(email && { email }),
});

function learnSecrets({ secrets }: TestBed, { phone, email, cards }: EndUserProfile): void {
  if (phone) secrets.learn("phone", phone);
  if (email) secrets.learn("email", email);
  for (const card of cards) secrets.learn("pan", card.pan);
}

/** A wish with everything drawn: both contacts and one card. */
export function drawPerson(chance: Chance, network: Network): PersonWish {
  const firstName = drawFirstName(chance.fork("first name"));
  return {
    firstName,
    network,
    phone: drawPhone(chance.fork("phone")),
    email: drawEmail(chance.fork("email"), firstName),
    cards: [drawCard(chance.fork("card"), network)],
  };
}
