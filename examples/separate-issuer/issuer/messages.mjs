import { readFileSync } from "node:fs";

const DEFAULT_LANGUAGE = "en";
const languages = ["en", "de", "ar"];

/** Language → { sms, subject, text, html }, each with `{{otp}}` and `{{panSuffix}}`. */
export function loadTemplates(folder) {
  return Object.fromEntries(languages.map((language) => [language, loadLanguage(new URL(`${language}/`, folder))]));
}

function loadLanguage(folder) {
  const read = (name) => readFileSync(new URL(name, folder), "utf8").trim();
  return {
    sms: read("sms.txt"),
    subject: read("email.subject.txt"),
    text: read("email.txt"),
    html: read("email.html"),
  };
}

/** The message in the person's language: one SMS text, or subject, text and HTML of a mail. */
export function compose({ channel, to, person, request, templates }) {
  const { sms, subject, text, html } = templates[languageOf(person)];
  const fill = (template) => fillIn(template, { otp: request.code, panSuffix: request.panSuffix });
  if (channel === "SMS") return { channel, to, text: fill(sms) };
  return { channel, to, subject: fill(subject), text: fill(text), html: fill(html) };
}

export function languageOf({ language }) {
  const [primary] = language.toLowerCase().split("-");
  return languages.includes(primary) ? primary : DEFAULT_LANGUAGE;
}

/** In one pass, so that a value that looks like a placeholder stays what it is. */
const fillIn = (template, values) => template.replace(/\{\{(otp|panSuffix)\}\}/g, (_, name) => values[name]);
