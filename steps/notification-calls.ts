import { Then, When } from "@cucumber/cucumber";
import { checkNotificationsTaken } from "../src/checks/notification-endpoint.ts";
import { checkTolerated } from "../src/checks/tolerance.ts";
import { named, probing } from "./issuer-probe.ts";
import type { Scenario } from "./scenario.ts";
import type { StepproofWorld } from "./world.ts";

// D1 notifies the issuer of what became of a card.

type Notification = Readonly<Record<string, unknown>>;

const courses: Readonly<Record<string, (operationId: string) => readonly Notification[]>> = {
  once: (operationId) => [{ ...pending, operationId }],
  "twice, word for word": (operationId) => [
    { ...pending, operationId },
    { ...pending, operationId },
  ],
  "again, now as the end": (operationId) => [
    { ...pending, operationId },
    { ...pending, operationId, status: "SUCCESSFUL" },
  ],
  "the end first, then the beginning": (operationId) => [
    { ...pending, operationId: `${operationId}_end`, status: "SUCCESSFUL", startTime: "2026-07-04T10:00:05Z" },
    { ...pending, operationId: `${operationId}_begin`, startTime: "2026-07-04T10:00:00Z" },
  ],
  "under an operationId of 64 characters": (operationId) => [{ ...pending, operationId: operationId.padEnd(64, "_") }],
};

const pending = { operation: "DIGITIZE", status: "PENDING" };

const novelties: Readonly<Record<string, Notification>> = {
  "an operation invented tomorrow": { operation: "TELEPORT" },
  "a status invented tomorrow": { status: "ALMOST" },
  "unknown members": { batch: { size: 2 }, origin: "D1" },
  "members of the second version": { startTime: "2026-07-04T10:00:00.000Z", cardId: "crd_1" },
};

When("D1 notifies it of a {}: {}", async function (this: StepproofWorld, subject: string, course: string) {
  const asked = probing(this.scenario);
  asked.unusual = course;
  const notifications = named(courses, course)(drawOperationId(this.scenario));
  for (const notification of notifications) asked.keep(await send(this.scenario, subject, notification));
});

When("D1 notifies it of a {} with {}", async function (this: StepproofWorld, subject: string, novelty: string) {
  const { scenario } = this;
  const changes = named(novelties, novelty);
  const notify = (label: string, more: Notification) =>
    send(scenario, subject, { ...pending, operationId: `${drawOperationId(scenario)}_${label}`, ...more });
  await probing(scenario).compare(novelty, notify("usual", {}), () => notify("unusual", changes));
});

Then("the issuer takes every notification", function (this: StepproofWorld) {
  const { answers, unusual } = probing(this.scenario);
  this.judge(checkNotificationsTaken(answers, { what: unusual }));
});

Then("the issuer takes it as usual", function (this: StepproofWorld) {
  const { usual, latest, unusual } = probing(this.scenario);
  if (usual) this.judge(checkTolerated(latest, { usual, unusual }));
});

const drawOperationId = ({ chance }: Scenario): string =>
  `op_${chance.fork("operation id").text("abcdefghijklmnopqrstuvwxyz234567", 20)}`;

/** The card is one that the issuer does not know: a notification may come when it is gone. */
function send(scenario: Scenario, subject: string, notification: Notification) {
  const { probe } = probing(scenario);
  const id = scenario.chance.fork("subject id").text("abcdefghijklmnopqrstuvwxyz234567", 26);
  if (subject === "card") return probe.notifyCard(`crd_${id}`, notification);
  return probe.notifyDigitalCard(`dgc_${id}`, notification);
}
