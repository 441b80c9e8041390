import { isDeepStrictEqual } from "node:util";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { EndUser } from "../../simulators/end-user/end-user.ts";
import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import type { Chance } from "../chance.ts";
import { type ConsumerInfo, d1IssuerPaths } from "../contract/d1-issuer.ts";
import type { RunFileEndUser } from "../run-file/end-user-schema.ts";
import type { RunFile } from "../run-file/run-file.ts";
import type { TemplateSet } from "../templates/template-set.ts";
import { cardsIn, type EndUserPool } from "./end-user-pool.ts";
import type { IssuerAccess } from "./issuer-access.ts";
import { defaultIssuerSettings, type IssuerSettings } from "./issuer-settings.ts";
import { notOffered } from "./not-offered.ts";
import { introduce, onboardAtBackend, onboardAtD1 } from "./onboard-issuer.ts";
import { drawConsumerId, type Issuer, type PersonWish } from "./open-issuer.ts";
import type { DrawnCard } from "./people.ts";
import { policyChangesOf } from "./policy-changes.ts";
import type { TestBed } from "./start-test-bed.ts";

/** The issuer of a run file, as far as scenarios share it. */
export interface Lessor {
  readonly runFile: RunFile;
  readonly templates: TemplateSet;
  readonly pool: EndUserPool;
  /** How the run file's mail is signed here, where it names a private key. */
  readonly mailIdentity?: NonNullable<IssuerSettings["mailIdentity"]>;
}

/**
 * Opens the run file's issuer for one scenario, with people leased from the run file. Behind it stands a real backend,
 * or the simulated one with the same people on its books.
 * Throws NOT_OFFERED where the scenario is about settings that the run file has otherwise.
 */
export function leaseIssuer(bed: TestBed, chance: Chance, lessor: Lessor, wanted: Partial<IssuerSettings>): Issuer {
  const { runFile, pool } = lessor;
  const settings = agreeOn(lessor, wanted);
  const access = toAccess(bed, runFile);
  const { issuerId } = access;
  onboardAtD1(bed, access, settings);
  const leased: RunFileEndUser[] = [];
  const keep = (person: RunFileEndUser) => {
    leased.push(person);
    return person;
  };
  return {
    issuerId,
    access,
    settings,
    enrol: (wish) => admit(bed, { issuerId, settings, runFile, wish, person: keep(pool.lease(wish)) }),
    ...(runFile.backend.kind === "embedded" ? openBooks(bed, access, settings, runFile) : closedBooks),
    unknownConsumer: () =>
      runFile.endUsers.find(({ kind }) => kind === "unknown")?.consumerId ?? drawConsumerId(chance.fork("unknown")),
    blockedConsumer: () => keep(pool.leaseOutsider("blocked")).consumerId,
    release: () => pool.giveBack(leased.splice(0)),
  };
}

type Books = Pick<Issuer, "changeContact" | "block" | "remove" | "notifications">;

/** Nobody can tell somebody else's issuer to change its books for a scenario. */
const closedBooks: Books = {
  changeContact: () => refuse("change a contact"),
  block: () => refuse("block somebody"),
  remove: () => refuse("forget somebody"),
  notifications: () => refuse("show what it was notified of"),
};

function refuse(deed: string): never {
  throw notOffered(`a real issuer cannot be told to ${deed}`);
}

/** The simulated backend, its books as the run file has them: whatever an earlier scenario changed is undone. */
function openBooks(bed: TestBed, access: IssuerAccess, settings: IssuerSettings, { endUsers }: RunFile): Books {
  const { issuerBackend } = bed;
  const { issuerId } = access;
  onboardAtBackend(bed, access, settings);
  for (const person of endUsers) enterIntoBooks(bed, issuerId, person);
  const earlier = issuerBackend.notifications(issuerId).length;
  return {
    changeContact: (consumerId, contact) => issuerBackend.change(issuerId, consumerId, contact),
    block: (consumerId) => issuerBackend.enrol(issuerId, { consumerId, info: {}, cards: [], state: "blocked" }),
    remove: (consumerId) => issuerBackend.remove(issuerId, consumerId),
    notifications: () => issuerBackend.notifications(issuerId).slice(earlier),
  };
}

