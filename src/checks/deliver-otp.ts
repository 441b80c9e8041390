import type { EpochMs } from "../clock.ts";
import type { DeliverOtpRequest } from "../contract/d1-issuer.ts";
import { type Check, fail, pass } from "./finding.ts";

export interface DeliverOtpExpectation {
  /** The TSP's code, as D1 was asked to deliver it. */
  readonly otp: string;
  readonly panSuffix: string;
  /** The literal agreed for the channel, e.g. "SMS". */
  readonly deliveryChannel: string;
  readonly expiresAt: EpochMs;
  /** Ids of the exchange looked at. */
  readonly evidence: readonly string[];
}

/**
 * CS-12: Deliver OTP carries the chosen channel, a suffix of four digits, the code unchanged, and the TSP's expiry
 * instant, in ISO 8601 or as `dd/MM/yyyy HH:mm:ss`. Source: (2), [C].
 */
export const checkDeliverOtp: Check<DeliverOtpRequest, DeliverOtpExpectation> = (request, expectation) => {
  const { otp, panSuffix, deliveryChannel, expiresAt, evidence } = expectation;
  const faults = [
    ...(request.deliveryChannel === deliveryChannel ? [] : ["deliveryChannel is not the chosen one"]),
    ...(/^[0-9]{4}$/.test(request.panSuffix) ? [] : ["panSuffix has not four digits"]),
    ...(request.panSuffix === panSuffix ? [] : ["panSuffix is not this card's"]),
    ...(request.otp.value === otp ? [] : ["otp.value was changed"]),
    ...expiryFaults(request.otp.expirationDate, expiresAt),
  ];
  const expected = `deliveryChannel ${deliveryChannel}, this card's suffix, the code and the expiry of the TSP`;
  if (faults.length === 0) return pass("CS-12", { expected, actual: "all four as asked", evidence });
  const hint = "Copy code, suffix and channel unchanged; convert the expiry without moving the instant (UTC).";
  return fail("CS-12", { expected, actual: faults.join("; "), hint, evidence });
};

/**
 * The instant that an `expirationDate` names, in ms; undefined when it is in neither format or no such date exists.
 * `dd/MM/yyyy HH:mm:ss` has no offset: it is read as UTC [A].
 */
export function readExpirationDate(text: string): EpochMs | undefined {
  const slashed = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (slashed) return instantOf(`${slashed[3]}-${slashed[2]}-${slashed[1]}T${slashed[4]}:${slashed[5]}:${slashed[6]}Z`);
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  return iso ? instantOf(text) : undefined;
}

function expiryFaults(text: string, expiresAt: EpochMs): readonly string[] {
  const instant = readExpirationDate(text);
  if (instant === undefined) return ["otp.expirationDate is in neither known format"];
  // Only one of the formats has a fraction of a second, so seconds are what both can carry.
  const sameSecond = Math.floor(instant / 1000) === Math.floor(expiresAt / 1000);
  return sameSecond ? [] : ["otp.expirationDate is another instant than the TSP's"];
}

/** Date.parse rolls 31 February over to March; a date that does not come back as written does not exist. */
function instantOf(iso: string): EpochMs | undefined {
  const day = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== iso.slice(0, 10)) return undefined;
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? undefined : instant;
}
