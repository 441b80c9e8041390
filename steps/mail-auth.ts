import { Given, Then } from "@cucumber/cucumber";
import { domainOf, readAddresses } from "../src/checks/mail-addresses.ts";
import { checkBothAligned, checkDmarcPassed, checkSpfPassed } from "../src/checks/mail-auth-alignment.ts";
import { checkDkimSignature } from "../src/checks/mail-auth-signature.ts";
import { checkReceivers } from "../src/checks/mail-reception.ts";
import { unionSource } from "../src/dns/zone-source.ts";
import { type MailIdentity, openMailIdentity } from "../src/mail-auth/mail-identity.ts";
import { receivers } from "../src/mail-auth/receivers.ts";
import { verifyMail } from "../src/mail-auth/verify-mail.ts";
import type { CapturedMail } from "../src/messages/captured-message.ts";
import { defaultIssuerSettings } from "../src/testbed/issuer-settings.ts";
import { notOffered } from "../src/testbed/not-offered.ts";
import { publish } from "./published-zone.ts";
import type { StepproofWorld } from "./world.ts";

// The mail as a receiver's mail server judges it, before anybody reads it.

Given("a zone that publishes who sends the issuer's mail", function (this: StepproofWorld) {
  const { runFile, mailIdentity } = this.scenario.worker.lessor ?? {};
  // Its own zone and key are better than any that stand in for them.
  if (mailIdentity && runFile?.backend.kind === "real") return;
  if (runFile?.backend.kind === "real" && runFile.delivery.mode === "issuer-managed") {
    throw notOffered("the issuer's own systems send its mail, signed with a key that only its own zone publishes");
  }
  const from = runFile?.mail.from ?? defaultIssuerSettings.mailFrom;
  const identity = openMailIdentity(domainOfFrom(from));
  this.scenario.agree({ mailIdentity: identity });
  publish(this.scenario, identity);
});

const domainOfFrom = (from: string): string => domainOf(readAddresses(from)[0] ?? "");

Then("a receiver finds the e-mail authentic", async function (this: StepproofWorld) {
  const { mail, found } = await newest(this);
  this.judge(checkDkimSignature(mail, found), checkDmarcPassed(mail, found), checkSpfPassed(mail, found));
});

Then("a bulk receiver finds the e-mail authentic", async function (this: StepproofWorld) {
  const { mail, found } = await newest(this);
  this.judge(checkBothAligned(mail, found));
});

Then("every large receiver takes the e-mail", async function (this: StepproofWorld) {
  const { mail, found } = await newest(this);
  const { receivers: named = [] } = this.scenario.worker.lessor?.runFile.dns ?? {};
  this.judge(checkReceivers(mail, { ...found, receivers: named.length > 0 ? named : receivers }));
});

/** Throws when none came. */
async function newest({ scenario }: StepproofWorld) {
  await scenario.settled();
  const mail = scenario.messages().findLast((message) => message.kind === "email");
  if (!mail) throw new Error("no e-mail came, so there is nothing to verify");
  return { mail, found: { authentication: mail.authentication ?? (await verify(mail, scenario.mailIdentity)) } };
}

/** For a mail server that does not look itself. All systems share the loopback address: the zone's stands for it. */
function verify(mail: CapturedMail, identity: MailIdentity | undefined) {
  if (!identity) throw notOffered("the run file's issuer signs with a key of its own");
  return verifyMail(mail.raw, {
    ...{ source: unionSource([identity.zone]), clientIp: identity.address, helo: mail.helo ?? "" },
    ...{ mailFrom: mail.envelope.mailFrom, now: mail.receivedAt },
  });
}
