import { Then, When } from "@cucumber/cucumber";
import { checkBearerRefused } from "../src/checks/consumer-refusals.ts";
import {
  checkDeliverOtpAccepted,
  checkExpiredCodeRefused,
  checkOneMessageEach,
  checkRefusedHandOverTold,
  checkUndeliverable,
} from "../src/checks/deliver-otp-endpoint.ts";
import type { Channel } from "../src/checks/expectation.ts";
import type { Finding } from "../src/checks/finding.ts";
import { checkTolerated } from "../src/checks/tolerance.ts";
import type { DeliverOtpRequest } from "../src/contract/d1-issuer.ts";
import type { CallVariation } from "../src/testbed/issuer-probe.ts";
import { consumerIdOf, judgeWithDiscretion, named, probing } from "./issuer-probe.ts";
import { drawOtpRequest } from "./otp-request.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1 hands a code over: Deliver OTP.

interface HandedOver {
  readonly otp: string;
  readonly channel: Channel;
}
const handedOver = new WeakMap<Scenario, HandedOver[]>();

When("D1 hands a code over for the {channel}", async function (this: StepproofWorld, channel: Channel) {
  const { scenario } = this;
  const request = drawOtpRequest(scenario, channel);
  const sent = handedOver.get(scenario) ?? [];
  handedOver.set(scenario, [...sent, { otp: request.otp.value, channel }]);
  await post(scenario, `a code for the ${channel === "sms" ? "SMS" : "e-mail"}`, request);
});

When("D1 hands the same request over again", async function (this: StepproofWorld) {
  const asked = probing(this.scenario);
  const [first] = handedOver.get(this.scenario) ?? [];
  if (first) handedOver.get(this.scenario)?.push(first);
  asked.keep(await asked.probe.deliverOtp(consumerIdOf(this.scenario), asked.latest.request.body));
});

When("D1 hands over a code that has run out", async function (this: StepproofWorld) {
  const request = drawOtpRequest(this.scenario, "sms", -60_000);
  await post(this.scenario, "a code that has run out", request);
});

const incomplete: Readonly<Record<string, (request: DeliverOtpRequest) => unknown>> = {
  "without otp": ({ otp: _, ...rest }) => rest,
  "without the code": ({ otp: { value: _, ...otp }, ...rest }) => ({ ...rest, otp }),
  "with an empty code": ({ otp, ...rest }) => ({ ...rest, otp: { ...otp, value: "" } }),
  "without a channel": ({ deliveryChannel: _, ...rest }) => rest,
  "for an unknown channel": (request) => ({ ...request, deliveryChannel: "CARRIER_PIGEON" }),
  "that is no JSON": () => "{ otp: ",
  "that is empty": () => "",
  "that is a list": (request) => [request],
};

When("D1 hands over a request {}", async function (this: StepproofWorld, fault: string) {
  const request = drawOtpRequest(this.scenario, "sms");
  await post(this.scenario, `a request ${fault}`, named(incomplete, fault)(request));
});

When("D1 hands over a code for a consumer whom the issuer {}", async function (this: StepproofWorld, state: string) {
  this.scenario.actor("they");
  const { issuer } = this.scenario;
  const consumerId = state === "has blocked" ? issuer.blockedConsumer() : issuer.unknownConsumer();
  await post(this.scenario, `a consumer whom the issuer ${state}`, drawOtpRequest(this.scenario, "sms"), consumerId);
});

interface Unusual {
  readonly change?: (request: DeliverOtpRequest) => unknown;
  readonly variation?: CallVariation;
}

