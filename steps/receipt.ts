import { checkChosenChannel, checkMessageCount, checkNoOtherChannel } from "../src/checks/channel.ts";
import type { Channel, MessageExpectation } from "../src/checks/expectation.ts";
import type { Finding } from "../src/checks/finding.ts";
import { judgeLegibility, judgeMessage } from "../src/checks/judge-message.ts";
import { domainOf, readAddresses } from "../src/checks/mail-addresses.ts";
import { checkMessageIdsUnique } from "../src/checks/mail-content.ts";
import { checkFromSubdomain } from "../src/checks/mail-form.ts";
import { checkMailText } from "../src/checks/mail-text.ts";
import { checkOriginBoundLine } from "../src/checks/origin-bound.ts";
import { checkAnyOtpShape } from "../src/checks/otp-content.ts";
import { checkNoOutsiderText } from "../src/checks/outsider-text.ts";
import { checkSuffixCut, checkSuffixIsNotTokens } from "../src/checks/pan-masking.ts";
import { checkTemplateLanguage } from "../src/checks/rendering.ts";
import { checkDataCoding } from "../src/checks/sms-coding.ts";
import { checkSmsText } from "../src/checks/sms-form.ts";
import { checkNothingIncomplete } from "../src/checks/sms-parts.ts";
import type { CapturedMessage } from "../src/messages/captured-message.ts";
import { selectTemplates } from "../src/templates/select-templates.ts";
import type { LanguageTemplates, TemplateValues } from "../src/templates/template-set.ts";
import type { Actor, StepUp } from "./actor.ts";
import { acceptedDeliveries, messagesFor } from "./deliveries.ts";
import { expectedLanguage, languageMarkers } from "./language-markers.ts";
import type { Scenario } from "./scenario.ts";

export interface Receipt {
  readonly findings: readonly Finding[];
  readonly messages: readonly CapturedMessage[];
  /** The newest message by the channel, if one came at all. */
  readonly message: CapturedMessage | undefined;
  readonly expectation: MessageExpectation;
}

/** Judges what came of a step-up by a channel: that it came, once, there and nowhere else, and everything in it. */
export async function judgeReceipt(
  scenario: Scenario,
  actor: Actor,
  stepUp: StepUp,
  channel: Channel,
): Promise<Receipt> {
  await scenario.settled();
  const messages = messagesFor(scenario, actor, stepUp);
  const expectation = expectationFor(scenario, actor, stepUp, channel);
  const message = messages.findLast(({ kind }) => kind === channel);
  const flow = [
    checkChosenChannel(messages, { channel }),
    checkNoOtherChannel(messages, { channel }),
    checkMessageCount(messages, { acceptedRequests: acceptedDeliveries(scenario, stepUp).length }),
    checkNothingIncomplete(scenario.unfinishedSms(), scenario.contactOf(actor, "sms") ?? ""),
  ];
  const content = message
    ? [...judgeContent(scenario, actor, message, expectation), ...judgeSuffix(scenario, stepUp, message, expectation)]
    : [];
  return { findings: [...flow, ...content], messages, message, expectation };
}

/** What the message must be: the code of the last accepted request, the card, and the contact the issuer holds. */
export function expectationFor(scenario: Scenario, actor: Actor, stepUp: StepUp, channel: Channel): MessageExpectation {
  const otp = acceptedDeliveries(scenario, stepUp).at(-1)?.activationCode ?? "";
  const recipient = scenario.contactOf(actor, channel) ?? "";
  return { otp, card: { ...stepUp.card, panSuffix: stepUp.card.pan.slice(-4) }, recipient, channel };
}

/** Where the suffix comes from: of the PAN and not of the token, and cut when the network works with more. */
function judgeSuffix(
  scenario: Scenario,
  { card, inWallet }: StepUp,
  message: CapturedMessage,
  expectation: MessageExpectation,
): readonly Finding[] {
  const { suffixLength } = scenario.issuer.settings;
  const origin = checkSuffixIsNotTokens(message, { ...expectation, tokenSuffix: inWallet.added.tokenSuffix });
  if (suffixLength === 4) return [origin];
  return [origin, checkSuffixCut(message, { ...expectation, sentSuffix: card.pan.slice(-suffixLength) })];
}

/** Everything that can be said of one message by itself. */
export function judgeContent(
  scenario: Scenario,
  actor: Actor,
  message: CapturedMessage,
  expectation: MessageExpectation,
): readonly Finding[] {
  const anyShape = checkAnyOtpShape([{ message, otp: expectation.otp }]);
  const legibility = scenario.isOrdinary ? judgeLegibility(message, expectation) : [];
  return [
    ...judgeMessage(message, expectation),
    anyShape,
    ...legibility,
    ...judgeRendering(scenario, actor, message, expectation),
  ];
}

/** What can only be said knowing the issuer's templates, sender and domain. */
function judgeRendering(
  scenario: Scenario,
  actor: Actor,
  message: CapturedMessage,
  { otp, card }: MessageExpectation,
): readonly Finding[] {
  const { templates, mailFrom } = scenario.issuer.settings;
  const { sms, email } = selectTemplates(templates, actor.endUser.profile.language);
  const values = { otp, panSuffix: card.panSuffix };
  if (message.kind === "email") {
    const subdomain = domainOf(readAddresses(mailFrom)[0] ?? "");
    const rendered = email ? renderedMail(email, values) : { subject: "", text: "" };
    return [
      ...judgeWording(scenario, actor, message),
      checkFromSubdomain(message, { subdomain }),
      checkMailText(message, rendered),
      checkMessageIdsUnique(message, { others: scenario.mails() }),
    ];
  }
  const originBound = checkOriginBoundLine(message, { otp, host: hostOf(mailFrom), line: "allowed" });
  const rendered = sms?.render(values) ?? "";
  const text = [checkSmsText(message, { rendered }), checkDataCoding(message, { rendered })];
  return [...judgeWording(scenario, actor, message), ...text, originBound];
}

/** In whose language it is written, and that no outsider has put a word in. */
function judgeWording(scenario: Scenario, actor: Actor, message: CapturedMessage): readonly Finding[] {
  const { templates } = scenario.issuer.settings;
  const language = expectedLanguage(templates, actor.endUser.profile.language);
  const written = checkTemplateLanguage(message, { language, markers: languageMarkers(templates, message.kind) });
  const { deviceName } = scenario.device ?? {};
  return deviceName === undefined
    ? [written]
    : [written, checkNoOutsiderText(message, { outsiderTexts: [deviceName] })];
}

const renderedMail = ({ subject, text, html }: NonNullable<LanguageTemplates["email"]>, values: TemplateValues) => ({
  subject: subject.render(values),
  text: text.render(values),
  ...(html && { html: html.render(values) }),
});

/** Where the issuer's pages live: its mail comes from a subdomain of it. */
const hostOf = (mailFrom: string): string => domainOf(readAddresses(mailFrom)[0] ?? "").replace(/^[^.]+\./, "");
