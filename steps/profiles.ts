import { Given, Then } from "@cucumber/cucumber";
import type { OtpPolicy } from "../simulators/tsp/policies.ts";
import { checkAppHash } from "../src/checks/app-hash.ts";
import { checkChannelIsTelephone, checkChannelsOfTelephone } from "../src/checks/channel.ts";
import type { Channel } from "../src/checks/expectation.ts";
import { checkBlockedAfterFailures, checkGuessing, checkRefusalsAlike } from "../src/checks/lifecycle-profiles.ts";
import { StepproofError } from "../src/errors.ts";
import { parseTemplate } from "../src/templates/parse-template.ts";
import type { TemplateSet } from "../src/templates/template-set.ts";
import { latestStepUp } from "./actor.ts";
import { offeredMethods } from "./deliveries.ts";
import { codeOf, guessUntilBlocked, tryCode, wrongCode } from "./tries.ts";
import type { WorkerBed } from "./worker-bed.ts";
import type { StepproofWorld } from "./world.ts";

// Rules that bind only some issuers. With a run file it is what that file says that is looked at; without one, systems
// that were set up to keep the rules.

const policies: Readonly<Record<string, Partial<OtpPolicy>>> = {
  "NIST SP 800-63B": { length: 8, validityMs: 600_000 },
  PSD2: { maxFailures: 5, refusals: "alike" },
};

Given(/^a network that keeps to (NIST SP 800-63B|PSD2)$/, function (this: StepproofWorld, name: string) {
  const otp = policies[name];
  if (otp && !this.scenario.worker.lessor) this.scenario.agree({ otp });
});

Given("an End User of an issuer that keeps to NIST SP 800-63B", function (this: StepproofWorld) {
  this.scenario.describe("They", this.scenario.worker.lessor ? {} : { email: undefined });
});

Then("codes live briefly, are hard to guess, and guesses are counted", async function (this: StepproofWorld) {
  const { scenario } = this;
  const stepUp = scenario.latestStepUp();
  const { value, issuedAt, expiresAt, policy } = codeOf(scenario, stepUp);
  const drawn = policy.shape?.replace(/[^#]/g, "").length ?? value.length;
  const failuresUntilBlocked = await guessUntilBlocked(scenario, stepUp);
  const possibleCodes = policy.alphabet.length ** drawn;
  this.judge(checkGuessing({ validityMs: expiresAt - issuedAt, possibleCodes, failuresUntilBlocked }));
});

Then(
  "few wrong codes in a row are taken, then none and not the right one either",
  async function (this: StepproofWorld) {
    const stepUp = this.scenario.latestStepUp();
    const failures = await guessUntilBlocked(this.scenario, stepUp);
    const { result } = await tryCode(this.scenario, stepUp, codeOf(this.scenario, stepUp).value);
    this.judge(checkBlockedAfterFailures({ failures, rightCodeOpens: result === "SUCCESS" }));
  },
);

Then("Nadia's wrong code and Omar's expired one are answered alike", async function (this: StepproofWorld) {
  const { scenario } = this;
  const [hers, his] = [latestStepUp(scenario.actor("Nadia")), latestStepUp(scenario.actor("Omar"))];
  const wrong = await tryCode(scenario, hers, wrongCode(codeOf(scenario, hers)));
  const { value, expiresAt } = codeOf(scenario, his);
  const { clock } = scenario.worker;
  clock.advance(expiresAt - clock.now());
  const expired = await tryCode(scenario, his, value);
  this.judge(checkRefusalsAlike({ wrongCode: answerOf(wrong), expiredCode: answerOf(expired) }));
});

const answerOf = ({ result, attemptsAfter }: Awaited<ReturnType<typeof tryCode>>) => ({
  result,
  attemptsLeft: attemptsAfter,
});

Then("the code travels by the telephone network alone", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const { lessor, channels } = this.scenario.worker;
  const { methods, evidence } = offeredMethods(this.scenario);
  const offered = methods.flatMap(({ type }) => channelsByType[type] ?? []);
  this.judge(
    checkChannelsOfTelephone(lessor ? channels : offered, { evidence }),
    ...this.scenario.messages().map((message) => checkChannelIsTelephone(message)),
  );
});

const channelsByType: Readonly<Record<string, Channel>> = {
  TEXT_TO_CARDHOLDER_NUMBER: "sms",
  EMAIL_TO_CARDHOLDER_ADDRESS: "email",
};

/** Of an app that nobody has; the form is that of the documentation's example. */
const SAMPLE_HASH = "FA+9qCX9VSu";

Given("an issuer whose app reads the SMS", function (this: StepproofWorld) {
  const { lessor, templates } = this.scenario.worker;
  if (!lessor) this.scenario.agree({ templates: endingWith(templates, SAMPLE_HASH) });
});

/** The English SMS with the hash as its last line. */
function endingWith(templates: TemplateSet, hash: string): TemplateSet {
  const english = templates.languages.get("en");
  if (!english?.sms) throw new Error("the example's templates have no English SMS");
  const sms = parseTemplate(`${english.sms.source.trimEnd()}\n${hash}`, english.sms.file);
  return { ...templates, languages: new Map([["en", { ...english, sms }]]), defaultLanguage: "en" };
}

Then("their phone hands the SMS to the issuer's app", async function (this: StepproofWorld) {
  await this.scenario.settled();
  const appHash = appHashOf(this.scenario.worker);
  this.judge(...this.scenario.messages().map((message) => checkAppHash(message, { appHash })));
});

function appHashOf({ lessor }: WorkerBed): string {
  const appHash = lessor ? lessor.runFile.sms.appHash : SAMPLE_HASH;
  if (appHash !== undefined) return appHash;
  throw new StepproofError("APP_HASH_MISSING", "the profile sms-retriever is on, and sms.appHash is not there", {
    hint: "Write the app's hash under sms.appHash.",
    attribution: "CONFIGURATION",
  });
}
