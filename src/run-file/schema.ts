import { isIP } from "node:net";
import { z } from "zod";
import { defaultSyntax } from "../templates/template-set.ts";
import { endUser } from "./end-user-schema.ts";
import { faultInWords } from "./fault-words.ts";
import { duration, matching, oneOf, satisfying, text, webAddress, wholeNumber, yesOrNo } from "./scalars.ts";

/** What stands for the simulated backend where a URL is expected. */
export const EMBEDDED = "embedded";

const backend = z
  .strictObject(
    {
      url: satisfying(
        (given) => given === EMBEDDED || (URL.canParse(given) && new URL(given).protocol === "https:"),
        'an https:// URL, or "embedded" for the simulated issuer backend',
      ).describe("Base URL of the issuer backend, without a path; or embedded."),
      tokenUrl: webAddress(/^https:$/, "an https:// URL")
        .exactOptional()
        .describe("Token endpoint; default: the D1 path below url."),
      clientId: text("a client id, best as an environment variable or file:PATH").exactOptional(),
      clientSecret: text("a client secret, by an environment variable or file:PATH").exactOptional(),
      scope: text("a scope").exactOptional(),
      clientCertificate: text("the PEM file of D1's client certificate").exactOptional(),
      clientKey: text("the PEM file of that certificate's key").exactOptional(),
      ca: text("the PEM file of the authorities that the backend's certificate is checked against").exactOptional(),
    },
    "url, and for a real backend tokenUrl, clientId, clientSecret, clientCertificate, clientKey and ca",
  )
  .describe("The issuer backend under certification, and how D1 calls it.");

const policy = z.strictObject(
  {
    alphabet: matching(/^(?:(.)(?!.*\1)){1,64}$/, "up to 64 characters, each once, like 0123456789").exactOptional(),
    length: wholeNumber(1, 32).exactOptional(),
    validity: duration.exactOptional(),
    attempts: wholeNumber(1, 100).exactOptional(),
    maxRequests: wholeNumber(1, 100).exactOptional(),
    resend: oneOf(["same-code", "new-code", "same-while-valid"]).exactOptional(),
    maxFailures: wholeNumber(1, 100).exactOptional(),
    refusals: oneOf(["told", "alike"]).exactOptional(),
  },
  "alphabet, length, validity, attempts, maxRequests, resend, maxFailures or refusals",
);

const port = wholeNumber(1, 65_535).exactOptional();

const mailHog = z.strictObject(
  {
    api: webAddress(/^https?:$/, "the URL of MailHog's HTTP API"),
    smtp: matching(/^[\w.:[\]-]+:\d{1,5}$/, "HOST:PORT, where that MailHog takes mail"),
  },
  "api and smtp",
);

const languageTag = (meaning: string) => matching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, meaning);

const phrases = z.record(
  languageTag("a language, like fr"),
  z.array(text("a phrase"), "a list of phrases").min(1, "at least one phrase"),
);

const waiver = z.strictObject(
  {
    requirement: matching(/^[A-Z]{2}-\d{2}$/, "the id of a requirement, like OC-01"),
    reason: text("why it is accepted"),
    owner: text("who accepted it"),
    until: satisfying(isDay, 'the last day that it holds, like "2026-12-31"'),
  },
  "requirement, reason, owner and until",
);

const hostName = matching(/^([a-z0-9-]+\.)+[a-z0-9-]+$/i, "the name of a host, like bounces.email.meridale.example");

const dns = section({
  selectors: z
    .array(matching(/^[a-z0-9](-*[a-z0-9])*$/i, "a DKIM selector, like meridale1"), "a list of selectors")
    .default([]),
  keys: z
    .record(
      matching(/^[a-z0-9](-*[a-z0-9])*$/i, "a DKIM selector, like meridale1"),
      text("a PEM file with its key"),
      "the PEM file of each selector's key",
    )
    .exactOptional(),
  senders: z
    .array(
      satisfying((given) => isIP(given) !== 0, "an IP address that mail is handed over from"),
      "a list of addresses",
    )
    .default([]),
  include: hostName.exactOptional(),
  mailFrom: hostName.exactOptional(),
  records: text("a zone file with the records that the sender handed over").exactOptional(),
  receivers: z.array(oneOf(["gmail", "yahoo", "microsoft", "strict"]), "a list of receivers").default([]),
}).describe("What the zone of mail.domain is judged for: DKIM selectors, who sends, where bounces go.");

/** Rules that bind only whom they bind: off unless a run file turns them on. Source: message-rules.md section 11. */
export const profiles = ["nist-800-63b", "psd2", "sms-retriever", "bulk-sender"] as const;

