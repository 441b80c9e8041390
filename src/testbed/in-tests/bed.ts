import type { Clock } from "../../clock.ts";
import type { CapturedMail, CapturedSms } from "../../messages/captured-message.ts";
import type { IssuerAccess } from "../issuer-access.ts";
import type { Issuer } from "../open-issuer.ts";
import type { TestBed as SimulatedSystems } from "../start-test-bed.ts";
import type { EndUser } from "./end-user.ts";
import { type EndUserWish, Enrolment } from "./enrolment.ts";
import { type ReadableInbox, toReadableInbox } from "./readable-inbox.ts";

/** What a test has of the systems around a card, on real sockets or in one process. */
export interface Bed extends AsyncDisposable {
  readonly clock: Clock;
  /** Every SMS and every e-mail that was sent to anybody. */
  readonly sms: ReadableInbox<CapturedSms>;
  readonly mail: ReadableInbox<CapturedMail>;
  /** The issuer's id, and the client credentials that its token endpoint takes. */
  readonly issuer: Pick<IssuerAccess, "issuerId" | "clientId" | "clientSecret">;
  /** Makes somebody known to the issuer, their cards to the network, and puts a wallet into their hand. */
  enrol(wish?: EndUserWish): Promise<EndUser>;
  /** Resolves when no system has work in hand: what has not arrived by then will not come. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Gives a test its hold on systems that run, with one issuer among them. */
export function toBed(systems: SimulatedSystems, issuer: Issuer): Bed {
  const { clock, chance, smsCentre, mail, settled, close } = systems;
  const { issuerId, clientId, clientSecret } = issuer.access;
  const enrolment = new Enrolment(issuer, chance.fork("people"), settled);
  return {
    clock,
    sms: toReadableInbox(smsCentre.inbox),
    mail: toReadableInbox(mail.source),
    issuer: { issuerId, clientId, clientSecret },
    enrol: (wish = {}) => enrolment.enrol(wish),
    settled,
    close,
    [Symbol.asyncDispose]: close,
  };
}
