import type { EpochMs } from "../../src/clock.ts";
import type { DeliverOtpRequest, DeliveryChannel } from "../../src/contract/d1-issuer.ts";
import { StepproofError } from "../../src/errors.ts";
import type { MailSender, OutgoingMail, OutgoingSms, SmsSender } from "../../src/sending/sender.ts";
import { smsSenderFor } from "../../src/sending/sms-sender-for.ts";
import { selectTemplates } from "../../src/templates/select-templates.ts";
import type { LanguageTemplates, TemplateValues } from "../../src/templates/template-set.ts";
import type { EnrolledConsumer } from "./consumers.ts";
import type { IssuerTenant } from "./tenants.ts";

/** One accepted Deliver OTP request, joined with what the issuer knows. */
export interface OtpDelivery {
  readonly issuer: IssuerTenant;
  readonly consumer: EnrolledConsumer;
  readonly channel: DeliveryChannel;
  readonly request: DeliverOtpRequest;
}

export type OtpMessage =
  | { readonly channel: "SMS"; readonly sms: OutgoingSms }
  | { readonly channel: "EMAIL"; readonly mail: OutgoingMail };

export interface Senders {
  readonly sms: SmsSender;
  readonly mail: MailSender;
}

/** The consumer's contact for the channel, an E.164 number or an address; never the device's own number (trap 7). */
export function resolveContact({ consumer, channel }: OtpDelivery): string | undefined {
  const { email, mobilePhoneNumber: phone } = consumer.info;
  if (channel === "EMAIL") return email;
  return phone && `${phone.countryCode}${phone.phoneNumber}`;
}

/** The message in the consumer's language. Throws TEMPLATE_MISSING if that language lacks the channel. */
export function composeOtpMessage(delivery: OtpDelivery, to: string, now: EpochMs): OtpMessage {
  const { issuer, consumer, request } = delivery;
  const templates = selectTemplates(issuer.templates, consumer.info.language);
  const values = { otp: request.otp.value, panSuffix: request.panSuffix };
  if (delivery.channel === "SMS") {
    return { channel: "SMS", sms: { from: smsSenderFor(to, issuer), to, text: smsText(templates, values) } };
  }
  const parts = { ...mailParts(templates, values), ...issuer.mailIdentity };
  return { channel: "EMAIL", mail: { from: issuer.mailFrom, to, date: new Date(now), ...parts } };
}

/** Hands the message over, by its own channel only. Rejects as the sender does. */
export async function sendOtpMessage(message: OtpMessage, { sms, mail }: Senders): Promise<void> {
  await (message.channel === "SMS" ? sms.send(message.sms) : mail.send(message.mail));
}

function smsText(templates: LanguageTemplates, values: TemplateValues): string {
  if (templates.sms === undefined) throw missingTemplate(templates.language, "SMS");
  return templates.sms.render(values);
}

function mailParts({ email, language }: LanguageTemplates, values: TemplateValues) {
  if (email === undefined) throw missingTemplate(language, "EMAIL");
  return {
    subject: email.subject.render(values),
    text: email.text.render(values),
    ...(email.html && { html: email.html.render(values) }),
  };
}

const missingTemplate = (language: string, channel: DeliveryChannel): StepproofError =>
  new StepproofError("TEMPLATE_MISSING", `The language "${language}" has no template for ${channel}`, {
    hint: "Add the template, or do not offer the channel.",
    attribution: "CONFIGURATION",
  });
