import { Given, Then, When } from "@cucumber/cucumber";
import { checkOutcome, outcomeOf } from "../src/checks/mail-reception.ts";
import type { Receiver } from "../src/mail-auth/receivers.ts";
import type { OutgoingMail } from "../src/sending/sender.ts";
import { composeLetter } from "./letters.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// Mail as receivers' servers take it or not: over SMTP, each mail from a connection of its own.

const receiversByName: Readonly<Record<string, readonly Receiver[]>> = {
  Gmail: ["gmail"],
  Yahoo: ["yahoo"],
  Microsoft: ["microsoft"],
  "a strict one": ["strict"],
  "all of them": ["gmail", "yahoo", "microsoft", "strict"],
  "one that takes all": [],
};

Given(/^a receiver like (.+)$/, function (this: StepproofWorld, name: string) {
  const { mailServer } = this.scenario.worker.bed;
  if (!mailServer) return this.leaveOut("the mail server is not ours, and cannot be told whose rules to go by");
  this.scenario.atEnd(mailServer.enforce(receiversByName[name] ?? []));
  return undefined;
});

When(/^a mail comes (.+)$/, async function (this: StepproofWorld, kind: string) {
  const { scenario } = this;
  const { mail, greeting } = composeLetter(scenario, kind);
  await handOver(scenario, mail, greeting);
});

When("a stranger hands the same mail over again", async function (this: StepproofWorld) {
  const seen = `${this.scenario.mails().at(-1)?.raw}`;
  const { mail, greeting } = composeLetter(this.scenario, "from a stranger's address");
  await handOver(this.scenario, { ...mail, onRelay: () => seen }, greeting);
});

async function handOver(scenario: Scenario, mail: OutgoingMail, greeting: string): Promise<void> {
  const { bed } = scenario.worker;
  const before = scenario.mails().length;
  const sender = bed.mail.openSender("scenario -> mail server", greeting);
  const error: unknown = await sender
    .send(mail)
    .then(() => undefined)
    .catch((reason: unknown) => reason);
  await sender.close();
  scenario.mailOutcome = outcomeOf(scenario.mails()[before], error);
}

Then(/^the mail is in the (inbox|junk)$/, function (this: StepproofWorld, wanted: string) {
  this.judge(checkOutcome({ ...this.scenario.mailOutcome, wanted }));
});

Then(/^the mail is (?:refused|put off) with (.+)$/, function (this: StepproofWorld, wanted: string) {
  this.judge(checkOutcome({ ...this.scenario.mailOutcome, wanted }));
});

Then(/^it is noted that (.+)$/, function (this: StepproofWorld, wanted: string) {
  const { authentication } = this.scenario.mails().at(-1) ?? {};
  const met = `SPF is ${authentication?.spf.result} and DKIM is ${authentication?.dkim[0]?.result ?? "none"}`;
  this.judge(checkOutcome({ ...this.scenario.mailOutcome, wanted, met }));
});
