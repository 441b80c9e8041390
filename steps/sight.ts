import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Before, Then } from "@cucumber/cucumber";
import { look } from "../src/browser/looking.ts";
import { type PhoneMessage, phonePage } from "../src/browser/phone-page.ts";
import {
  checkAccessible,
  checkLettersKnown,
  checkNothingFetched,
  checkSeen,
  type MailView,
  mailViews,
} from "../src/checks/sight.ts";
import { offersOf } from "../src/checks/sms-offers.ts";
import type { CapturedSms } from "../src/messages/captured-message.ts";
import { expectationFor } from "./receipt.ts";
import type { StepproofWorld } from "./world.ts";

// The message as its reader sees it, in a real browser.

/** Ms: the first look unpacks and starts a browser, on a machine that may be busy; each look has a limit of its own. */
const slow = { timeout: 120_000 };

Before({ tags: "@browser" }, function (this: StepproofWorld) {
  if (this.parameters.browser !== true) return this.leaveOut("no browser was asked for: --browser");
});

/** Judged at once, so that each requirement has its finding although another is broken. */
Then("everybody can see and use it, on phone and desktop, light and dark", slow, async function (this: StepproofWorld) {
  const mail = await latestMail(this);
  const { html } = mail;
  const { code, suffix } = wordsOf(this, "email");
  const sight = html === undefined ? undefined : await look(({ eye }) => eye.see({ html, code, suffix }, mailViews));
  const faults = html === undefined ? [] : await look(({ auditor }) => auditor.audit(html));
  this.judge(checkSeen(mail, { sight }), checkNothingFetched(mail, { sight }), checkAccessible(mail, { faults }));
});

Then("a picture of the e-mail is kept", slow, async function (this: StepproofWorld) {
  const { html } = await latestMail(this);
  if (html !== undefined) await keep(this, "e-mail", html, mailViews);
});

const phone: MailView = { name: "phone", width: 360, height: 420, scheme: "light" };

Then("a picture of the SMS is kept", slow, async function (this: StepproofWorld) {
  const sms = await latestSms(this);
  const { language } = wordsOf(this, "sms");
  await keep(this, "SMS", phonePage(toPhone(sms, language)), [phone]);
});

Then("no letter of it is a box", slow, async function (this: StepproofWorld) {
  const sms = await latestSms(this);
  this.judge(checkLettersKnown(sms, { boxes: await look(({ eye }) => eye.boxesIn(sms.text)) }));
});

function toPhone(sms: CapturedSms, language: string): PhoneMessage {
  const offered = offersOf(sms).find(({ value }) => value !== undefined)?.value;
  return { sender: sms.sender, text: sms.text, language, offered, receivedAt: sms.receivedAt };
}

function wordsOf({ scenario }: StepproofWorld, channel: "sms" | "email") {
  const actor = scenario.actor("they");
  const { otp, card } = expectationFor(scenario, actor, scenario.latestStepUp(), channel);
  return { code: otp, suffix: card.panSuffix, language: actor.endUser.profile.language };
}

async function latestMail({ scenario }: StepproofWorld) {
  await scenario.settled();
  const mail = scenario.mails().at(-1);
  if (!mail) throw new Error("no e-mail came, so there is nothing to look at");
  return mail;
}

async function latestSms({ scenario }: StepproofWorld): Promise<CapturedSms> {
  await scenario.settled();
  const sms = scenario.messages().findLast((message) => message.kind === "sms");
  if (!sms) throw new Error("no SMS came, so there is nothing to look at");
  return sms;
}

/** Writes pictures beside the other reports, if there are any, and says where they are. */
async function keep(
  world: StepproofWorld,
  channel: "SMS" | "e-mail",
  html: string,
  views: readonly MailView[],
): Promise<void> {
  const { pictures } = world.parameters;
  if (pictures === undefined) return;
  const { language, ...words } = wordsOf(world, channel === "SMS" ? "sms" : "email");
  const replaced = zeros(world, Object.values(words));
  const taken = await look(({ eye }) => eye.photograph({ html, replaced }, views));
  await mkdir(pictures, { recursive: true });
  for (const [index, view] of views.entries()) {
    const file = `${language}-${channel}-${view.name}.png`.replace(/[^A-Za-z0-9.-]+/g, "-").toLowerCase();
    await writeFile(path.join(pictures, file), taken[index] ?? "");
    world.tell({ picture: { file, channel, language, view: view.name } });
  }
}

/** Pictures go to files that others see: whatever is secret is zeros there. Longest first, so that none is left in parts. */
function zeros({ scenario }: StepproofWorld, words: readonly string[]): readonly (readonly [string, string])[] {
  const known = scenario.worker.bed.secrets.known().map(({ value }) => value);
  const secrets = [...new Set([...known, ...words])].toSorted((a, b) => b.length - a.length);
  return secrets.map((secret) => [secret, secret.replace(/\d/g, "0").replace(/\p{L}/gu, "X")]);
}
