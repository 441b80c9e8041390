import type { Exchange } from "../evidence/journal.ts";
import { judgeMembers, type Members } from "./contact-details.ts";
import { type Check, type Finding, untestable } from "./finding.ts";
import { conclude, describeOutcome, statusOf } from "./issuer-answer.ts";

/** Contacts as the issuer holds them: an E.164 number with its plus, an address. */
export interface Held {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

interface WhoseContacts {
  readonly own: Held;
  readonly others: readonly Held[];
}

/**
 * CD-11: the answer holds the asked consumer's contacts, nobody else's. Spelling is forgiven here, for CD-04 to CD-06
 * judge it, and so is a missing contact (CD-02). Source: [A].
 */
export const checkOwnContacts: Check<Exchange, WhoseContacts> = (exchange, { own, others }) =>
  judgeMembers("CD-11", exchange, (members) => ({
    expected: "the contacts of the consumer that was asked for",
    faults: [
      ...judgeOwner(
        "the phone",
        digitsOf(members),
        own.phone,
        others.map(({ phone }) => phone),
        samePhone,
      ),
      ...judgeOwner(
        "the address",
        textOf(members["email"]),
        own.email,
        others.map(({ email }) => email),
        sameEmail,
      ),
    ],
    actual: "this consumer's",
    hint: "Look contacts up by the consumerId of the path and keep nothing between requests.",
  }));

/** CD-11 over calls in parallel: one finding for all. */
export const checkNoneMixedUp: Check<readonly { readonly exchange: Exchange; readonly whose: WhoseContacts }[]> = (
  calls,
) => {
  const findings = calls.map(({ exchange, whose }) => checkOwnContacts(exchange, whose));
  const [worst] = [...findings].sort((one, other) => rank(other) - rank(one));
  if (!worst) return untestable("CD-11", noCalls);
  const right = findings.filter(({ result }) => result === "PASS").length;
  const evidence = findings.filter(({ result }) => result === worst.result).flatMap((finding) => finding.evidence);
  return {
    ...worst,
    actual: `${worst.actual} (${right} of ${findings.length} calls in parallel were right)`,
    evidence,
  };
};

/** CD-10: the answer is the same with and without `cardId`. Source: (2). */
export const checkCardIdIndifferent: Check<{ readonly without: Exchange; readonly with: Exchange }> = (calls) =>
  conclude("CD-10", {
    expected: "200 with and without the cardId parameter",
    faults: Object.entries(calls)
      .filter(([, exchange]) => statusOf(exchange) !== 200)
      .map(([name, exchange]) => `${name} cardId: ${describeOutcome(exchange)}`),
    actual: "200 both times",
    hint: "Take cardId as an optional parameter of the query: D1 sends it only where that was agreed.",
    evidence: [calls.without.id, calls.with.id],
  });

const noCalls = {
  expected: "calls in parallel",
  actual: "none",
  hint: "Let D1 ask for several consumers at the same time.",
  evidence: [],
};

const rank = ({ result }: Finding): number => ["PASS", "UNTESTABLE", "FAIL"].indexOf(result);

function judgeOwner(
  what: string,
  found: string,
  own: string | undefined,
  others: readonly (string | undefined)[],
  same: (found: string, held: string) => boolean,
): readonly string[] {
  if (found === "" || (own !== undefined && same(found, own))) return [];
  const isAnothers = others.some((held) => held !== undefined && held !== own && same(found, held));
  if (isAnothers) return [`${what} of another consumer`];
  return [own === undefined ? `${what} of nobody: none is on file` : `${what} is not the one on file`];
}

/** The national digits decide: a trunk 0 or a missing country code is another rule's. */
const samePhone = (found: string, held: string): boolean => found.slice(-7) === held.slice(-7) && found.length >= 7;

const sameEmail = (found: string, held: string): boolean => found.toLowerCase().includes(held.toLowerCase());

function digitsOf({ mobilePhoneNumber }: Members): string {
  const { countryCode, phoneNumber }: Members = typeof mobilePhoneNumber === "object" ? { ...mobilePhoneNumber } : {};
  return `${textOf(countryCode)}${textOf(phoneNumber)}`.replace(/\D/g, "");
}

const textOf = (member: unknown): string =>
  typeof member === "string" || typeof member === "number" ? String(member) : "";
