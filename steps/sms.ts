import { Given, Then } from "@cucumber/cucumber";
import { fail, pass } from "../src/checks/finding.ts";
import { nationalLanguages } from "../src/messages/gsm-national.ts";
import { parseTemplate } from "../src/templates/parse-template.ts";
import type { TemplateSet } from "../src/templates/template-set.ts";
import { type CallingCode, drawPhone } from "../src/testbed/people.ts";
import { waysOfParts } from "./parts-on-the-way.ts";
import type { StepproofWorld } from "./world.ts";

// The SMS as it was cut and sent.

const HEAD = "{{otp}} is your Meridale Bank code to add card **{{panSuffix}} to your wallet. Do not share it. ";

/** A code has six characters and a suffix four: what the two placeholders stand for. */
const unitsOf = (template: string): number =>
  template.replace("{{otp}}", "123456").replace("{{panSuffix}}", "1234").length;

/** A beginning, filled up to so many units. */
const filled = (head: string, units: number, filler: string): string => head + filler.repeat(units - unitsOf(head));

/** Units of one part of several. */
const GSM_PART = 153;
const UCS2_PART = 67;

const cyrillicHead = "{{otp}}: код **{{panSuffix}} ";
const codeLast = "Card **{{panSuffix}}: ";

const texts: Readonly<Record<string, string>> = {
  "a long text in the GSM alphabet": filled(HEAD, 200, "a"),
  "a euro sign where the first part ends": `${filled(HEAD, GSM_PART - 1, "a")}€ and more`,
  "a long text in Cyrillic": `{{otp}}: код Меридейл, добавить карту **{{panSuffix}} в кошелёк. Никому его не сообщайте, даже нам.`,
  "an emoji where the first part ends": `${filled(cyrillicHead, UCS2_PART - 1, "я")}😀 кошелёк`,
  "a letter with marks where the first part ends": `${filled("{{otp}}: कोड **{{panSuffix}} ", UCS2_PART - 1, "क")}की वॉलेट में`,
  "an emoji of several where the first part ends": `${filled(cyrillicHead, UCS2_PART - 3, "я")}👩\u200D💻 кошелёк`,
  "as many characters as one part holds": filled(HEAD, 160, "a"),
  "as many units as one part holds": filled(cyrillicHead, 70, "я"),
  "a code that ends with the first part": `${filled(codeLast, GSM_PART - 6, ".")}{{otp}} is your code`,
  "a code that begins the second part": `${filled(codeLast, GSM_PART, ".")}{{otp}} is your code`,
  "a long text in Turkish": `Meridale Bank: **{{panSuffix}} kartınızı cüzdana eklemek için kodunuz {{otp}}. Kimseyle paylaşmayın, biz sormayız.`,
  "a long text in Spanish": `{{otp}} es su código de Banco Meridal para añadir la tarjeta **{{panSuffix}} a su billetera. No lo comparta: él no pregunta.`,
  "a long text in Portuguese": `{{otp}} é o seu código Banco Meridal para adicionar o cartão **{{panSuffix}} à carteira. Não o partilhe com ninguém.`,
  "a very long text in Turkish": `${filled("{{otp}} kart **{{panSuffix}}: ", 160, "ş")} paylaşmayın`,
};

Given(/^an SMS template with (an? .+|as many .+)$/, function (this: StepproofWorld, what: string) {
  const text = texts[what];
  if (text === undefined) throw new Error(`no SMS template is known with ${what}`);
  this.scenario.agree({ templates: englishSms(text) });
});

Given(/^phones that know the (turkish|spanish|portuguese) tables$/i, function (this: StepproofWorld, language: string) {
  const known = nationalLanguages.find((name) => name === language.toLowerCase());
  this.scenario.agree({ smsNationalTables: known ? [known] : [] });
});

Given(/^a network that hands its parts over (.+)$/, function (this: StepproofWorld, how: string) {
  const change = waysOfParts[how];
  if (!change) throw new Error(`no network is known that hands parts over ${how}`);
  this.scenario.onTheWay(change);
});

const englishSms = (text: string): TemplateSet => ({
  name: "the scenario's templates",
  languages: new Map([["en", { language: "en", sms: parseTemplate(text, "en/sms.txt") }]]),
  defaultLanguage: "en",
});

const countries: Readonly<Record<string, CallingCode>> = { Germany: "49", Sweden: "46", "North America": "1" };

Given(/^an End User with a phone in (Germany|Sweden|North America)$/, function (this: StepproofWorld, country: string) {
  const phone = drawPhone(this.scenario.chance.fork("phone abroad"), countries[country]);
  this.scenario.describe("They", { phone, email: undefined });
});

Then("it came in {int} part(s)", async function (this: StepproofWorld, wanted: number) {
  await this.scenario.settled();
  const sms = this.scenario.messages().find(({ kind }) => kind === "sms");
  const came = sms?.kind === "sms" ? sms.parts.length : 0;
  const verdict = { expected: `${wanted} part(s)`, actual: `${came} part(s)`, evidence: sms ? [sms.id] : [] };
  const hint = "Cut at 153 septets or 67 units, and only where one part is not enough.";
  this.judge(came === wanted ? pass("SM-04", verdict) : fail("SM-04", { ...verdict, hint }));
});
