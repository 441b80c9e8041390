import { appended, put, replaced, type TemplateMutant, without } from "./template.ts";
import { templateWordingMutants } from "./templates-wording.ts";

const sms =
  "{{otp}} is your Meridale Bank code to add card **{{panSuffix}} to your digital wallet. Never share it, not even with us.";
const inSms = (from: string, to: string) => replaced("en/sms.txt", from, to);

/** What keeps a template from being used, or the message from being delivered. */
const unusable: readonly TemplateMutant[] = [
  {
    id: "templates/not-utf-8",
    mistake: "A file is in Latin-1.",
    caughtBy: "TP-13",
    edit: put("fr/sms.txt", Buffer.from("{{otp}} à {{panSuffix}}", "latin1")),
  },
  {
    id: "templates/too-large",
    mistake: "A file has more than 64 KB.",
    caughtBy: "TP-13",
    edit: appended("en/email.txt", "x".repeat(70_000)),
  },
  {
    id: "templates/unclosed-tag",
    mistake: "A tag is opened and never closed.",
    caughtBy: "TP-13",
    edit: inSms("{{panSuffix}}", "{{panSuffix"),
  },
  {
    id: "templates/unclosed-before-a-good-one",
    mistake: "A tag is left open before one that is closed.",
    caughtBy: "TP-13",
    edit: inSms("{{otp}}", "{{otp"),
  },
  {
    id: "templates/section",
    mistake: "A text stands in a section.",
    caughtBy: "TP-13",
    edit: inSms("Never share it", "{{#otp}}Never share it{{/otp}}"),
  },
  {
    id: "templates/inverted-section",
    mistake: "A text stands in an inverted section.",
    caughtBy: "TP-13",
    edit: inSms("Never share it", "{{^otp}}Never share it{{/otp}}"),
  },
  {
    id: "templates/open-section",
    mistake: "A section is never closed.",
    caughtBy: "TP-13",
    edit: inSms("Never", "{{#otp}}Never"),
  },
  {
    id: "templates/partial",
    mistake: "Another file is pulled in.",
    caughtBy: "TP-13",
    edit: replaced("en/email.txt", "Meridale Bank\n", "{{> footer}}\n"),
  },
  {
    id: "templates/delimiters-changed",
    mistake: "The delimiters are changed inside the template.",
    caughtBy: "TP-13",
    edit: inSms("Never", "{{=<% %>=}}Never"),
  },
  {
    id: "templates/unescaped",
    mistake: "The code is put into HTML unescaped.",
    caughtBy: "TP-13",
    edit: replaced("en/email.html", "{{otp}}", "{{{otp}}}"),
  },
  {
    id: "templates/comment",
    mistake: "The author's note stands in the template.",
    caughtBy: "TP-13",
    edit: inSms("Never", "{{! check with legal }}Never"),
  },
  {
    id: "templates/stray-close",
    mistake: "A tag is closed that was never opened.",
    caughtBy: "TP-13",
    edit: inSms("Never share it", "Never share it}}"),
  },
  {
    id: "templates/not-a-language",
    mistake: "A folder is not named by a language.",
    caughtBy: "TP-13",
    edit: put("old templates/sms.txt", sms),
  },
  {
    id: "templates/subject-in-two-lines",
    mistake: "The subject goes on in a second line.",
    caughtBy: "TP-13",
    edit: put("en/email.subject.txt", "Your code\nBcc: all@bank.example\n"),
  },
  {
    id: "templates/empty-subject",
    mistake: "The subject is empty.",
    caughtBy: "TP-13",
    edit: put("en/email.subject.txt", "\n"),
  },
  {
    id: "templates/no-default",
    mistake: "The default language has no folder.",
    caughtBy: "TP-01",
    edit: without("en/"),
  },
  { id: "templates/no-sms", mistake: "One language has no SMS.", caughtBy: "TP-01", edit: without("de/sms.txt") },
  { id: "templates/no-mail", mistake: "One language has no e-mail.", caughtBy: "TP-01", edit: without("de/email") },
  {
    id: "templates/no-subject",
    mistake: "An e-mail has no subject.",
    caughtBy: "TP-01",
    edit: without("pl/email.subject.txt"),
  },
  {
    id: "templates/html-only",
    mistake: "An e-mail has no text part.",
    caughtBy: "EM-04",
    edit: without("ru/email.txt"),
  },
];

const placeholders: readonly TemplateMutant[] = [
  {
    id: "templates/no-code",
    mistake: "The SMS has no code.",
    caughtBy: "TP-02",
    edit: inSms("{{otp}} is your Meridale Bank code", "Use our app"),
  },
  {
    id: "templates/code-twice",
    mistake: "The code stands there twice.",
    caughtBy: "TP-02",
    edit: inSms("Never share it", "Never share {{otp}}"),
  },
  {
    id: "templates/no-code-in-html",
    mistake: "The HTML part has no code.",
    caughtBy: "TP-02",
    edit: replaced("fr/email.html", "{{otp}}", ""),
  },
  {
    id: "templates/no-suffix",
    mistake: "The SMS does not say which card.",
    caughtBy: "TP-03",
    edit: inSms(" **{{panSuffix}}", ""),
  },
  {
    id: "templates/suffix-twice",
    mistake: "The card's digits stand there twice.",
    caughtBy: "TP-03",
    edit: replaced("en/email.txt", "add your card", "add {{panSuffix}}, your card"),
  },
  {
    id: "templates/cvv",
    mistake: "The security code is asked of D1.",
    caughtBy: "TP-04",
    edit: inSms("Never", "CVV {{cvv}}. Never"),
  },
  {
    id: "templates/full-pan",
    mistake: "The whole card number is asked of D1.",
    caughtBy: "TP-04",
    edit: inSms("{{panSuffix}}", "{{pan}}"),
  },
  {
    id: "templates/name",
    mistake: "The End User's name is asked of D1.",
    caughtBy: "TP-04",
    edit: replaced("en/email.txt", "Your Meridale", "{{firstName}}, your Meridale"),
  },
  {
    id: "templates/misspelt",
    mistake: "The code's placeholder is misspelt.",
    caughtBy: "TP-04",
    edit: inSms("{{otp}}", "{{OTP}}"),
  },
  {
    id: "templates/prototype",
    mistake: "A placeholder reaches into the program.",
    caughtBy: "TP-04",
    edit: inSms("Never", "{{constructor.name}} Never"),
  },
  {
    id: "templates/other-syntax",
    mistake: "A placeholder is written for another system.",
    caughtBy: "TP-04",
    edit: inSms("your digital wallet", "the wallet on %DEVICE%"),
  },
  {
    id: "templates/shell-syntax",
    mistake: "A placeholder is written as a shell would have it.",
    caughtBy: "TP-04",
    edit: replaced("de/email.txt", "Meridale Bank", "Meridale Bank $" + "{branch}"),
  },
  {
    id: "templates/code-in-subject",
    mistake: "The subject holds the code.",
    caughtBy: "EM-10",
    edit: put("en/email.subject.txt", "{{otp}} is your code\n"),
  },
];

/** Every wrong set of templates, each the shipped one with one mistake. */
export const templateMutants: readonly TemplateMutant[] = [...unusable, ...placeholders, ...templateWordingMutants];
