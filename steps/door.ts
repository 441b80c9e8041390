import { createHmac } from "node:crypto";
import { Then, When } from "@cucumber/cucumber";
import { checkBearerAccepted, checkBearerRefused } from "../src/checks/consumer-refusals.ts";
import { checkDoorOpen, checkDoorShut } from "../src/checks/tls-attempts.ts";
import { lifetimeOf } from "../src/checks/token-endpoint.ts";
import { accessTokenOf, type Caller, type CallVariation, IssuerProbe } from "../src/testbed/issuer-probe.ts";
import { openIssuer } from "../src/testbed/open-issuer.ts";
import { consumerIdOf, judgeWithDiscretion, named, probing, requireEmbedded } from "./issuer-probe.ts";
import { drawOtpRequest } from "./otp-request.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// The issuer's door: who gets in, by certificate, TLS version and bearer.

const strangers: Readonly<Record<string, Caller>> = {
  "no client certificate": "no-certificate",
  "a client certificate of a foreign authority": "foreign-certificate",
  "TLS 1.1": "old-tls",
};

When("somebody with {} asks for their contact details", async function (this: StepproofWorld, stranger: string) {
  const consumerId = consumerIdOf(this.scenario);
  const asked = probing(this.scenario);
  const { probe } = asked;
  const caller = named(strangers, stranger);
  await asked.compare(stranger, probe.getConsumer(consumerId), () => probe.getConsumer(consumerId, { caller }));
});

When("somebody with {} asks for a token", async function (this: StepproofWorld, stranger: string) {
  const asked = probing(this.scenario);
  const { probe } = asked;
  await asked.compare(stranger, probe.askForToken(), () => probe.askForToken({ caller: named(strangers, stranger) }));
});

Then("the door stays shut", function (this: StepproofWorld) {
  const { usual, latest, unusual } = probing(this.scenario);
  if (usual) this.judge(checkDoorShut(latest, { with: unusual, control: usual }));
});

Then("the answer came over TLS 1.2 or newer", function (this: StepproofWorld) {
  if (this.scenario.worker.replays) return this.leaveOut("a recording holds no TLS handshake");
  this.judge(checkDoorOpen(probing(this.scenario).latest));
});

const bearers: Readonly<Record<string, CallVariation>> = {
  "no bearer": { bearer: () => undefined },
  "an empty bearer": { bearer: () => "" },
  "a made-up bearer": { bearer: () => "bm90LWEtYmVhcmVyLW9mLXlvdXJz" },
  "a bearer with one character altered": { bearer: alterOne },
  "a bearer with altered claims": { bearer: (good) => withClaims(good, (parts) => parts) },
  "a bearer without a signature": { bearer: (good) => withClaims(good, unsign) },
  "a bearer signed by somebody else": { bearer: (good) => withClaims(good, signAnew) },
  "credentials instead of a bearer": { headers: { authorization: "Basic ZDE6ZDE=" } },
};

When("D1 shows {} and asks for their contact details", async function (this: StepproofWorld, bearer: string) {
  const consumerId = consumerIdOf(this.scenario);
  const asked = probing(this.scenario);
  asked.keep(await asked.probe.getConsumer(consumerId, named(bearers, bearer)));
});

const operations: Readonly<Record<string, (scenario: Scenario, variation: CallVariation) => Promise<void>>> = {
  "Deliver OTP": async (scenario, variation) => {
    const asked = probing(scenario);
    asked.keep(await asked.probe.deliverOtp(consumerIdOf(scenario), drawOtpRequest(scenario, "sms"), variation));
  },
  "card notifications": async (scenario, variation) => {
    const asked = probing(scenario);
    asked.keep(await asked.probe.notifyCard("crd_1", notification, variation));
  },
  "digital card notifications": async (scenario, variation) => {
    const asked = probing(scenario);
    asked.keep(await asked.probe.notifyDigitalCard("dgc_1", notification, variation));
  },
};

const notification = { operationId: "op_without_bearer", operation: "DIGITIZE", status: "PENDING" };

