import type { Chance } from "../src/chance.ts";
import type { Channel } from "../src/checks/expectation.ts";
import type { Finding } from "../src/checks/finding.ts";
import type { Contacts } from "../src/checks/methods.ts";
import type { DeviceInfo } from "../src/contract/tsp-d1.ts";
import type { Exchange } from "../src/evidence/journal.ts";
import type { CapturedMail, CapturedMessage } from "../src/messages/captured-message.ts";
import type { UnfinishedSms } from "../src/messages/reassembly.ts";
import type { IssuerSettings } from "../src/testbed/issuer-settings.ts";
import { leaseIssuer } from "../src/testbed/lease-issuer.ts";
import { notOffered } from "../src/testbed/not-offered.ts";
import { drawPerson, type Issuer, openIssuer, type PersonWish } from "../src/testbed/open-issuer.ts";
import { type DrawnCard, drawCard, drawPhone, type Network, type PhoneNumber, toE164 } from "../src/testbed/people.ts";
import type { LogLine } from "../src/testbed/system-log.ts";
import { type Actor, contactsOnFile, latestStepUp, type StepUp } from "./actor.ts";
import type { NetworkQuirks, WorkerBed } from "./worker-bed.ts";

const methodTypes: Readonly<Record<Channel, string>> = {
  sms: "TEXT_TO_CARDHOLDER_NUMBER",
  email: "EMAIL_TO_CARDHOLDER_ADDRESS",
};

/** A delivery that D1 was asked for past the flow's own rules, and how it answered. */
export interface Instruction {
  /** The requirement that this puts to the test. */
  readonly requirement: string;
  readonly cause: string;
  readonly errorCode: string | undefined;
  /** What had arrived before. */
  readonly before: readonly CapturedMessage[];
}

type Wish = Partial<Omit<PersonWish, "cards">> & { readonly cardCount?: number };

/**
 * One scenario's corner of the test bed: an issuer of its own, its people, and everything that happened since it began.
 * What is described (settings, wishes) becomes real at the first deed, so that the order of Givens does not matter.
 */
export class Scenario {
  readonly worker: WorkerBed;
  network: Network = "mastercard";
  /** What every card of the scenario ends in, when that matters. */
  cardEnding: string | undefined;
  device: DeviceInfo | undefined;
  instructed: Instruction | undefined;
  /** What was found in the issuer's templates, once they were read. */
  templateFindings: readonly Finding[] = [];
  /** What was found in the zone of the mail domain, once it was looked at. */
  zoneFindings: readonly Finding[] = [];
  /** A zone file's text that the scenario's name server answers from. */
  servedZone = "";
  /** The DKIM selectors that D1 signs with in the scenario. */
  selectors: readonly string[] = [];
  readonly #chance: Chance;
  readonly #wishes = new Map<string, Wish>();
  readonly #actors = new Map<string, Actor>();
  readonly #undo: (() => unknown)[] = [];
  readonly #newPhones = new Map<string, string>();
  readonly #start: Readonly<Record<"sms" | "begunSms" | "mail" | "exchanges" | "lines", number>>;
  #settings: Partial<IssuerSettings> = {};
  #issuer: Issuer | undefined;
  #current = "They";

