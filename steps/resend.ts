import { checkMessageCount, checkNoOtherChannel, checkRecipient } from "../src/checks/channel.ts";
import type { Channel } from "../src/checks/expectation.ts";
import { type Finding, fail } from "../src/checks/finding.ts";
import { checkLatestOtpSent } from "../src/checks/lifecycle.ts";
import type { CapturedMessage } from "../src/messages/captured-message.ts";
import type { Actor, StepUp } from "./actor.ts";
import { acceptedDeliveries, messagesFor } from "./deliveries.ts";
import { expectationFor, judgeContent } from "./receipt.ts";
import type { Scenario } from "./scenario.ts";

/** What came of several requests for one step-up: one message each, each to the right contact, the newest with the last code. */
export function judgeResend(scenario: Scenario, actor: Actor, stepUp: StepUp, channel: Channel): readonly Finding[] {
  const requests = acceptedDeliveries(scenario, stepUp);
  const messages = messagesFor(scenario, actor, stepUp);
  const newest = messages.findLast(({ kind }) => kind === channel);
  const flow = [
    checkMessageCount(messages, { acceptedRequests: requests.length }),
    ...judgeChannels(
      messages,
      requests.map(({ activationMethod }) => channelOf(activationMethod.type)),
    ),
    ...messages.map((message) => checkRecipient(message, { recipient: scenario.contactOf(actor, message.kind) ?? "" })),
  ];
  if (!newest) return [...flow, missing(channel)];
  const latest = checkLatestOtpSent(endingWith(messages, newest), {
    otps: requests.map(({ activationCode }) => activationCode),
  });
  return [...flow, latest, ...judgeContent(scenario, actor, newest, expectationFor(scenario, actor, stepUp, channel))];
}

/** A channel that no request asked for must have carried nothing. */
function judgeChannels(messages: readonly CapturedMessage[], asked: readonly Channel[]): readonly Finding[] {
  const [only, ...others] = new Set(asked);
  return only !== undefined && others.length === 0 ? [checkNoOtherChannel(messages, { channel: only })] : [];
}

const channelOf = (type: string): Channel => (type === "EMAIL_TO_CARDHOLDER_ADDRESS" ? "email" : "sms");

/** Two inboxes have no order between them: the message of the last request is put last. */
const endingWith = (messages: readonly CapturedMessage[], newest: CapturedMessage): readonly CapturedMessage[] => [
  ...messages.filter((message) => message !== newest),
  newest,
];

const missing = (channel: Channel): Finding =>
  fail("CS-01", {
    expected: `a message by ${channel}`,
    actual: "none",
    hint: "Send each request's code by the channel of that request.",
    evidence: [],
  });