When("D1 shows {} to {}", async function (this: StepproofWorld, bearer: string, operation: string) {
  this.scenario.actor("they");
  await named(operations, operation)(this.scenario, named(bearers, bearer));
});

When("D1 shows the bearer of another issuer", async function (this: StepproofWorld) {
  const { scenario } = this;
  requireEmbedded(scenario, "have a second client for a scenario");
  const consumerId = consumerIdOf(scenario);
  const foreign = await bearerOfAnotherIssuer(scenario);
  const asked = probing(scenario);
  asked.keep(await asked.probe.getConsumer(consumerId, { bearer: () => foreign }));
});

When(
  "D1 shows a bearer {int} second(s) {word} its expiry",
  async function (this: StepproofWorld, seconds: number, when: string) {
    requireEmbedded(this.scenario, "have its clock put forward");
    const consumerId = consumerIdOf(this.scenario);
    const asked = probing(this.scenario);
    const granted = await asked.probe.askForToken();
    const old = accessTokenOf(granted);
    const offset = when === "before" ? -seconds : seconds;
    this.scenario.worker.clock.advance(((lifetimeOf(granted) ?? 0) + offset) * 1_000);
    asked.keep(await asked.probe.getConsumer(consumerId, { bearer: () => old }));
  },
);

When("D1 fetches a new one and asks again", async function (this: StepproofWorld) {
  const asked = probing(this.scenario);
  asked.probe.renewToken();
  asked.keep(await asked.probe.getConsumer(consumerIdOf(this.scenario)));
});

Then("the issuer does not accept the bearer and gives nothing away", function (this: StepproofWorld) {
  judgeWithDiscretion(this, checkBearerRefused(probing(this.scenario).latest));
});

When("D1 shows the same bearer {int} times", async function (this: StepproofWorld, times: number) {
  const consumerId = consumerIdOf(this.scenario);
  const asked = probing(this.scenario);
  for (let time = 0; time < times; time++) asked.keep(await asked.probe.getConsumer(consumerId));
});

Then("the issuer accepts the bearer each time", function (this: StepproofWorld) {
  this.judge(...probing(this.scenario).answers.map((answer) => checkBearerAccepted(answer)));
});

Then("the issuer accepts the bearer", function (this: StepproofWorld) {
  this.judge(checkBearerAccepted(probing(this.scenario).latest));
});

async function bearerOfAnotherIssuer({ worker, chance }: Scenario): Promise<string | undefined> {
  const { bed, templates } = worker;
  const { access } = openIssuer(bed, chance.fork("another issuer"), { templates });
  const probe = new IssuerProbe(access, bed);
  const granted = await probe.askForToken();
  probe.close();
  return accessTokenOf(granted);
}

/** In the middle of the last part: the last character of a signature has bits that mean nothing. */
function alterOne(good: string): string {
  const position = good.length - 8;
  return good.slice(0, position) + (good[position] === "A" ? "B" : "A") + good.slice(position + 1);
}

interface JwtParts {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

/** A token that is no JWT is opaque: then any other text is as wrong. */
function withClaims(good: string, change: (parts: JwtParts) => JwtParts): string {
  const [header = "", payload, signature] = good.split(".");
  if (payload === undefined || signature === undefined) return alterOne(good);
  const claims: object = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const altered = toBase64Url({ ...claims, exp: 4_102_444_800, scope: "admin" });
  const parts = change({ header, payload: altered, signature });
  return `${parts.header}.${parts.payload}.${parts.signature}`;
}

const unsign = ({ payload }: JwtParts): JwtParts => ({
  header: toBase64Url({ alg: "none", typ: "JWT" }),
  payload,
  signature: "",
});

function signAnew({ payload }: JwtParts): JwtParts {
  const header = toBase64Url({ alg: "HS256", typ: "JWT" });
  const signature = createHmac("sha256", "somebody else's key").update(`${header}.${payload}`).digest("base64url");
  return { header, payload, signature };
}

const toBase64Url = (content: object): string => Buffer.from(JSON.stringify(content), "utf8").toString("base64url");
