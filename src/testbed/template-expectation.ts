import { defaultPolicies, networks, type OtpPolicy } from "../../simulators/tsp/policies.ts";
import { domainOf, readAddresses } from "../checks/mail-addresses.ts";
import type { CodeShape, TemplateExpectation } from "../checks/template-expectation.ts";
import { purposePhrases, secrecyPhrases } from "../checks/template-phrases.ts";
import { deliveryChannels } from "../contract/d1-issuer.ts";
import type { RunFile } from "../run-file/run-file.ts";
import { defaultIssuerSettings } from "./issuer-settings.ts";
import { policyChangesOf } from "./policy-changes.ts";

const MINUTE_MS = 60_000;

/** The codes that the networks issue under their policies. */
export const codeShapes = (policies: Readonly<Record<string, OtpPolicy>>): readonly CodeShape[] =>
  Object.entries(policies).map(([network, { alphabet, length, validityMs }]) => ({
    network,
    alphabet,
    length,
    validityMinutes: validityMs / MINUTE_MS,
  }));

/** The host of the issuer's pages: its mail comes from a subdomain of it. */
export const hostOfMail = (mailFrom: string): string =>
  domainOf(readAddresses(mailFrom)[0] ?? "").replace(/^[^.]+\./, "");

/** What templates must serve where no run file says so: both channels, the networks' usual codes, English at least. */
export const usualExpectation: TemplateExpectation = {
  channels: deliveryChannels,
  languages: [],
  defaultLanguage: "en",
  fallbacks: {},
  codes: codeShapes(Object.fromEntries(networks.map((network) => [network, defaultPolicies[network]]))),
  smsSender: defaultIssuerSettings.smsSenderId,
  host: hostOfMail(defaultIssuerSettings.mailFrom),
  purpose: purposePhrases,
  secrecy: secrecyPhrases,
};

/** What the templates of a run file's issuer must serve. */
export function expectationOf({ delivery, templates, networks: changes, sms, mail }: RunFile): TemplateExpectation {
  const { defaultLanguage, languages, fallbacks, phrases } = templates;
  const policies = networks.map(
    (network) => [network, { ...defaultPolicies[network], ...policyChangesOf(changes[network]) }] as const,
  );
  return {
    channels: delivery.channels.map((channel) => (channel === "sms" ? "SMS" : "EMAIL")),
    languages: [...languages, ...Object.values(fallbacks)],
    defaultLanguage,
    fallbacks,
    codes: codeShapes(Object.fromEntries(policies)),
    smsSender: sms.sender,
    host: hostOfMail(mail.from),
    purpose: { ...purposePhrases, ...phrases.purpose },
    secrecy: { ...secrecyPhrases, ...phrases.secrecy },
  };
}
