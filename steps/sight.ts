import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Before, Then } from "@cucumber/cucumber";
import { auditAccessibility } from "../src/browser/axe-audit.ts";
import { phonePage } from "../src/browser/phone-page.ts";
import { otpExtractors } from "../src/checks/otp-extractors.ts";
import { checkAccessible, checkNothingFetched, checkSeen, type MailView, mailViews } from "../src/checks/sight.ts";
import type { CapturedMail } from "../src/messages/captured-message.ts";
import { openEye } from "./eye.ts";
import { expectationFor } from "./receipt.ts";
import type { StepproofWorld } from "./world.ts";

// The message as its reader sees it, in a real browser.

Before({ tags: "@browser" }, function (this: StepproofWorld) {
  if (this.parameters.browser !== true) return this.leaveOut("no browser was asked for: --browser");
});

Then("it can be seen on phone and desktop, light and dark", async function (this: StepproofWorld) {
  const { mail, words, language } = await latestMail(this);
  const { eye } = await openEye();
  const sights = [];
  if (mail.html !== undefined) {
    for (const view of mailViews) sights.push(await eye.see({ html: mail.html, language, ...words }, view));
  }
  this.judge(checkSeen(mail, { sights }), checkNothingFetched(mail, { sights }));
});

Then("everybody can use it", async function (this: StepproofWorld) {
  const { mail } = await latestMail(this);
  const { browser } = await openEye();
  const faults = mail.html === undefined ? [] : await auditAccessibility(browser, mail.html);
  this.judge(checkAccessible(mail, { faults }));
});

Then("a picture of the e-mail is kept", async function (this: StepproofWorld) {
  const { mail, words, language } = await latestMail(this);
  if (mail.html === undefined) return;
  const { eye } = await openEye();
  const html = withoutSecrets(mail.html, words);
  for (const view of mailViews.filter(({ name }) => pictured.has(name))) {
    await keep(this, { channel: "e-mail", language, view }, await eye.photograph(html, view, language));
  }
});

Then("a picture of the SMS is kept", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const sms = this.scenario.messages().findLast(({ kind }) => kind === "sms");
  if (sms?.kind !== "sms") throw new Error("no SMS came, so there is nothing to look at");
  const { language, ...words } = wordsOf(this, "sms");
  const offered = otpExtractors.map(({ extract }) => extract(sms.text)).find((value) => value !== undefined);
  const page = phonePage({ sender: sms.sender, text: sms.text, language, offered });
  const { eye } = await openEye();
  await keep(
    this,
    { channel: "SMS", language, view: phone },
    await eye.photograph(withoutSecrets(page, words), phone, language),
  );
});

/** Each way of seeing a mail is judged; two of them are enough to show it. */
const pictured: ReadonlySet<string> = new Set(["phone, light", "desktop, dark"]);

const phone: MailView = { name: "phone", width: 360, height: 420, scheme: "light" };

interface Words {
  readonly code: string;
  readonly suffix: string;
}

function wordsOf({ scenario }: StepproofWorld, channel: "sms" | "email"): Words & { readonly language: string } {
  const actor = scenario.actor("they");
  const { otp, card } = expectationFor(scenario, actor, scenario.latestStepUp(), channel);
  return { code: otp, suffix: card.panSuffix, language: actor.endUser.profile.language };
}

async function latestMail(world: StepproofWorld) {
  await world.scenario.settled();
  const mail = world.scenario.mails().at(-1);
  if (!mail) throw new Error("no e-mail came, so there is nothing to look at");
  const { language, ...words } = wordsOf(world, "email");
  return { mail: mail as CapturedMail, words, language };
}

/** Pictures go to files that others see: code and digits are zeros there, of the same width. */
const withoutSecrets = (html: string, { code, suffix }: Words): string =>
  html.replaceAll(code, code.replace(/[0-9]/g, "0").replace(/[A-Za-z]/g, "X")).replaceAll(suffix, "0000");

interface PictureFacts {
  readonly channel: "SMS" | "e-mail";
  readonly language: string;
  readonly view: MailView;
}

/** Writes the picture beside the other reports, if there are any, and says where it is. */
async function keep(world: StepproofWorld, { channel, language, view }: PictureFacts, png: Buffer): Promise<void> {
  const { pictures } = world.parameters;
  if (pictures === undefined) return;
  const file = `${language}-${channel}-${view.name}.png`.replace(/[^A-Za-z0-9.-]+/g, "-").toLowerCase();
  await mkdir(pictures, { recursive: true });
  await writeFile(path.join(pictures, file), png);
  world.tell({ picture: { file, channel, language, view: view.name } });
}
