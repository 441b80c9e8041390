import { Given, Then, When } from "@cucumber/cucumber";
import type { Channel } from "../src/checks/expectation.ts";
import { checkOutcomeNotified } from "../src/checks/flow-outcomes.ts";
import { drawEmail, drawPhonesThatMaskAlike } from "../src/testbed/people.ts";
import { cardNotifications } from "./card-notifications.ts";
import type { StepproofWorld } from "./world.ts";

// The issuer: whom it knows, with which contact details.

Given("an End User with a phone and an e-mail address on file", function (this: StepproofWorld) {
  this.scenario.describe("They", {});
});

Given("an End User with a phone on file", function (this: StepproofWorld) {
  this.scenario.describe("They", { email: undefined });
});

Given("an End User with an e-mail address on file", function (this: StepproofWorld) {
  this.scenario.describe("They", { phone: undefined });
});

Given("an End User with no contact on file", function (this: StepproofWorld) {
  this.scenario.describe("They", { phone: undefined, email: undefined });
});

Given("an End User whose e-mail address has 254 characters", function (this: StepproofWorld) {
  // 64 octets, the at sign, and 189: labels of 60, 60 and 59 under .example.
  const local = `nadia.${"b".repeat(58)}`;
  const domain = ["a".repeat(60), "c".repeat(60), "d".repeat(59)].join(".");
  this.scenario.describe("They", { email: `${local}@${domain}.example` });
});

Given("they read {language}", function (this: StepproofWorld, language: string) {
  this.scenario.describe("They", { language });
});

Given("they own two cards", function (this: StepproofWorld) {
  this.scenario.describe("They", { cardCount: 2 });
});

Given("their card ends in zeros and one other digit", function (this: StepproofWorld) {
  this.scenario.cardEnding = `000${1 + this.scenario.chance.fork("ending").integer(9)}`;
});

Given("{int} End Users with a phone and an e-mail address on file", function (this: StepproofWorld, count: number) {
  for (let number = 1; number <= count; number++) this.scenario.describe(`End User ${number}`, {});
});

Given("End Users Nadia and Omar", function (this: StepproofWorld) {
  this.scenario.describe("Nadia", {});
  this.scenario.describe("Omar", {});
});

Given("End Users Nadia and Omar whose phones mask alike", function (this: StepproofWorld) {
  const [hers, his] = drawPhonesThatMaskAlike(this.scenario.chance.fork("phones"));
  this.scenario.describe("Nadia", { phone: hers });
  this.scenario.describe("Omar", { phone: his });
});

Given("End Users Nadia and Omar whose e-mail addresses mask alike", function (this: StepproofWorld) {
  const one = drawEmail(this.scenario.chance.fork("address"), "Nadia");
  const other = one.replace(/[2-9a-z](?=@)/, (last) => (last === "q" ? "r" : "q"));
  this.scenario.describe("Nadia", { email: one });
  this.scenario.describe("Omar", { email: other });
});

Given("messages by {channel} to them are refused", function (this: StepproofWorld, channel: Channel) {
  if (this.scenario.bar(this.scenario.actor("they"), channel)) return;
  return this.leaveOut("a MailHog elsewhere takes the mail and cannot be told to refuse an address");
});

When("the issuer records a new phone for them", function (this: StepproofWorld) {
  this.scenario.changePhone(this.scenario.actor("they"));
});

When("the issuer no longer knows them from now on", function (this: StepproofWorld) {
  const { issuer } = this.scenario;
  issuer.remove(this.scenario.actor("they").endUser.profile.consumerId);
});

When("the issuer has blocked them from now on", function (this: StepproofWorld) {
  const { issuer } = this.scenario;
  issuer.block(this.scenario.actor("they").endUser.profile.consumerId);
});

When("the issuer has lost their contact details from now on", function (this: StepproofWorld) {
  const { issuer } = this.scenario;
  issuer.changeContact(this.scenario.actor("they").endUser.profile.consumerId, {
    mobilePhoneNumber: undefined,
    email: undefined,
  });
});

Then(
  /^the issuer is notified of a digitization that was (SUCCESSFUL|FAILED)$/,
  async function (this: StepproofWorld, status: "SUCCESSFUL" | "FAILED") {
    await this.scenario.settled();
    const { cardId } = this.scenario.latestStepUp().card;
    this.judge(checkOutcomeNotified(cardNotifications(this.scenario), { status, cardId }));
  },
);
