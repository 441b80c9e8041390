import type { OutgoingMail, OutgoingSms } from "../../src/sending/sender.ts";
import { smsSenderFor } from "../../src/sending/sms-sender-for.ts";
import type { Delivery, Writing } from "./delivery.ts";
import { refusal } from "./refusals.ts";

/** The last four of the PAN being digitized: not the token's (PM-08), and never more, whatever the TSP names (PM-07). */
export const panSuffixOf = ({ digitization }: Delivery): string => digitization.card.pan.slice(-4);

/** The code as the TSP sent it, character by character. */
export const otpOf = ({ request }: Delivery): string => request.activationCode;

/** Throws INTERNAL_SERVICE_FAILURE when the language has no SMS template. */
export function renderSms({ delivery, templates, to, values }: Writing): OutgoingSms {
  if (!templates.sms) throw missingTemplate("SMS", templates.language);
  const { smsNationalTables: nationalTables } = delivery.tenant;
  const sms = { to, from: smsSenderFor(to, delivery.tenant), text: templates.sms.render(values) };
  return { ...sms, ...(nationalTables && { nationalTables }) };
}

/** Throws INTERNAL_SERVICE_FAILURE when the language has no e-mail templates. */
export function renderMail({ delivery, templates, to, values, date }: Writing): OutgoingMail {
  const { email } = templates;
  if (!email) throw missingTemplate("e-mail", templates.language);
  return {
    from: delivery.tenant.mailFrom,
    to,
    subject: email.subject.render(values),
    text: email.text.render(values),
    ...(email.html && { html: email.html.render(values) }),
    date,
    ...delivery.tenant.mailIdentity,
  };
}

const missingTemplate = (channel: string, language: string) =>
  refusal("INTERNAL_SERVICE_FAILURE", `the issuer has no ${channel} template for the language "${language}"`);
