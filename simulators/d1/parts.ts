import type { Chance } from "../../src/chance.ts";
import type { Clock, EpochMs } from "../../src/clock.ts";
import type { CardNotification, ConsumerInfo, DeliverOtpRequest } from "../../src/contract/d1-issuer.ts";
import type {
  Acknowledgement,
  ActivationMethod,
  AuthorizeServiceRequest,
  Decision,
  FundingAccount,
} from "../../src/contract/tsp-d1.ts";
import type { LedgerLine } from "../../src/evidence/ledger.ts";
import type { Fate } from "../../src/sending/failure.ts";
import type { MailSender, OutgoingMail, OutgoingSms, SmsSender } from "../../src/sending/sender.ts";
import { selectTemplates } from "../../src/templates/select-templates.ts";
import type { LanguageTemplates, TemplateValues } from "../../src/templates/template-set.ts";
import { type AnswerOnce, createAnswerOnce } from "./answers.ts";
import { type CardOutcome, cardNotification } from "./card-notification.ts";
import { readConsumer } from "./consumers.ts";
import { type Channel, channelsOf } from "./contacts.ts";
import { type CardVerification, decide, verifyCard } from "./decision.ts";
import { deliverOtpBody } from "./deliver-otp.ts";
import type { Delivery, Letter, NoticeParcel, Parcel } from "./delivery.ts";
import type { Designation, Digitization, Digitizations } from "./digitizations.ts";
import { isExpired } from "./expiry.ts";
import { failureFate } from "./failure-fate.ts";
import { handOff } from "./hand-off.ts";
import { drawId } from "./ids.ts";
import { isTransient } from "./issuer-answers.ts";
import type { IssuerClient } from "./issuer-client.ts";
import { otpOf, panSuffixOf, renderMail, renderSms } from "./letters.ts";
import { maskEmail, maskPhone } from "./masking.ts";
import { isOffered, type Offering, offerMethods } from "./methods.ts";
import { resolveContact } from "./resolve-contact.ts";
import { sendNotice } from "./send-notice.ts";
import type { D1Tenant, RegisteredCard, Tenants } from "./tenants.ts";

/** One answered request, for D1's own log. */
export interface LogEntry {
  readonly operation: string;
  /** As received: secrets and all. A line must not quote it. */
  readonly body: string;
  readonly answer: Acknowledgement;
}

/** Every decision D1 takes on its own. The flow composes them, so a D1 that differs in one of them is one replacement away. */
export interface D1Parts {
  readonly verifyCard: (account: FundingAccount, card: RegisteredCard | undefined, now: EpochMs) => CardVerification;
  readonly decide: (request: AuthorizeServiceRequest, tenant: D1Tenant) => Decision;
  readonly readConsumer: (digitization: Digitization) => Promise<ConsumerInfo>;
  readonly maskPhone: (phone: string, tenant: D1Tenant) => string;
  readonly maskEmail: (address: string, tenant: D1Tenant) => string | undefined;
  readonly offerMethods: (offering: Offering) => readonly ActivationMethod[];

  readonly findDigitization: (designation: Designation, digitizations: Digitizations) => Digitization | undefined;
  readonly isOffered: (delivery: Delivery) => boolean;
  readonly isExpired: (delivery: Delivery, now: EpochMs) => boolean;
  readonly channelsOf: (delivery: Delivery) => readonly Channel[];
  readonly resolveContact: (delivery: Delivery, consumer: ConsumerInfo, channel: Channel) => string;
  readonly selectTemplates: (tenant: D1Tenant, language: string | undefined) => LanguageTemplates;
  readonly otpOf: (delivery: Delivery) => string;
  readonly panSuffixOf: (delivery: Delivery) => string;
  readonly renderSms: (letter: Letter) => OutgoingSms;
  readonly renderMail: (letter: Letter) => OutgoingMail;
  readonly deliverOtpBody: (delivery: Delivery, channel: Channel, values: TemplateValues) => DeliverOtpRequest;
  readonly handOff: (parcel: Parcel, delivery: Delivery) => Promise<void>;
  /** What a failed hand-over leaves behind. */
  readonly failureFate: (error: unknown, parcel: Parcel) => Fate;
  /** The line as it is booked; none where it is left out. */
  readonly ledgerLine: (line: LedgerLine) => LedgerLine | undefined;

  /** Whether a notification that failed so is sent again. */
  readonly isWorthRepeating: (error: unknown) => boolean;
  readonly sendNotice: (parcel: NoticeParcel, digitization: Digitization) => Promise<void>;
  /** Operations beyond the five that D1 has; the good one knows none. */
  readonly furtherOperations: ReadonlyMap<string, (body: string) => Promise<Acknowledgement>>;

  readonly cardNotification: (digitization: Digitization, outcome: CardOutcome) => CardNotification;
  readonly xCorrelationId: (card: RegisteredCard) => string;
  readonly answerOnce: AnswerOnce;
  /** The HTTP status of an answer to the TSP: errors travel in the body (RS-04). */
  readonly answerStatus: (answer: Acknowledgement) => 200 | 500;
  readonly logLine: (entry: LogEntry) => string;
}

/** What the good parts reach for. */
export interface PartSources {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly tenants: Tenants;
  readonly sms: SmsSender;
  readonly mail: MailSender;
  readonly issuerOf: (tenant: D1Tenant) => IssuerClient;
  /** Answers that are kept, for requests that come again. */
  readonly remembers?: number | undefined;
}

/** The parts of a D1 that does everything right. */
export function defaultParts(sources: PartSources): D1Parts {
  const { chance, clock } = sources;
  return {
    verifyCard,
    decide,
    readConsumer: (digitization) => readConsumer(digitization, sources),
    maskPhone: (phone, { mask }) => maskPhone(phone, mask.phone),
    maskEmail: (address, { mask }) => maskEmail(address, mask.email),
    offerMethods,
    findDigitization: (designation, digitizations) => digitizations.find(designation),
    isOffered: ({ request, digitization }) => isOffered(request.activationMethod, digitization.offer?.methods ?? []),
    isExpired: ({ request }, now) => isExpired(request.expirationDateTime, now),
    channelsOf: ({ request }) => channelsOf(request.activationMethod),
    resolveContact,
    selectTemplates: ({ templates }, language) => selectTemplates(templates, language),
    otpOf,
    panSuffixOf,
    renderSms,
    renderMail,
    deliverOtpBody,
    handOff: (parcel, delivery) => handOff(parcel, delivery, sources),
    failureFate,
    ledgerLine: (line) => line,
    isWorthRepeating: isTransient,
    sendNotice: (parcel) => sendNotice(parcel, sources),
    furtherOperations: new Map(),
    cardNotification: (digitization, outcome) =>
      cardNotification(digitization, outcome, { operationId: drawId(chance), at: clock.now() }),
    xCorrelationId: () => drawId(chance),
    answerOnce: createAnswerOnce(sources.remembers),
    answerStatus: () => 200,
    logLine: ({ operation, answer }) => `${operation} ${answer.responseId} ${answer.errorCode ?? "done"}`,
  };
}
