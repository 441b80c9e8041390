import type { runCucumber } from "@cucumber/cucumber/api";

type MessageListener = NonNullable<Parameters<typeof runCucumber>[2]>;

/** One Cucumber message. Taken from the API's own signature: `@cucumber/messages` is not a dependency of ours. */
export type Envelope = Parameters<MessageListener>[0];

export type CucumberAttachment = NonNullable<Envelope["attachment"]>;

/** How a step or a scenario ended, from best to worst. UNKNOWN: it had no steps, or never finished. */
export const statuses = ["PASSED", "SKIPPED", "UNKNOWN", "PENDING", "UNDEFINED", "AMBIGUOUS", "FAILED"] as const;
export type Status = (typeof statuses)[number];
