import type { CapturedMail, CapturedMessage } from "../messages/captured-message.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import { type HtmlTexts, readHtml } from "./html-text.ts";
import { readMimeParts } from "./mime-parts.ts";

/** One text that a message holds, by the name a finding uses for it. */
export interface MessageView {
  readonly name: string;
  readonly text: string;
  /** Whether the End User sees it. */
  readonly visible: boolean;
}

/** The name of the view of a mail's headers. */
export const HEADERS = "headers";

/** What the End User reads as the message: the SMS text, or the text part and what the HTML part shows. */
export function bodyViews(message: CapturedMessage): readonly MessageView[] {
  if (message.kind === "sms") return [shown("SMS text", message.text)];
  return [
    ...(message.text === undefined ? [] : [shown("text part", message.text)]),
    ...(message.html === undefined ? [] : [shown("HTML part", textsOf(message, message.html).visible)]),
  ];
}

/** All the End User sees: the body, and a mail's subject. */
export function visibleViews(message: CapturedMessage): readonly MessageView[] {
  if (message.kind === "sms") return bodyViews(message);
  return [shown("subject", message.subject), ...bodyViews(message)];
}

/** What a template's author wrote: all that is visible, and what the HTML part holds unseen. */
export function writtenViews(message: CapturedMessage): readonly MessageView[] {
  if (message.kind === "sms" || message.html === undefined) return visibleViews(message);
  return [...visibleViews(message), unseen("hidden HTML", textsOf(message, message.html).hidden)];
}

/** The words that were written: no style sheets, colours and ids, whose digits mean nothing; with attachments' names. */
export function wordViews(message: CapturedMessage): readonly MessageView[] {
  if (message.kind === "sms") return visibleViews(message);
  const { html, attachments } = message;
  const names = attachments.flatMap(({ filename }) => filename ?? []).join("\n");
  return [
    ...visibleViews(message),
    ...(html === undefined ? [] : [unseen("hidden HTML", textsOf(message, html).hiddenWords)]),
    ...(names === "" ? [] : [unseen("names of attachments", names)]),
  ];
}

/** Everything that travelled: also headers and MIME parts decoded, a mail's raw octets, and the addresses. */
export function everyView(message: CapturedMessage): readonly MessageView[] {
  if (message.kind === "sms") {
    const { sender, destination } = message;
    return [...visibleViews(message), unseen("sender", sender), unseen("destination", destination.address)];
  }
  return [
    ...writtenViews(message),
    ...partsInARow(message),
    headerView(message),
    ...partViews(message),
    rawView(message),
    envelopeView(message),
  ];
}

/** A mail's headers, one a line, encoded words read. */
export function headerView({ headers }: CapturedMail): MessageView {
  return unseen(HEADERS, headers.map(([name, value]) => `${name}: ${decodeEncodedWords(value)}`).join("\n"));
}

function partViews({ raw }: CapturedMail): readonly MessageView[] {
  return readMimeParts(raw).map(({ contentType, text }, index) =>
    unseen(`MIME part ${index + 1} (${contentType})`, text),
  );
}

/** A number may begin in the text part and end in the HTML part. */
function partsInARow(mail: CapturedMail): readonly MessageView[] {
  const parts = bodyViews(mail);
  return parts.length < 2 ? [] : [unseen("parts in a row", parts.map(({ text }) => text).join(" "))];
}

/** Some twenty checks look at a mail, and none of them changes it: its HTML part is read once. */
function textsOf(mail: CapturedMail, html: string): HtmlTexts {
  const texts = readings.get(mail) ?? readHtml(html);
  readings.set(mail, texts);
  return texts;
}

const readings = new WeakMap<CapturedMail, HtmlTexts>();

const envelopeView = ({ envelope }: CapturedMail): MessageView =>
  unseen("envelope", [envelope.mailFrom, ...envelope.rcptTo].join("\n"));

const rawView = ({ raw }: CapturedMail): MessageView => unseen("raw source", raw.toString("latin1"));

const shown = (name: string, text: string): MessageView => ({ name, text, visible: true });
const unseen = (name: string, text: string): MessageView => ({ name, text, visible: false });