  constructor(worker: WorkerBed, chance: Chance) {
    this.worker = worker;
    this.#chance = chance;
    const { smsCentre, mail, journal, log } = worker.bed;
    this.#start = {
      sms: smsCentre.inbox.cursor,
      begunSms: smsCentre.begun(),
      mail: mail.cursor,
      exchanges: journal.cursor,
      lines: log.cursor,
    };
  }

  get chance(): Chance {
    return this.#chance;
  }

  /** Throws once the issuer is open: a scenario agrees first and acts then. */
  agree(settings: Partial<IssuerSettings>): void {
    if (this.#issuer) throw new Error("the issuer is already at work: describe it before anybody acts");
    this.#settings = { ...this.#settings, ...settings, otp: { ...this.#settings.otp, ...settings.otp } };
  }

  /** Whether codes and templates are the usual ones, or of a kind that the scenario is about. */
  get isOrdinary(): boolean {
    const { otp: { alphabet, length, shape } = {}, templates } = this.#settings;
    return [alphabet, length, shape, templates].every((choice) => choice === undefined);
  }

  get issuer(): Issuer {
    this.#issuer ??= this.#openIssuer();
    return this.#issuer;
  }

  /** Says who takes part, or more about somebody who does. */
  describe(name: string, wish: Wish): void {
    if (this.#actors.has(name)) throw new Error(`${name} is already at work: describe people before they act`);
    this.#wishes.set(name, { ...this.#wishes.get(name), ...wish });
    this.#current = name;
  }

  /** Somebody by name; "they" is who was spoken of last. */
  actor(pronoun: string): Actor {
    const name = this.#wishes.has(pronoun) ? pronoun : this.#current;
    this.#current = name;
    return this.#actors.get(name) ?? this.#enrol(name);
  }

  /** Everybody described, in that order. */
  everybody(): readonly Actor[] {
    return [...this.#wishes.keys()].map((name) => this.actor(name));
  }

  async addCard(actor: Actor, index = 0): Promise<StepUp> {
    const card = actor.endUser.profile.cards[index];
    if (!card) throw new Error(`${actor.name} owns no card number ${index + 1}`);
    return this.#add(actor, card);
  }

  /** The card as somebody would type it who has it wrong. */
  addWrongCard(actor: Actor, change: (card: DrawnCard) => DrawnCard): Promise<StepUp> {
    const [card] = actor.endUser.profile.cards;
    if (!card) throw new Error(`${actor.name} owns no card`);
    return this.#add(actor, change(card));
  }

  /** Chooses a channel in the wallet; one that was not offered is asked for all the same. */
  async choose(stepUp: StepUp, channel: Channel): Promise<void> {
    if (!this.worker.channels.includes(channel)) throw notOffered(`the run file offers no ${channel}`);
    stepUp.channel = channel;
    stepUp.answer = await stepUp.inWallet.choose(methodTypes[channel]);
  }

  /** One correlation id for every digitization from here on. */
  reuseCorrelationId(correlationId: string): void {
    const { quirks } = this.worker;
    quirks.correlationId = correlationId;
    this.#undo.push(() => delete quirks.correlationId);
  }

  /** What becomes of the parts of an SMS between D1 and the SMS centre, from here on. */
  onTheWay(change: NonNullable<NetworkQuirks["onTheWay"]>): void {
    const { quirks } = this.worker;
    quirks.onTheWay = change;
    this.#undo.push(() => delete quirks.onTheWay);
  }

  /** Leaves the shared systems as they were. */
  end(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#issuer?.release();
    this.worker.bed.secrets.forget();
    this.worker.sightings.forget();
  }

  /** Sinks refuse whatever comes to this person by this channel. False where no sink can be told to. */
  bar(actor: Actor, channel: Channel): boolean {
    const { smsCentre, mail } = this.worker.bed;
    const { phone = "", email = "" } = actor.endUser.profile;
    const undo = channel === "sms" ? smsCentre.bar(phone) : mail.bar?.(email);
    if (undo) this.#undo.push(undo);
    return undo !== undefined;
  }

  /** Everybody who has acted so far. */
  everybodyAtWork(): readonly Actor[] {
    return [...this.#actors.values()];
  }

  /** The issuer records a new phone; from then on it is the contact that counts. */
  changePhone(actor: Actor): void {
    const phone = this.#drawUnknownPhone(this.#chance.fork(`${actor.name}'s new phone`));
    this.issuer.changeContact(actor.endUser.profile.consumerId, { mobilePhoneNumber: phone });
    this.#newPhones.set(actor.name, toE164(phone));
    this.worker.bed.secrets.learn("phone", toE164(phone));
  }

  newContactsOf({ name }: Actor): readonly string[] {
    return [this.#newPhones.get(name)].filter((phone) => phone !== undefined);
  }

  /** The contact that the issuer holds now. */
  contactOf(actor: Actor, channel: Channel): string | undefined {
    const { phone, email } = actor.endUser.profile;
    return channel === "email" ? email : (this.#newPhones.get(actor.name) ?? phone);
  }

  /** Both contacts that the issuer holds now. */
  contactsOf(actor: Actor): Contacts {
    const [phone, email] = [this.contactOf(actor, "sms"), this.contactOf(actor, "email")];
    return { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
  }

  /** Resolves when nothing is in hand any more, so that what has not arrived will not come. */
  async settled(): Promise<void> {
    await this.worker.bed.settled();
    await this.worker.watch?.settle(this);
  }

  /** Everything that any inbox got since the scenario began; for sure once `settled`. */
  messages(): readonly CapturedMessage[] {
    const { smsCentre, mail } = this.worker.bed;
    return [...smsCentre.inbox.list({ after: this.#start.sms }), ...mail.since(this.#start.mail)];
  }

  /** What came in parts of which some are missing: no inbox has it. */
  unfinishedSms(): readonly UnfinishedSms[] {
    return this.worker.bed.smsCentre.unfinished({ after: this.#start.begunSms });
  }

  /** Of all messages, the mails. */
  mails(): readonly CapturedMail[] {
    return this.worker.bed.mail.since(this.#start.mail);
  }

  /** Who sends the messages. */
  get sender(): "d1" | "issuer" {
    const { deliveryMode } = this.#issuer?.settings ?? this.#settings;
    return deliveryMode === "issuer-managed" ? "issuer" : "d1";
  }

  exchanges(): readonly Exchange[] {
    return this.worker.bed.journal.since(this.#start.exchanges);
  }

  logLines(): readonly LogLine[] {
    return this.worker.bed.log.since(this.#start.lines);
  }

  stepUps(): readonly StepUp[] {
    return [...this.#actors.values()].flatMap(({ stepUps }) => stepUps);
  }

  latestStepUp(): StepUp {
    return latestStepUp(this.actor("they"));
  }

  #openIssuer(): Issuer {
    const { bed, templates, lessor } = this.worker;
    const chance = this.#chance.fork("issuer");
    if (lessor) return leaseIssuer(bed, chance, lessor, this.#settings);
    return openIssuer(bed, chance, { templates, ...this.#settings });
  }

  async #add(actor: Actor, card: DrawnCard): Promise<StepUp> {
    const inWallet = await actor.endUser.wallet.addCard(card, this.device);
    const stepUp = { card, inWallet };
    actor.stepUps.push(stepUp);
    return stepUp;
  }

  #enrol(name: string): Actor {
    const actor = { name, endUser: this.issuer.enrol(this.#personFor(name)), stepUps: [] };
    this.#actors.set(name, actor);
    return actor;
  }

  #personFor(name: string): PersonWish {
    const chance = this.#chance.fork(name);
    const { cardCount = 1, ...wish } = this.#wishes.get(name) ?? {};
    const draw = (_: unknown, index: number) => drawCard(chance.fork(`card ${index}`), this.network, this.cardEnding);
    const cards = Array.from({ length: cardCount }, draw);
    return { ...this.#drawStranger(chance), ...wish, cards, insistsOn: this.#insistsOn(wish) };
  }

  #insistsOn(wish: Wish): Required<PersonWish>["insistsOn"] {
    const described = (["phone", "email", "language"] as const).filter((member) => wish[member] !== undefined);
    return this.cardEnding === undefined ? described : [...described, "card ending"];
  }

  #drawUnknownPhone(chance: Chance): PhoneNumber {
    const phone = drawPhone(chance);
    const taken = this.everybodyAtWork().flatMap(contactsOnFile);
    return taken.includes(toE164(phone)) ? this.#drawUnknownPhone(chance.fork("again")) : phone;
  }

  /** Somebody whose contacts nobody else in the scenario has. */
  #drawStranger(chance: Chance): PersonWish {
    const person = drawPerson(chance, this.network);
    const taken = this.everybodyAtWork().flatMap(contactsOnFile);
    const isKnown = (person.phone && taken.includes(toE164(person.phone))) || taken.includes(person.email ?? "");
    return isKnown ? this.#drawStranger(chance.fork("again")) : person;
  }
}
