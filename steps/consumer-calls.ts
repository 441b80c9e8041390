import { Given, Then, When } from "@cucumber/cucumber";
import { checkCardIdIndifferent } from "../src/checks/consumer-identity.ts";
import {
  checkForbiddenConsumer,
  checkImpossibleConsumer,
  checkUnknownConsumer,
} from "../src/checks/consumer-refusals.ts";
import { checkConsumerAnswer, checkContactsPresent, checkNothingEmpty } from "../src/checks/contact-details.ts";
import {
  checkCountryCode,
  checkEmailAddress,
  checkLanguage,
  checkPhoneNumber,
} from "../src/checks/contact-patterns.ts";
import { checkImpersonalIds } from "../src/checks/personal-ids.ts";
import { checkCorrelationIdOptional, checkTolerated } from "../src/checks/tolerance.ts";
import type { CallVariation } from "../src/testbed/issuer-probe.ts";
import { correlationIds, hostileIds, unusualCalls } from "./consumer-call-phrases.ts";
import { canaries, consumerIdOf, judgeWithDiscretion, named, probing } from "./issuer-probe.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1 asks for contact details: Get Consumer Information.

const ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

Given("an End User whose consumerId has {int} character(s)", function (this: StepproofWorld, length: number) {
  const consumerId = this.scenario.chance.fork("consumer id").text(ID_CHARACTERS, length);
  this.scenario.describe("They", { consumerId });
  if (consumerIdOf(this.scenario) !== consumerId) return this.leaveOut("the issuer's consumers have ids of their own");
});

When("D1 asks for their contact details", async function (this: StepproofWorld) {
  await ask(this.scenario, {});
});

When("D1 asks for their contact details with {}", async function (this: StepproofWorld, unusual: string) {
  await askUnusually(this.scenario, unusual, named(unusualCalls, unusual));
});

When("D1 asks for their contact details under {}", async function (this: StepproofWorld, correlation: string) {
  await askUnusually(this.scenario, correlation, {
    headers: { "x-correlation-id": named(correlationIds, correlation)() },
  });
});

When("D1 asks for them with and without their cardId", async function (this: StepproofWorld) {
  const [card] = this.scenario.actor("they").endUser.profile.cards;
  await askUnusually(this.scenario, "a cardId", { query: { cardId: card?.cardId ?? "" } });
});

When(
  "D1 asks for them with and without a cardId of {int} characters",
  async function (this: StepproofWorld, length: number) {
    const cardId = this.scenario.chance.fork("card id").text(ID_CHARACTERS, length);
    await askUnusually(this.scenario, "a cardId", { query: { cardId } });
  },
);

When("D1 asks for a consumer whom the issuer does not know", async function (this: StepproofWorld) {
  this.scenario.actor("they");
  const asked = probing(this.scenario);
  asked.keep(await asked.probe.getConsumer(this.scenario.issuer.unknownConsumer()));
});

When(
  "D1 asks for an unknown consumer with an id of {int} character(s)",
  async function (this: StepproofWorld, length: number) {
    this.scenario.actor("they");
    const asked = probing(this.scenario);
    asked.keep(await asked.probe.getConsumer(this.scenario.chance.fork("unknown").text(ID_CHARACTERS, length)));
  },
);

When("D1 asks for a consumer whom the issuer has blocked", async function (this: StepproofWorld) {
  this.scenario.actor("they");
  const asked = probing(this.scenario);
  asked.keep(await asked.probe.getConsumer(this.scenario.issuer.blockedConsumer()));
});

When("D1 asks for a consumer whose id is {}", async function (this: StepproofWorld, hostile: string) {
  this.scenario.actor("they");
  const asked = probing(this.scenario);
  asked.keep(await asked.probe.getConsumer(named(hostileIds, hostile)));
});

Then("the answer is their contact details as documented", function (this: StepproofWorld) {
  const { latest } = probing(this.scenario);
  const { phone, email } = this.scenario.actor("they").endUser.profile;
  const contacts = [phone && ("phone" as const), email && ("email" as const)].filter(
    (contact) => contact !== undefined && contact !== "",
  );
  judgeWithDiscretion(
    this,
    checkConsumerAnswer(latest),
    checkContactsPresent(latest, { contacts }),
    checkLanguage(latest),
    checkCountryCode(latest),
    checkPhoneNumber(latest),
    checkEmailAddress(latest),
    checkNothingEmpty(latest),
  );
});

Then("the issuer answers with 200", function (this: StepproofWorld) {
  this.judge(checkConsumerAnswer(probing(this.scenario).latest));
});

Then("their ids give nothing away", function (this: StepproofWorld) {
  const { consumerId, firstName, phone, email, cards } = this.scenario.actor("they").endUser.profile;
  const ids = { consumerId, cardIds: cards.map(({ cardId }) => cardId) };
  this.judge(checkImpersonalIds(ids, { firstName, phone, email, pans: cards.map(({ pan }) => pan) }));
});

Then("the issuer answers both alike", function (this: StepproofWorld) {
  const { usual, latest } = probing(this.scenario);
  if (usual) this.judge(checkCardIdIndifferent({ without: usual, with: latest }));
});

Then("the answer is as usual", function (this: StepproofWorld) {
  const { usual, latest, unusual } = probing(this.scenario);
  if (usual) this.judge(checkTolerated(latest, { usual, unusual }));
});

Then("the answer is as usual, whatever the correlation id", function (this: StepproofWorld) {
  const { usual, latest, unusual } = probing(this.scenario);
  if (usual) this.judge(checkCorrelationIdOptional(latest, { usual, unusual }));
});

Then("the issuer says that there is no such consumer and gives nothing away", function (this: StepproofWorld) {
  judgeWithDiscretion(this, checkUnknownConsumer(probing(this.scenario).latest, canaries(this.scenario)));
});

Then("the issuer refuses the id and gives nothing away", function (this: StepproofWorld) {
  judgeWithDiscretion(this, checkImpossibleConsumer(probing(this.scenario).latest, canaries(this.scenario)));
});

Then("the issuer refuses to speak of them and gives nothing away", function (this: StepproofWorld) {
  judgeWithDiscretion(this, checkForbiddenConsumer(probing(this.scenario).latest, canaries(this.scenario)));
});

async function ask(scenario: Scenario, variation: CallVariation): Promise<void> {
  const consumerId = consumerIdOf(scenario);
  const asked = probing(scenario);
  asked.keep(await asked.probe.getConsumer(consumerId, variation));
}

async function askUnusually(scenario: Scenario, unusual: string, variation: CallVariation): Promise<void> {
  const consumerId = consumerIdOf(scenario);
  const asked = probing(scenario);
  const { probe } = asked;
  await asked.compare(unusual, probe.getConsumer(consumerId), () => probe.getConsumer(consumerId, variation));
}
