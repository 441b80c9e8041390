import { Then } from "@cucumber/cucumber";
import { checkTwinsToldApart, reaches } from "../src/checks/channel.ts";
import type { Channel } from "../src/checks/expectation.ts";
import { fail, pass } from "../src/checks/finding.ts";
import { checkFlowsApart } from "../src/checks/flow-outcomes.ts";
import { checkNoOutsiderText } from "../src/checks/outsider-text.ts";
import { checkPanSuffix, checkPanTail } from "../src/checks/pan-masking.ts";
import { checkTemplateLanguage } from "../src/checks/rendering.ts";
import type { CapturedMessage } from "../src/messages/captured-message.ts";
import type { Actor, StepUp } from "./actor.ts";
import { judgeSecrecy } from "./conduct.ts";
import { expectedLanguage, languageMarkers } from "./language-markers.ts";
import { expectationFor, judgeReceipt } from "./receipt.ts";
import { judgeResend } from "./resend.ts";
import type { StepproofWorld } from "./world.ts";

// SMS and e-mail as they arrived: one message, the right one, and nothing else.

Then(
  "{person} receive(s) one {channel} carrying the code",
  async function (this: StepproofWorld, person: string, channel: Channel) {
    const actor = this.scenario.actor(person);
    for (const stepUp of actor.stepUps) await receive(this, actor, stepUp, channel);
  },
);

Then(
  "{person} receive(s) two {channel}, each with its own card's digits and code",
  async function (this: StepproofWorld, person: string, channel: Channel) {
    const actor = this.scenario.actor(person);
    for (const stepUp of actor.stepUps) await receive(this, actor, stepUp, channel);
  },
);

async function receive(world: StepproofWorld, actor: Actor, stepUp: StepUp, channel: Channel): Promise<void> {
  const { findings, messages, expectation } = await judgeReceipt(world.scenario, actor, stepUp, channel);
  const twins = twinsOf(world, actor, channel).map((twin) =>
    checkTwinsToldApart(messages, { recipient: expectation.recipient, twin }),
  );
  world.judge(...findings, ...twins);
}

/** The contacts of the others in the scenario: they must not have got what was meant for this one. */
function twinsOf({ scenario }: StepproofWorld, actor: Actor, channel: Channel): readonly string[] {
  const others = scenario.everybody().filter((other) => other !== actor);
  scenario.actor(actor.name);
  return others.map((other) => scenario.contactOf(other, channel)).filter((contact) => contact !== undefined);
}

Then(
  "each receives one {channel} with their own card's digits and code",
  async function (this: StepproofWorld, channel: Channel) {
    const flows = [];
    for (const actor of this.scenario.everybody()) {
      for (const stepUp of actor.stepUps) flows.push(await judgeReceipt(this.scenario, actor, stepUp, channel));
    }
    this.judge(...flows.flatMap(({ findings }) => findings), checkFlowsApart(flows));
  },
);

Then("they have received one SMS and one e-mail", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const messages = this.scenario.messages();
  const kinds = messages
    .map(({ kind }) => kind)
    .sort()
    .join(" and ");
  const verdict = { expected: "email and sms", actual: kinds || "nothing", evidence: messages.map(({ id }) => id) };
  const hint = "Send each request's code by the channel of that request.";
  this.judge(kinds === "email and sms" ? pass("CS-01", verdict) : fail("CS-01", { ...verdict, hint }));
});

Then(
  "the latest {channel} carries the code that was issued last",
  async function (this: StepproofWorld, channel: Channel) {
    await this.scenario.settled();
    this.judge(...judgeResend(this.scenario, this.scenario.actor("they"), this.scenario.latestStepUp(), channel));
  },
);

Then("nothing reaches them by any other channel", async function (this: StepproofWorld) {
  const stepUp = this.scenario.latestStepUp();
  const { findings } = await judgeReceipt(this.scenario, this.scenario.actor("they"), stepUp, stepUp.channel ?? "sms");
  this.judge(...findings.filter(({ requirement }) => requirement === "CS-02"));
});

Then("nothing reaches the phone they had before", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const { phone = "" } = this.scenario.actor("they").endUser.profile;
  const late = this.scenario.messages().filter((message) => reaches(message, phone));
  const verdict = {
    expected: "nothing to the former phone",
    actual: `${late.length} messages`,
    evidence: late.map(({ id }) => id),
  };
  const hint = "Use the contact that the issuer gives at the time of delivery.";
  this.judge(late.length === 0 ? pass("CS-03", verdict) : fail("CS-03", { ...verdict, hint }));
});

Then("it names the card by its last four digits only", async function (this: StepproofWorld) {
  const { message, expectation } = await newest(this);
  this.judge(checkPanSuffix(message, expectation), checkPanTail(message, expectation));
});

Then("it is written in {language}", async function (this: StepproofWorld, language: string) {
  await judgeLanguage(this, language);
});

Then("it is written in the default language", async function (this: StepproofWorld) {
  await judgeLanguage(this, undefined);
});

async function judgeLanguage(world: StepproofWorld, tag: string | undefined): Promise<void> {
  const { message } = await newest(world);
  const { templates } = world.scenario.issuer.settings;
  const language = expectedLanguage(templates, tag);
  world.judge(checkTemplateLanguage(message, { language, markers: languageMarkers(templates, message.kind) }));
}

Then("nothing of the device's name is in it", async function (this: StepproofWorld) {
  const { message } = await newest(this);
  this.judge(checkNoOutsiderText(message, { outsiderTexts: [this.scenario.device?.deviceName ?? ""] }));
});

Then("no system has logged a code, a card number or a contact", function (this: StepproofWorld) {
  this.judge(...judgeSecrecy(this.scenario).filter(({ requirement }) => requirement === "SE-04"));
});

Then("no address of a call carries a code, a card number or a contact", function (this: StepproofWorld) {
  this.judge(...judgeSecrecy(this.scenario).filter(({ requirement }) => requirement === "SE-07"));
});

async function newest({ scenario }: StepproofWorld) {
  await scenario.settled();
  const stepUp = scenario.latestStepUp();
  const channel = stepUp.channel ?? "sms";
  const message = latestMessage(scenario.messages(), channel);
  return { message, expectation: expectationFor(scenario, scenario.actor("they"), stepUp, channel) };
}

/** Throws when none came: an earlier step has already judged that. */
function latestMessage(messages: readonly CapturedMessage[], channel: Channel): CapturedMessage {
  const latest = messages.findLast(({ kind }) => kind === channel);
  if (!latest) throw new Error(`no ${channel} message came, so there is nothing to look at`);
  return latest;
}
