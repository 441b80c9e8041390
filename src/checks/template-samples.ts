import type { CapturedMail, CapturedMessage, CapturedSms } from "../messages/captured-message.ts";
import type { ScannedLanguage, TemplateFolder } from "../templates/scan-template-folder.ts";
import type { CardExpectation } from "./expectation.ts";
import { type Finding, fail, pass, type Result, review, warn } from "./finding.ts";
import { checkNothingHidden } from "./hidden-text.ts";
import { checkPartsAgree } from "./mail-form.ts";
import { checkOriginBoundLine } from "./origin-bound.ts";
import { checkOtpDirection, checkOtpUntouched } from "./otp-content.ts";
import { checkOtpExtracted } from "./otp-extractors.ts";
import { checkOtpUnambiguous } from "./otp-lookalikes.ts";
import { checkPanSuffix } from "./pan-masking.ts";
import type { CodeShape, TemplateExpectation } from "./template-expectation.ts";
import { placeOfPlaceholder, renderSample, type SoundTemplate, soundTemplates } from "./template-judgement.ts";

/** A test card that passes Luhn and belongs to nobody: message-rules.md section 5. */
const card: CardExpectation = { pan: "4539148803436467", panSuffix: "6467", expiryMonth: "11", expiryYear: "29" };

/** The rules on a message that a template alone can break, whatever D1 does. */
const sampleRules = ["OC-03", "OC-04", "OC-06", "OC-07", "OC-08", "PM-01", "EM-05", "EM-09"] as const;

/**
 * Makes the message of each template, with a code of each network, and holds it against the rules on messages. One
 * finding a rule and template that breaks it; one that says that the rule holds where none does.
 */
export function checkSamples(folder: TemplateFolder, expectation: TemplateExpectation): readonly Finding[] {
  const shapes = distinct(expectation.codes);
  const judged = [
    ...soundTemplates(folder, ["sms", "text", "html"]).flatMap((template) =>
      shapes.flatMap((shape) => judgeSample(template, sampleCode(shape), expectation)),
    ),
    ...folder.languages.flatMap((language) => judgeParts(language, shapes)),
  ];
  return sampleRules.flatMap((rule) => conclude(rule, judged));
}

interface Judged {
  readonly finding: Finding;
  readonly place: string;
}

function judgeSample(template: SoundTemplate, otp: string, { host }: TemplateExpectation): readonly Judged[] {
  const message = toMessage(template, otp);
  const findings = [
    checkOtpUntouched(message, { otp }),
    checkOtpDirection(message, { otp }),
    checkOtpUnambiguous(message, { otp, panSuffix: card.panSuffix }),
    ...(message.kind === "sms"
      ? [checkOtpExtracted(message, { otp }), checkOriginBoundLine(message, { otp, host, line: "allowed" })]
      : []),
    ...(message.kind === "email" ? [checkNothingHidden(message, { otp })] : []),
  ];
  const place = placeOfPlaceholder(template, "otp");
  return [...telling(findings).map((finding) => ({ finding, place })), ...judgeSuffix(template, message, otp)];
}

/** One mistake, one finding: what nobody can see has no neighbours, and what does not stand alone is nothing's lookalike. */
function telling(findings: readonly Finding[]): readonly Finding[] {
  const broken = new Set(findings.filter(({ result }) => result === "FAIL").map(({ requirement }) => requirement));
  if (broken.has("EM-09")) return findings.filter(({ requirement }) => requirement === "EM-09");
  if (broken.has("OC-03")) return findings.filter(({ requirement }) => !/^OC-0[47]$/.test(requirement));
  return findings;
}

/** A template without the suffix is TP-03's matter. */
function judgeSuffix(template: SoundTemplate, message: CapturedMessage, otp: string): readonly Judged[] {
  const shows = template.pieces.some((piece) => piece.kind === "placeholder" && piece.placeholder === "panSuffix");
  if (!shows) return [];
  return [{ finding: checkPanSuffix(message, { otp, card }), place: placeOfPlaceholder(template, "panSuffix") }];
}

/** Text and HTML of one mail against each other, where each by itself can be read. */
function judgeParts(
  { templates: { text, html }, language }: ScannedLanguage,
  shapes: readonly CodeShape[],
): readonly Judged[] {
  const shape = shapes[0];
  if (!shape || !text || !html || text.faults.length + html.faults.length > 0) return [];
  const otp = sampleCode(shape);
  const mail = {
    ...toMail(""),
    text: renderSample(text, otp, card.panSuffix),
    html: renderSample(html, otp, card.panSuffix),
  };
  const [hidden, agreed] = [checkNothingHidden(mail, { otp }), checkPartsAgree(mail, { otp, card })];
  const lacksBoth = [text, html].every((template) => !mentionsSuffix({ ...template, language }));
  if (hidden.result === "FAIL" || lacksBoth) return [];
  return [{ finding: agreed, place: html.file }];
}

const mentionsSuffix = ({ pieces }: SoundTemplate): boolean =>
  pieces.some((piece) => piece.kind === "placeholder" && piece.placeholder === "panSuffix");

function conclude(requirement: string, judged: readonly Judged[]): readonly Finding[] {
  const own = judged.filter(({ finding }) => finding.requirement === requirement);
  const broken = own.filter(({ finding: { result } }) => result !== "PASS" && result !== "NOT_APPLICABLE");
  const once = broken.filter(({ place }, index) => broken.findIndex((other) => other.place === place) === index);
  if (own.length === 0) return [];
  const { expected } = own[0]?.finding ?? { expected: "" };
  if (once.length === 0) return [pass(requirement, { expected, actual: "holds in every template", evidence: [] })];
  return once.map(({ finding, place }) => toTemplateFinding(finding, place));
}

/** As bad as on a message: what only a person can judge stays theirs. */
function toTemplateFinding({ requirement, result, expected, actual, hint = "" }: Finding, place: string): Finding {
  const complain = complaints[result] ?? fail;
  return complain(requirement, { expected, actual, hint, attribution: "CONFIGURATION", place, evidence: [place] });
}

const complaints: Partial<Readonly<Record<Result, typeof fail>>> = { WARN: warn, REVIEW: review };

/** Two networks with one kind of code need one sample. */
const distinct = (codes: readonly CodeShape[]): readonly CodeShape[] =>
  codes.filter(
    ({ alphabet, length }, index) =>
      codes.findIndex((other) => other.alphabet === alphabet && other.length === length) === index,
  );

/** A code with something of the whole alphabet in it: no date, no amount, not the card's digits. */
const sampleCode = ({ alphabet, length }: CodeShape): string =>
  Array.from({ length }, (_, index) => [...alphabet][(index * 7 + 3) % [...alphabet].length]).join("");

function toMessage(template: SoundTemplate, otp: string): CapturedMessage {
  const written = renderSample(template, otp, card.panSuffix);
  if (template.part === "sms") return toSms(written);
  return template.part === "html"
    ? { ...toMail(template.file), html: written }
    : { ...toMail(template.file), text: written };
}

const nowhere = { sequence: 1, receivedAt: 0, recipient: "" };

const toSms = (text: string): CapturedSms => ({
  ...nowhere,
  id: "sample",
  kind: "sms",
  transport: "smpp",
  sender: "",
  senderTon: 0,
  destination: { address: "", ton: 1, npi: 1 },
  encoding: "ucs2",
  text,
  parts: [],
});

const toMail = (id: string): CapturedMail => ({
  ...nowhere,
  id,
  kind: "email",
  envelope: { mailFrom: "", rcptTo: [] },
  raw: Buffer.alloc(0),
  headers: [],
  subject: "",
  attachments: [],
});
