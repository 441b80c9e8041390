import { Given, Then } from "@cucumber/cucumber";
import { fail, pass } from "../src/checks/finding.ts";
import { parseTemplate } from "../src/templates/parse-template.ts";
import type { TemplateSet } from "../src/templates/template-set.ts";
import { type CallingCode, drawPhone } from "../src/testbed/people.ts";
import type { StepproofWorld } from "./world.ts";

// The SMS as it was cut and sent.

const HEAD = "{{otp}} is your Meridale Bank code to add card **{{panSuffix}} to your wallet. Do not share it. ";
/** A code has six characters and a suffix four: what the two placeholders stand for. */
const HEAD_UNITS = HEAD.replace("{{otp}}", "123456").replace("{{panSuffix}}", "1234").length;

/** The head, filled up to so many units, and then something. */
const upTo = (units: number, filler: string, rest: string): string => HEAD + filler.repeat(units - HEAD_UNITS) + rest;

const texts: Readonly<Record<string, string>> = {
  "a long text in the GSM alphabet": upTo(200, "a", ""),
  "a euro sign where the first part ends": upTo(152, "a", "€ and more"),
  "a long text in Cyrillic": `{{otp}}: код Меридейл, добавить карту **{{panSuffix}} в кошелёк. Никому его не сообщайте, даже нам.`,
  "an emoji where the first part ends": `{{otp}}: код **{{panSuffix}} ${"я".repeat(66 - 18)}😀 кошелёк`,
  "letters with marks where the first part ends": `{{otp}}: कोड **{{panSuffix}} ${"क".repeat(66 - 18)} वॉलेट में`,
  "as many characters as one part holds": upTo(160, "a", ""),
};

Given(/^an SMS template with (an? .+|letters .+|as many .+)$/, function (this: StepproofWorld, what: string) {
  const text = texts[what];
  if (text === undefined) throw new Error(`no SMS template is known with ${what}`);
  this.scenario.agree({ templates: englishSms(text) });
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