/** The whole of `stepproof.yaml`, as written to as meant. `describe` texts reach the editor. */
export const runFileSchema = z.strictObject(
  {
    issuer: z.strictObject(
      {
        id: matching(/^[A-Za-z0-9_-]{10}$/, "10 characters of A-Z a-z 0-9 _ -"),
        name: text("the issuer's name"),
      },
      "id and name",
    ),
    backend,
    delivery: section({
      mode: oneOf(["d1-managed", "issuer-managed"])
        .default("d1-managed")
        .describe("Who sends the message: D1, or the issuer after Deliver OTP."),
      channels: z
        .array(oneOf(["sms", "email"]), "a list of sms and email")
        .min(1, "at least one of sms, email")
        .default(["sms", "email"]),
    }),
    contacts: section({
      model: oneOf(["fetched", "stored"]).default("fetched"),
      readAgainAtDelivery: yesOrNo.default(true),
      changedBetween: oneOf(["use-current", "refuse"]).default("use-current"),
    }).describe("How D1 works with contact details."),
    sendsCardId: yesOrNo.default(false).describe("Whether D1 sends the cardId with Get Consumer Information."),
    endUsers: z.array(endUser, "a list of End Users").min(1, "at least one End User"),
    networks: section({
      mastercard: policy.default({}),
      visa: policy.default({}),
      domestic: policy.default({}),
    }).describe("What differs from Stepproof's own OTP policy, network by network."),
    templates: z.strictObject(
      {
        folder: text("the folder that holds one folder a language"),
        defaultLanguage: languageTag("the name of one of its folders").default("en"),
        languages: z.array(languageTag("a language, like fr or fr-CH"), "a list of languages").default([]),
        fallbacks: z
          .record(languageTag("a language, like de-CH"), languageTag("the name of one of the folders"))
          .default({})
          .describe("Which folder serves a language that has none, before the default does."),
        phrases: section({ purpose: phrases.default({}), secrecy: phrases.default({}) }).describe(
          "Words, by language, of which a message must hold one: what the code is for, and to keep it secret.",
        ),
        syntax: section({
          otp: text("the placeholder of the code").default(defaultSyntax.otp),
          panSuffix: text("the placeholder of the last four digits").default(defaultSyntax.panSuffix),
          open: text("how a placeholder opens").default(defaultSyntax.open),
          close: text("how a placeholder closes").default(defaultSyntax.close),
        }),
      },
      "folder, defaultLanguage, languages, fallbacks, phrases and syntax",
    ),
    sms: section({
      sender: satisfying(isSmsSender, "up to 11 letters and digits, or a number in E.164").default("Meridale"),
      appHash: matching(/^[A-Za-z0-9+/]{11}$/, "the 11 characters by which a phone knows the app").exactOptional(),
      senderNumber: matching(
        /^\+[1-9][0-9]{6,14}$/,
        "a number in E.164, for the US, Canada and Puerto Rico",
      ).exactOptional(),
    }),
    mail: z.strictObject(
      {
        from: matching(
          /^[^<>]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/,
          'a From, like "Meridale Bank <card@email.meridale.example>"',
        ),
        domain: matching(
          /^([a-z0-9-]+\.)+[a-z0-9-]+$/i,
          "the domain that mail comes from, like email.meridale.example",
        ),
        zone: text("a zone file").exactOptional(),
        resolver: matching(/^[\w.:[\]-]+$/, "the address of a resolver, HOST or HOST:PORT").exactOptional(),
      },
      "from, domain, and zone or resolver",
    ),
    dns,
    sinks: section({ smpp: port, sms: port, smtp: port, mail: port, mailHog: mailHog.exactOptional() }).describe(
      "Where the issuer's own messages are taken: fixed ports on 127.0.0.1.",
    ),
    budgets: section({
      token: duration.default(3_000),
      consumer: duration.default(3_000),
      deliverOtp: duration.default(5_000),
      delivery: duration.default(20_000).describe("Until an issuer's own message must have arrived."),
      quiet: duration.default(1_000).describe("How long nothing must come before nothing is taken to come."),
      latencyP95: duration.default(1_000),
    }).describe("Times allowed, each with its unit."),
    faults: z
      .array(faultInWords, "a list of faults in words")
      .default([])
      .describe("What goes wrong on purpose in every scenario, in the words of docs/faults.md."),
    profiles: z
      .array(oneOf(profiles), "a list of profiles")
      .default([])
      .describe("Rules beyond the base that are a MUST for this issuer."),
    waivers: z.array(waiver, "a list of waivers").default([]),
    reach: z
      .array(matching(/^[\w.:[\]-]+$/, "a host name or address, without a port"), "a list of hosts")
      .default([])
      .describe("The hosts outside this machine that may be called. Nothing else is."),
  },
  "the sections of a run file: issuer, backend, endUsers, templates, mail …",
);
export type RunFileSettings = Readonly<z.output<typeof runFileSchema>>;

/** A section of which every key has a default or may be left out: so may the section. */
function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape, `a section with ${Object.keys(shape).join(", ")}`)
    .prefault({} as z.core.$InferObjectInput<Shape, Record<never, never>>);
}

function isDay(given: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(given) && new Date(`${given}T00:00:00Z`).toJSON()?.startsWith(given) === true;
}

/** GSM 03.40: an alphanumeric sender has at most 11 septets; one without a letter would be taken for a number. */
function isSmsSender(given: string): boolean {
  return /^(?=.*[A-Za-z])[A-Za-z0-9 ._&-]{1,11}$/.test(given) || /^\+?[1-9]\d{2,14}$/.test(given);
}