const unusual: Readonly<Record<string, Unusual>> = {
  "unknown members at every level": {
    change: ({ otp, ...rest }) => ({ ...rest, otp: { ...otp, length: 6 }, sentBy: { release: "2031" }, tags: ["new"] }),
  },
  "a reason invented tomorrow": {
    change: ({ otp, ...rest }) => ({ ...rest, otp: { ...otp, reason: "CARD-RENEWAL" } }),
  },
  "a storage type invented tomorrow": {
    change: (request) => ({ ...request, deviceInformation: { digitalCardStorageType: "ORBITAL" } }),
  },
  "its members in another order": { change: (request) => Object.fromEntries(Object.entries(request).reverse()) },
  "no optional members": { change: ({ digitalCardRequestor: _, deviceInformation: __, ...rest }) => rest },
  "a charset in the content type": { variation: { headers: { "content-type": "application/json; charset=utf-8" } } },
  "the content type in capitals": { variation: { headers: { "content-type": "Application/JSON" } } },
  "an unknown parameter": { variation: { query: { trace: "1" } } },
  "an unknown header": { variation: { headers: { "x-d1-release": "2031-1" } } },
  "no correlation id": { variation: { headers: { "x-correlation-id": undefined } } },
};

When("D1 hands a code over with {}", async function (this: StepproofWorld, phrase: string) {
  const { scenario } = this;
  const consumerId = consumerIdOf(scenario);
  const { change = (request: DeliverOtpRequest) => request, variation = {} } = named(unusual, phrase);
  const asked = probing(scenario);
  const { probe } = asked;
  const send = (body: unknown, varied: CallVariation) => probe.deliverOtp(consumerId, body, varied);
  const usual = send(drawOtpRequest(scenario, "sms"), {});
  await asked.compare(phrase, usual, () => send(change(drawOtpRequest(scenario, "sms")), variation));
});

Then("the issuer accepts the delivery", function (this: StepproofWorld) {
  this.judge(checkDeliverOtpAccepted(probing(this.scenario).latest));
});

Then("the issuer accepts the delivery as usual", function (this: StepproofWorld) {
  const { usual, latest, unusual: what } = probing(this.scenario);
  if (usual) this.judge(checkTolerated(latest, { usual, unusual: what }));
});

Then(
  "the issuer accepts the delivery, and one message for each request reaches them",
  async function (this: StepproofWorld) {
    const { scenario } = this;
    await scenario.settled();
    const accepted = checkDeliverOtpAccepted(probing(scenario).latest);
    judgeWithDiscretion(this, accepted, ...judgeMessages(scenario));
  },
);

Then("the issuer refuses the delivery, sends nothing and gives nothing away", async function (this: StepproofWorld) {
  judgeWithDiscretion(this, checkUndeliverable(probing(this.scenario).latest, await undeliverable(this.scenario)));
});

Then("the issuer does not accept the bearer, and nobody receives a message", async function (this: StepproofWorld) {
  const { latest } = probing(this.scenario);
  const nothingSent = checkUndeliverable(latest, await undeliverable(this.scenario));
  judgeWithDiscretion(this, checkBearerRefused(latest), nothingSent);
});

Then(
  "the issuer refuses the code that has run out, sends nothing and gives nothing away",
  async function (this: StepproofWorld) {
    judgeWithDiscretion(
      this,
      checkExpiredCodeRefused(probing(this.scenario).latest, await undeliverable(this.scenario)),
    );
  },
);

Then(
  "the issuer tells D1 that the message could not be handed over and gives nothing away",
  async function (this: StepproofWorld) {
    const told = await undeliverable(this.scenario);
    const { latest } = probing(this.scenario);
    judgeWithDiscretion(this, checkRefusedHandOverTold(latest, told), checkUndeliverable(latest, told));
  },
);

/** By code: a request that came again is two requests for the same. */
function judgeMessages(scenario: Scenario): readonly Finding[] {
  const sent = handedOver.get(scenario) ?? [];
  const actor = scenario.actor("they");
  return [...new Map(sent.map((each) => [each.otp, each])).values()].map(({ otp, channel }) => {
    const recipient = scenario.contactOf(actor, channel) ?? "";
    const accepted = sent.filter((each) => each.otp === otp).length;
    return checkOneMessageEach(scenario.messages(), { otp, recipient, accepted });
  });
}

async function undeliverable(scenario: Scenario) {
  await scenario.settled();
  return { cause: probing(scenario).unusual, messages: scenario.messages() };
}

async function post(
  scenario: Scenario,
  what: string,
  body: unknown,
  consumerId = consumerIdOf(scenario),
): Promise<void> {
  const asked = probing(scenario);
  asked.unusual = what;
  asked.keep(await asked.probe.deliverOtp(consumerId, body));
}
