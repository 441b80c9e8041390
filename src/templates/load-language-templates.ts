import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type DeliveryChannel, deliveryChannels } from "../contract/d1-issuer.ts";
import { parseTemplate } from "./parse-template.ts";
import { readTemplateFile } from "./read-template-file.ts";
import { templateFileFault } from "./template-fault.ts";
import { partFiles, type TemplatePart } from "./template-part.ts";
import type { LanguageTemplates, Template, TemplateSyntax } from "./template-set.ts";

export interface LanguageFolder {
  readonly language: string;
  readonly syntax: TemplateSyntax;
  readonly channels?: readonly DeliveryChannel[];
}

/** Loads one language's folder. Throws TEMPLATE_MISSING if a wanted channel, or every channel, lacks its files. */
export async function loadLanguageTemplates(folder: string, wanted: LanguageFolder): Promise<LanguageTemplates> {
  const present = new Set(await readdir(folder));
  const channels = wanted.channels ?? deliveryChannels.filter((channel) => offers(present, channel));
  if (channels.length === 0) throw missing(join(folder, partFiles.sms));
  const load = (part: TemplatePart) => loadPart(folder, part, { present, syntax: wanted.syntax });
  const sms = channels.includes("SMS") ? await load("sms") : undefined;
  const email = channels.includes("EMAIL") ? await loadEmail(load, present) : undefined;
  return { language: wanted.language, ...(sms && { sms }), ...(email && { email }) };
}

/** One file is enough to say that the channel is meant: what else it needs is then asked for by name. */
const offers = (present: ReadonlySet<string>, channel: DeliveryChannel): boolean =>
  channel === "SMS"
    ? present.has(partFiles.sms)
    : [partFiles.subject, partFiles.text, partFiles.html].some((file) => present.has(file));

async function loadEmail(
  load: (part: TemplatePart) => Promise<Template>,
  present: ReadonlySet<string>,
): Promise<NonNullable<LanguageTemplates["email"]>> {
  const html = present.has(partFiles.html) ? await load("html") : undefined;
  return { subject: await load("subject"), text: await load("text"), ...(html && { html }) };
}

async function loadPart(
  folder: string,
  part: TemplatePart,
  { present, syntax }: { readonly present: ReadonlySet<string>; readonly syntax: TemplateSyntax },
): Promise<Template> {
  const path = join(folder, partFiles[part]);
  if (!present.has(partFiles[part])) throw missing(path);
  const source = await readTemplateFile(path);
  return parseTemplate(part === "sms" || part === "subject" ? withoutLastBreak(source) : source, path, syntax);
}

/** Editors end a file with a line break; on a phone it would cost a character and spoil an origin-bound last line. */
export const withoutLastBreak = (source: string): string => source.replace(/\r?\n$/, "");

const missing = (path: string): Error =>
  templateFileFault(path, {
    code: "TEMPLATE_MISSING",
    what: "there is no such template",
    hint: `Add the file: an SMS needs ${partFiles.sms}, an e-mail ${partFiles.subject} and ${partFiles.text}.`,
  });
