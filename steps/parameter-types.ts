import { defineParameterType } from "@cucumber/cucumber";
import type { Channel } from "../src/checks/expectation.ts";
import type { Network } from "../src/testbed/people.ts";

defineParameterType({
  name: "channel",
  regexp: /SMS|e-mail/,
  transformer: (word): Channel => (word === "SMS" ? "sms" : "email"),
});

defineParameterType({
  name: "network",
  regexp: /Mastercard|Visa|domestic/,
  transformer: (word) => word.toLowerCase() as Network,
});

/** "they" is whoever was spoken of last. */
defineParameterType({ name: "person", regexp: /[Tt]hey|Nadia|Omar/, transformer: (word) => word });

defineParameterType({
  name: "sender",
  regexp: /D1|the issuer/,
  transformer: (word) => (word === "D1" ? ("d1-managed" as const) : ("issuer-managed" as const)),
});

defineParameterType({ name: "language", regexp: /[a-z]{2}-[A-Z]{2}/, transformer: (tag) => tag });
