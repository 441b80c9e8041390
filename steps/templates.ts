import { Then, When } from "@cucumber/cucumber";
import type { Finding } from "../src/checks/finding.ts";
import { judgeTemplateFolder } from "../src/checks/judge-templates.ts";
import { scanTemplateFolder } from "../src/templates/scan-template-folder.ts";
import type { TemplateSource } from "./template-source.ts";
import type { StepproofWorld } from "./world.ts";

// The issuer's templates, as files: no system takes part.

When("the issuer's templates are read", async function (this: StepproofWorld) {
  const { templateSource } = this.scenario.worker;
  const judged = judgements.get(templateSource) ?? judge(templateSource);
  judgements.set(templateSource, judged);
  this.scenario.templateFindings = await judged;
});

/** Nobody changes the files during a run: the first scenario reads them for all. */
const judgements = new WeakMap<TemplateSource, Promise<readonly Finding[]>>();

async function judge({ folder, syntax, expectation }: TemplateSource): Promise<readonly Finding[]> {
  return judgeTemplateFolder(await scanTemplateFolder(folder, syntax), expectation);
}

const promises: Readonly<Record<string, readonly string[]>> = {
  "each can be used": ["TP-13"],
  "there is one for every channel and language": ["TP-01", "EM-04"],
  "each part has the code once": ["TP-02"],
  "each part has the card's last four digits once": ["TP-03", "PM-01"],
  "there is no other placeholder": ["TP-04"],
  "no card data stands in them": ["TP-06"],
  "they say what the code is for": ["TP-07"],
  "they ask to keep it secret": ["TP-08"],
  "they state no validity but the network's": ["TP-09"],
  "no SMS has a link": ["TP-10"],
  "text and HTML say the same": ["TP-14", "EM-05"],
  "every SMS fits into one part, whatever the code": ["SM-03", "SM-07"],
  "the sender is one that networks deliver": ["SM-08"],
  "nothing touches the code or turns it round": ["OC-03", "OC-06"],
  "nothing could be taken for the code": ["OC-04", "OC-07"],
  "a machine-readable last line names the issuer": ["OC-08"],
  "no subject has the code": ["EM-10"],
  "the HTML runs nothing and fetches nothing": ["EM-08"],
  "the HTML hides nothing": ["EM-09"],
};

for (const [promise, requirements] of Object.entries(promises)) {
  Then(promise, function (this: StepproofWorld) {
    const findings = this.scenario.templateFindings.filter(({ requirement }) => requirements.includes(requirement));
    this.judge(...findings.map(located));
  });
}

/** The place is part of what was found: reports show what was found. */
const located = (finding: Finding): Finding =>
  finding.place === undefined ? finding : { ...finding, actual: `${finding.place}: ${finding.actual}` };
