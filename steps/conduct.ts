import { reaches } from "../src/checks/channel.ts";
import { type Finding, fail } from "../src/checks/finding.ts";
import { checkLogsKeepSecrets, checkUrlsKeepSecrets } from "../src/checks/secret-exposure.ts";
import { contactsOnFile } from "./actor.ts";
import type { Scenario } from "./scenario.ts";

/** What no scenario may show, whatever it is about: secrets in logs or addresses, messages to strangers. */
export function auditConduct(scenario: Scenario): readonly Finding[] {
  return [...judgeSecrecy(scenario).filter(({ result }) => result === "FAIL"), ...messagesToStrangers(scenario)];
}

/** SE-04 and SE-07 over everything that was logged and called since the scenario began. */
export function judgeSecrecy(scenario: Scenario): readonly Finding[] {
  const secrets = scenario.worker.bed.secrets.known();
  const logs = scenario.logLines().map(({ system, line }) => ({ source: `the log of ${system}`, text: line }));
  return [checkLogsKeepSecrets(logs, secrets), checkUrlsKeepSecrets(scenario.exchanges(), secrets)];
}

function messagesToStrangers(scenario: Scenario): readonly Finding[] {
  const contacts = scenario
    .everybodyAtWork()
    .flatMap((actor) => [...contactsOnFile(actor), ...scenario.newContactsOf(actor)]);
  const strays = scenario.messages().filter((message) => !contacts.some((contact) => reaches(message, contact)));
  if (strays.length === 0) return [];
  const complaint = {
    expected: "messages to the End Users of this scenario alone",
    actual: `${strays.length} to somebody else`,
    hint: "Send to the contact that Get Consumer Information gave for this consumer.",
    evidence: strays.map(({ id }) => id),
  };
  return [fail("CS-03", complaint)];
}
