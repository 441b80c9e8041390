import type { EndUser } from "../../simulators/end-user/end-user.ts";
import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import type { ConsumerChange } from "../../simulators/issuer-backend/consumers.ts";
import type { ReceivedNotification } from "../../simulators/issuer-backend/received-notifications.ts";
import type { Chance } from "../chance.ts";
import { type ConsumerInfo, d1IssuerPaths } from "../contract/d1-issuer.ts";
import type { IssuerAccess } from "./issuer-access.ts";
import { defaultIssuerSettings, type IssuerSettings } from "./issuer-settings.ts";
import { introduce, onboardAtBackend, onboardAtD1 } from "./onboard-issuer.ts";
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
  /** Where an id of a certain form matters; else the issuer names its consumer. */
  readonly consumerId?: string;
  readonly firstName?: string;
  readonly language?: string;
  readonly phone?: PhoneNumber | undefined;
  readonly email?: string | undefined;
  readonly cards: readonly DrawnCard[];
  readonly network: Network;
  /** What the scenario is about, so that it must be exactly so; everything else was only drawn. */
  readonly insistsOn?: readonly ("phone" | "email" | "language" | "card ending")[];
}

/** An issuer known to TSP, D1 and the backend, with End Users of its own: what one scenario works with. */
export interface Issuer {
  readonly issuerId: string;
  /** How to call its backend as D1 does. */
  readonly access: IssuerAccess;
  readonly settings: IssuerSettings;
  /**
   * Makes an End User known to the issuer, their cards known to D1 and the network, and puts a wallet into their hand.
   * Whatever a real issuer cannot do here or below is NOT_OFFERED.
   */
  enrol(wish: PersonWish): EndUser;
  /** The issuer records new contact details; a D1 that stores them is not told. */
  changeContact(consumerId: string, contact: Pick<ConsumerChange, "mobilePhoneNumber" | "email">): void;
  /** From now on the backend refuses to speak of this consumer: 403. */
  block(consumerId: string): void;
  /** From now on the backend does not know this consumer: 404. */
  remove(consumerId: string): void;
  /** The id of a consumer whom the backend does not know: 404. */
  unknownConsumer(): string;
  /** The id of a consumer whom the backend has blocked: 403. */
  blockedConsumer(): string;
  /** What the backend was notified of since the issuer was opened. */
  notifications(): readonly ReceivedNotification[];
  /** Gives back the End Users that were leased. */
  release(): void;
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
  onboardAtBackend(bed, access, agreed);
  onboardAtD1(bed, access, agreed);
  let enrolled = 0;
  return {
    issuerId,
    access,
    settings: agreed,
    notifications: () => bed.issuerBackend.notifications(issuerId),
    release: () => onboardAtD1(bed, access, withoutAlarms(agreed)),
    enrol: (wish) => enrol(bed, chance.fork(`person ${enrolled++}`), issuerId, agreed, wish),
    changeContact: (consumerId, contact) => bed.issuerBackend.change(issuerId, consumerId, contact),
    block: (consumerId) => bed.issuerBackend.enrol(issuerId, { consumerId, info: {}, cards: [], state: "blocked" }),
    remove: (consumerId) => bed.issuerBackend.remove(issuerId, consumerId),
    unknownConsumer: () => drawConsumerId(chance.fork("unknown consumer")),
    blockedConsumer: () => {
      const consumerId = drawConsumerId(chance.fork("blocked consumer"));
      bed.issuerBackend.enrol(issuerId, { consumerId, info: {}, cards: [], state: "blocked" });
      return consumerId;
    },
  };
}

/** Another scenario may move the clock on: by then nobody is to be reminded, and no session to end, for this one. */
function withoutAlarms({ notices: _notices, sessionMs: _sessionMs, ...settings }: IssuerSettings): IssuerSettings {
  return settings;
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
    // A colon of its own, and characters whose base64 and base64url differ: what a careless reader trips over.
    clientSecret: `${chance.fork("client secret").text("abcdefghijkmnpqrstuvwxyz23456789", 32)}:~?>~`,
    identity: identities.d1,
    foreignIdentity: identities.foreign,
  };
}

function enrol(bed: TestBed, chance: Chance, issuerId: string, settings: IssuerSettings, wish: PersonWish): EndUser {
  const drawn = toProfile(chance, wish);
  const info = toConsumerInfo(wish, drawn);
  const profile = { ...drawn, consumerId: wish.consumerId ?? bed.issuerBackend.nameConsumer(info, drawn.consumerId) };
  const { consumerId, cards } = profile;
  bed.issuerBackend.enrol(issuerId, {
    consumerId,
    info,
    cards: cards.map(({ cardId }) => ({ cardId })),
    state: "active",
  });
  return introduce(bed, { issuerId, settings, profile, info, network: wish.network });
}

function toProfile(chance: Chance, wish: PersonWish): EndUserProfile {
  const { phone, email, language = "en-US", firstName = drawFirstName(chance), cards } = wish;
  const consumerId = drawConsumerId(chance);
  return { consumerId, firstName, language, cards, ...(phone && { phone: toE164(phone) }), ...(email && { email }) };
}

export const drawConsumerId = (chance: Chance): string =>
  `csm_${chance.fork("consumer id").text("abcdefghijklmnopqrstuvwxyz234567", 26)}`;

const toConsumerInfo = ({ phone }: PersonWish, { language, firstName, email }: EndUserProfile): ConsumerInfo => ({
  language,
  firstName,
  lastName: "Haddad",
  ...(phone && { mobilePhoneNumber: phone }),
  ...(email && { email }),
});

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
