import { type NumberType, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CapturedMessage } from "../messages/captured-message.ts";
import type { Channel, MessageExpectation } from "./expectation.ts";
import { type Check, type Finding, fail, pass, untestable } from "./finding.ts";
import { sameAddress } from "./mail-addresses.ts";

type Messages = readonly CapturedMessage[];

/** CS-01: the message arrives by the chosen channel. The subject is all that any inbox got in this flow. Source: (1)(2). */
export const checkChosenChannel: Check<Messages, Pick<MessageExpectation, "channel">> = (messages, { channel }) => {
  const verdict = {
    expected: `a message by ${nameOf(channel)}`,
    actual: countsOf(messages),
    evidence: idsOf(messages),
  };
  if (messages.some(({ kind }) => kind === channel)) return pass("CS-01", verdict);
  return fail("CS-01", { ...verdict, hint: "Send by the channel of the method that the End User selected." });
};

/** CS-02: nothing arrives by any other channel, not even after a failure. Source: [A]. */
export const checkNoOtherChannel: Check<Messages, Pick<MessageExpectation, "channel">> = (messages, { channel }) => {
  const strays = messages.filter(({ kind }) => kind !== channel);
  const expected = `nothing but ${nameOf(channel)}, also after a failure`;
  if (strays.length === 0) return pass("CS-02", { expected, actual: countsOf(messages), evidence: idsOf(messages) });
  const hint = "Do not fall back to another channel: report the failure and let the End User choose.";
  return fail("CS-02", { expected, actual: countsOf(messages), hint, evidence: idsOf(strays) });
};

/** CS-03: the recipient on the wire is the issuer's full contact for this consumer. Source: (1). */
export const checkRecipient: Check<CapturedMessage, Pick<MessageExpectation, "recipient">> = (
  message,
  { recipient },
) => {
  const verdict = { expected: "the issuer's contact for this End User", evidence: [message.id] };
  if (reaches(message, recipient)) return pass("CS-03", { ...verdict, actual: "the contact" });
  const actual = `another ${message.kind === "sms" ? "number" : "address, or more than one"}`;
  return fail("CS-03", {
    ...verdict,
    actual,
    hint: "Send to the contact that Get Consumer Information gave, unmasked.",
  });
};

interface TwinExpectation {
  /** The contact that was chosen. */
  readonly recipient: string;
  /** Another contact that masks to the same text. */
  readonly twin: string;
}

/** CS-04: two contacts that mask alike are told apart. The subject is all that both inboxes got. Source: [A]. */
export const checkTwinsToldApart: Check<Messages, TwinExpectation> = (messages, { recipient, twin }) => {
  const expected = "a message to the chosen contact, none to the other that masks alike";
  const strays = messages.filter((message) => reaches(message, twin));
  const hits = messages.filter((message) => reaches(message, recipient));
  const actual = `${hits.length} to the chosen contact, ${strays.length} to the other`;
  if (hits.length > 0 && strays.length === 0) return pass("CS-04", { expected, actual, evidence: idsOf(hits) });
  const hint = "Resolve the contact by the method's identity, never from its masked value.";
  return fail("CS-04", { expected, actual, hint, evidence: idsOf([...hits, ...strays]) });
};

interface CountExpectation {
  /** Delivery requests that were accepted, a repeated `requestId` counted once. */
  readonly acceptedRequests: number;
}

/** CS-13: one message per accepted delivery request; a repeated `requestId` sends none. Source: [A]. */
export const checkMessageCount: Check<Messages, CountExpectation> = (messages, { acceptedRequests }) => {
  const verdict = {
    expected: `messages for ${acceptedRequests} accepted delivery requests`,
    actual: `${messages.length} messages`,
    evidence: idsOf(messages),
  };
  if (messages.length === acceptedRequests) return pass("CS-13", verdict);
  const hint = "Send once per accepted request, and answer a repeated `requestId` without sending again.";
  return fail("CS-13", { ...verdict, hint });
};

const internetNumbers: readonly (NumberType | undefined)[] = ["VOIP"];

/** CS-14, profile nist-800-63b: the channel is neither e-mail nor VoIP. Source: SP 800-63B §5.1.3.1 (38). */
export const checkChannelIsTelephone: Check<CapturedMessage> = (message): Finding => {
  const verdict = { expected: "an SMS to a telephone number that is not VoIP", evidence: [message.id] };
  const hint = "Offer SMS to numbers of the telephone network only.";
  if (message.kind === "email") return fail("CS-14", { ...verdict, actual: "an e-mail", hint });
  const type = parsePhoneNumberFromString(`+${digitsOf(message.destination.address)}`)?.getType();
  if (internetNumbers.includes(type)) return fail("CS-14", { ...verdict, actual: "a VoIP number", hint });
  if (type !== undefined) return pass("CS-14", { ...verdict, actual: `a number of type ${type}` });
  const actual = "the numbering plan does not tell the number's type";
  return untestable("CS-14", { ...verdict, actual, hint: "Test with a number whose type the plan tells." });
};

/** CS-14, before any message: no channel that a code may go by is an e-mail. Source: SP 800-63B §5.1.3.1 (38). */
export const checkChannelsOfTelephone: Check<readonly Channel[], { readonly evidence: readonly string[] }> = (
  channels,
  { evidence },
) => {
  const verdict = { expected: "SMS alone", actual: channels.map(nameOf).join(", ") || "no channel", evidence };
  if (channels.every((channel) => channel === "sms")) return pass("CS-14", verdict);
  return fail("CS-14", { ...verdict, hint: "Offer no e-mail where the profile nist-800-63b is on." });
};

/** Whether a message went to this contact alone: the SMS destination, or the one envelope recipient. */
export function reaches(message: CapturedMessage, contact: string): boolean {
  if (message.kind === "sms") return digitsOf(message.destination.address) === digitsOf(contact);
  const [only, ...others] = message.envelope.rcptTo;
  return only !== undefined && others.length === 0 && sameAddress(only, contact);
}

const digitsOf = (number: string): string => number.replace(/^\+/, "");

export const idsOf = (messages: Messages): readonly string[] => messages.map(({ id }) => id);

const nameOf = (channel: Channel): string => (channel === "sms" ? "SMS" : "e-mail");

function countsOf(messages: Messages): string {
  const sms = messages.filter(({ kind }) => kind === "sms").length;
  return `${sms} SMS, ${messages.length - sms} e-mails`;
}
