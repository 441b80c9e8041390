import { checkAnswersKeepSecrets } from "../src/checks/answer-secrets.ts";
import { reaches } from "../src/checks/channel.ts";
import { checkCorrelationIds } from "../src/checks/correlation-ids.ts";
import { type Finding, fail } from "../src/checks/finding.ts";
import { checkPanTravelsEncrypted } from "../src/checks/pan-travel.ts";
import { checkLogsKeepSecrets, checkUrlsKeepSecrets } from "../src/checks/secret-exposure.ts";
import { contactsOnFile } from "./actor.ts";
import type { Scenario } from "./scenario.ts";

/** What no scenario may show, whatever it is about: secrets where they do not belong, messages to strangers. */
export function auditConduct(scenario: Scenario): readonly Finding[] {
  return [...judgeSecrecy(scenario).filter(({ result }) => result === "FAIL"), ...messagesToStrangers(scenario)];
}

/** SE-04, SE-05, SE-07, SE-08 and SE-09 over everything that was logged and sent since the scenario began. */
export function judgeSecrecy(scenario: Scenario): readonly Finding[] {
  const secrets = scenario.worker.bed.secrets.known();
  const exchanges = scenario.exchanges();
  const logs = scenario.logLines().map(({ system, line }) => ({ source: `the log of ${system}`, text: line }));
  const answers = exchanges.filter(({ leg }) => leg === "tsp-d1" || leg === "d1-issuer");
  return [
    checkLogsKeepSecrets(logs, secrets),
    checkCorrelationIds(exchanges, secrets),
    checkUrlsKeepSecrets(exchanges, secrets),
    checkPanTravelsEncrypted({ exchanges, messages: scenario.messages() }, secrets),
    checkAnswersKeepSecrets(answers, { secrets }),
  ];
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
