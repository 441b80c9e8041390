/**
 * Stepproof within your own tests: the systems around a card issuer, the messages they sent, and an End User who reads
 * them. See docs/library.md.
 */
export type { Card, EndUserProfile } from "../simulators/end-user/profile.ts";
export type { Channel } from "./checks/expectation.ts";
export { type Clock, ManualClock } from "./clock.ts";
export { StepproofError } from "./errors.ts";
export type { CapturedMail, CapturedSms } from "./messages/captured-message.ts";
export type { Ports } from "./testbed/ground.ts";
export type { Bed } from "./testbed/in-tests/bed.ts";
export type { CardInWallet } from "./testbed/in-tests/card-in-wallet.ts";
export type { EndUser } from "./testbed/in-tests/end-user.ts";
export type { EndUserWish } from "./testbed/in-tests/enrolment.ts";
export type { InboxQuery, ReadableInbox, WaitLimits } from "./testbed/in-tests/readable-inbox.ts";
export type { ReceivedMail, ReceivedMessage, ReceivedSms } from "./testbed/in-tests/received-message.ts";
export {
  type Addresses,
  startTestBed,
  type TestBed,
  type TestBedOptions,
} from "./testbed/in-tests/start-bed-in-tests.ts";
export type { ExampleIssuerOptions } from "./testbed/open-example-issuer.ts";
export type { Network, PhoneNumber } from "./testbed/people.ts";
