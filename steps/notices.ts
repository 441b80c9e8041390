import { Given, Then } from "@cucumber/cucumber";
import { checkNoticesWithoutCode } from "../src/checks/lifecycle-d1.ts";
import type { Template, TemplateSet } from "../src/templates/template-set.ts";
import { codesOf } from "./deliveries.ts";
import { codeOf } from "./tries.ts";
import type { StepproofWorld } from "./world.ts";

// What D1 tells people beside the code: reminders, and that a card is active.

const DAY_MS = 86_400_000;

Given(
  "D1 reminds people {int} times, a day apart, and confirms what is active",
  function (this: StepproofWorld, max: number) {
    const reminder = { templates: noticesSaying("is waiting for the code of card"), delayMs: DAY_MS, max };
    this.scenario.agree({ notices: { reminder, activated: noticesSaying("now holds card") } });
  },
);

/** The issuer's own words. They are not parsed: a template file has to hold the code, and a notice must not. */
function noticesSaying(words: string): TemplateSet {
  const text = noticeOf(({ panSuffix }) => `Meridale Bank: your digital wallet ${words} **${panSuffix}.`);
  const email = { subject: noticeOf(() => "Your digital wallet"), text };
  const english = { language: "en", sms: text, email };
  return { name: "notices", languages: new Map([["en", english]]), defaultLanguage: "en" };
}

const noticeOf = (render: Template["render"]): Template => ({ file: "notice.txt", source: "", render });

Then(
  "{int} message(s) beside the code reach(es) them, with no code in any",
  async function (this: StepproofWorld, count: number) {
    await this.scenario.settled();
    const stepUp = this.scenario.latestStepUp();
    // No code is asked for after the first notice, and an inbox keeps messages for a day: what came later are the notices.
    const { issuedAt } = codeOf(this.scenario, stepUp);
    const notices = this.scenario.messages().filter(({ receivedAt }) => receivedAt > issuedAt);
    this.judge(checkNoticesWithoutCode(notices, { otps: codesOf(this.scenario, stepUp), count }));
  },
);