function enterIntoBooks({ issuerBackend }: TestBed, issuerId: string, person: RunFileEndUser): void {
  const { consumerId, kind, cards } = person;
  if (kind === "unknown") {
    issuerBackend.remove(issuerId, consumerId);
    return;
  }
  issuerBackend.enrol(issuerId, {
    consumerId,
    info: toConsumerInfo(person),
    cards: cards.map(({ cardId }) => ({ cardId })),
    state: kind === "blocked" ? "blocked" : "active",
  });
}

interface Admission {
  readonly issuerId: string;
  readonly settings: IssuerSettings;
  readonly runFile: RunFile;
  readonly wish: PersonWish;
  readonly person: RunFileEndUser;
}

function admit(bed: TestBed, { issuerId, settings, runFile, wish, person }: Admission): EndUser {
  const { consumerId, firstName, language, phone, email } = person;
  const profile: EndUserProfile = {
    ...{ consumerId, firstName, language, cards: cardsFor(person, wish) },
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
  };
  const policy = policyChangesOf(runFile.networks[wish.network]);
  return introduce(bed, { issuerId, settings, profile, info: toConsumerInfo(person), network: wish.network, policy });
}

/** The issuer never sees a PAN: where a scenario is about its last digits, another may stand under the same reference. */
function cardsFor(person: RunFileEndUser, { cards, network, insistsOn = [] }: PersonWish): readonly DrawnCard[] {
  const owned = cardsIn(person, network).slice(0, cards.length).map(toCard);
  if (!insistsOn.includes("card ending")) return owned;
  return cards.map((drawn, index) => ({ ...drawn, cardId: owned[index]?.cardId ?? drawn.cardId }));
}

function toCard({ pan, expiry, securityCode, cardId }: RunFileEndUser["cards"][number]): DrawnCard {
  return { pan, expiryMonth: expiry.slice(0, 2), expiryYear: expiry.slice(3), securityCode, cardId };
}

function toConsumerInfo({ language, firstName, phone, email }: RunFileEndUser): ConsumerInfo {
  const number = phone === undefined ? undefined : parsePhoneNumberFromString(phone);
  return {
    language,
    firstName,
    lastName: "Haddad",
    ...(number && {
      mobilePhoneNumber: { countryCode: `+${number.countryCallingCode}`, phoneNumber: number.nationalNumber },
    }),
    ...(email !== undefined && { email }),
  };
}

/** The run file's word against the scenario's: what both speak of must be the same. */
function agreeOn({ runFile, templates, mailIdentity }: Lessor, wanted: Partial<IssuerSettings>): IssuerSettings {
  const { delivery, contacts, sendsCardId, sms, mail, budgets } = runFile;
  const written = { deliveryMode: delivery.mode, contacts, sendsCardId };
  if (wanted.templates) throw notOffered("the run file has templates of its own; the scenario is about others");
  for (const [name, value] of Object.entries(written)) {
    const other = new Map<string, unknown>(Object.entries(wanted)).get(name);
    if (other !== undefined && !isDeepStrictEqual(other, value)) throw otherwise(name, value, other);
  }
  return {
    ...defaultIssuerSettings,
    ...(mailIdentity && { mailIdentity }),
    ...wanted,
    ...written,
    templates,
    smsSenderId: sms.sender,
    ...(sms.senderNumber !== undefined && { smsSenderNumber: sms.senderNumber }),
    mailFrom: mail.from,
    timeouts: { tokenMs: budgets.token, consumerMs: budgets.consumer, deliverOtpMs: budgets.deliverOtp },
  };
}

const otherwise = (name: string, written: unknown, wanted: unknown): Error =>
  notOffered(`the run file says ${name} ${describeSetting(written)}; the scenario is about ${describeSetting(wanted)}`);

const describeSetting = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** With a simulated backend the run file need not name credentials. */
function toAccess({ issuerBackend, identities }: TestBed, { issuer, backend }: RunFile): IssuerAccess {
  const common = {
    issuerId: issuer.id,
    name: issuer.name,
    identity: identities.d1,
    foreignIdentity: identities.foreign,
  };
  if (backend.kind === "embedded") {
    const { url } = issuerBackend;
    const secret = "embedded-only";
    return {
      ...common,
      backendUrl: url,
      tokenUrl: url + d1IssuerPaths.token,
      clientId: issuer.id,
      clientSecret: secret,
    };
  }
  const { url, tokenUrl, clientId, clientSecret, scope } = backend;
  return { ...common, backendUrl: url, tokenUrl, clientId, clientSecret, ...(scope !== undefined && { scope }) };
}
