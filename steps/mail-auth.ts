import { Given, Then } from "@cucumber/cucumber";
import { domainOf, readAddresses } from "../src/checks/mail-addresses.ts";
import { checkBothAligned, checkDmarcPassed, checkSpfPassed } from "../src/checks/mail-auth-alignment.ts";
import { checkDkimSignature } from "../src/checks/mail-auth-signature.ts";
import { unionSource } from "../src/dns/zone-source.ts";
import { openMailIdentity } from "../src/mail-auth/mail-identity.ts";
import { verifyMail } from "../src/mail-auth/verify-mail.ts";
import type { CapturedMail } from "../src/messages/captured-message.ts";
import { defaultIssuerSettings } from "../src/testbed/issuer-settings.ts";
import { notOffered } from "../src/testbed/not-offered.ts";
import type { StepproofWorld } from "./world.ts";

// The mail as a receiver's mail server judges it, before anybody reads it.

Given("a zone that publishes who sends the issuer's mail", function (this: StepproofWorld) {
  const { runFile } = this.scenario.worker.lessor ?? {};
  if (runFile?.backend.kind === "real" && runFile.delivery.mode === "issuer-managed") {
    throw notOffered("the issuer's own systems send its mail, signed with a key that only its own zone publishes");
  }
  const from = runFile?.mail.from ?? defaultIssuerSettings.mailFrom;
  this.scenario.agree({ mailIdentity: openMailIdentity(domainOfFrom(from)) });
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

/** Throws when none came. */
async function newest({ scenario }: StepproofWorld) {
  await scenario.settled();
  const mail = scenario.messages().findLast((message) => message.kind === "email");
  if (!mail) throw new Error("no e-mail came, so there is nothing to verify");
  const { mailIdentity } = scenario.issuer.settings;
  if (!mailIdentity) throw notOffered("the run file's issuer signs with a key of its own");
  const { zone, address } = mailIdentity;
  return { mail, found: { authentication: await verify(mail, unionSource([zone]), address) } };
}

/** All systems share the loopback address: the one that the zone names stands for the sender's connection. */
const verify = (mail: CapturedMail, source: ReturnType<typeof unionSource>, clientIp: string) =>
  verifyMail(mail.raw, {
    ...{ source, clientIp, helo: mail.helo ?? "", now: mail.receivedAt },
    mailFrom: mail.envelope.mailFrom,
  });
