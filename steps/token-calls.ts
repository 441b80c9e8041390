import { Then, When } from "@cucumber/cucumber";
import { checkTokenGranted, checkTokenRefused } from "../src/checks/token-endpoint.ts";
import type { IssuerAccess } from "../src/testbed/issuer-access.ts";
import { basicHeader, type TokenVariation } from "../src/testbed/issuer-probe.ts";
import { judgeWithDiscretion, named, probing } from "./issuer-probe.ts";
import type { StepproofWorld } from "./world.ts";

// D1 asks for a token.

const variations: Readonly<Record<string, (access: IssuerAccess) => TokenVariation>> = {
  "its credentials in base64url": () => ({}),
  "its credentials in base64url, padded": (access) => ({ authorization: padded(basicHeader(access)) }),
  "its credentials in plain base64": (access) => ({ authorization: basicHeader(access, "base64") }),
  "an unknown form member": () => ({ form: { audience: "d1" } }),
  "no scope": () => ({ form: { scope: undefined } }),
  "a wrong secret": (access) => ({
    authorization: basicHeader({ ...access, clientSecret: `${access.clientSecret}x` }),
  }),
  "an empty secret": (access) => ({ authorization: basicHeader({ ...access, clientSecret: "" }) }),
  "an unknown client": (access) => ({ authorization: basicHeader({ ...access, clientId: "NOBODY0001" }) }),
  "no credentials": () => ({ authorization: undefined }),
  "credentials that are not Basic": () => ({ authorization: "Bearer abc" }),
  "credentials that are not base64": () => ({ authorization: "Basic %%%" }),
  "another grant": () => ({ form: { grant_type: "password" } }),
  "no grant": () => ({ form: { grant_type: undefined } }),
};

When("D1 asks for a token with {}", async function (this: StepproofWorld, variation: string) {
  const { access } = this.scenario.issuer;
  const asked = probing(this.scenario);
  asked.keep(await asked.probe.askForToken(named(variations, variation)(access)));
});

Then("the issuer grants a bearer", function (this: StepproofWorld) {
  this.judge(checkTokenGranted(probing(this.scenario).latest, { spelling: "documented" }));
});

Then("the issuer should grant a bearer", function (this: StepproofWorld) {
  this.judge(checkTokenGranted(probing(this.scenario).latest, { spelling: "other" }));
});

Then("the issuer grants none and gives nothing away", function (this: StepproofWorld) {
  judgeWithDiscretion(this, checkTokenRefused(probing(this.scenario).latest));
});

const padded = (header: string): string => header + "=".repeat((4 - (header.slice("Basic ".length).length % 4)) % 4);
