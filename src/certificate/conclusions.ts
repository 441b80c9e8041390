import { StepproofError } from "../errors.ts";
import type { ResultDocument } from "../reports/result-document.ts";
import type { Requirement } from "../verdict/catalogue.ts";
import { hasUnreadClause } from "../verdict/unread-clause.ts";
import { decideVerdict, exitCodes } from "../verdict/verdict.ts";
import type { Conclusions } from "./statement.ts";

/** What the signer adds to what the run says of itself. */
export interface Signing {
  readonly signedAt: Date;
  /** From `signedAt`. */
  readonly daysValid: number;
  /** Signs what is no certificate, and says so: a run that failed, or one that looked at a part only. */
  readonly asReport: boolean;
  readonly kills: Conclusions["kills"];
  /** For what the run's own result does not tell: which clauses were read, and what nothing decides. */
  readonly catalogue: readonly Requirement[];
}

const MS_A_DAY = 86_400_000;

/**
 * What a certificate says of a run. Throws CERTIFICATE_REFUSED for a run that cannot bear one: incomplete, with retries
 * that its result does not tell of, or – unless it is to be a report – a part of the plan, or not conformant.
 */
export function concludeRun(run: ResultDocument, signing: Signing): Conclusions {
  const { signedAt, daysValid, asReport, kills, catalogue } = signing;
  refuseUnfit(run, asReport);
  return {
    kind: asReport ? "report" : "certificate",
    issuer: run.issuer ?? null,
    runFile: run.profile ? { sha256: run.profile.digest } : null,
    versions: { stepproof: run.stepproof, node: run.node },
    plan: run.plan,
    seed: run.seed,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    signedAt: signedAt.toISOString(),
    expiresAt: new Date(signedAt.getTime() + daysValid * MS_A_DAY).toISOString(),
    verdict: run.verdict,
    ...conclusionsOf(run),
    ...limitsOf(run, catalogue),
    kills,
  };
}

function conclusionsOf({ requirements, notJudged, waivers }: ResultDocument) {
  const having = (result: string) => requirements.filter((each) => each.result === result).map(({ id }) => id);
  return {
    requirements: requirements.map(({ id, keyword, result, scenarios, findings }) => ({
      id,
      keyword,
      result,
      scenarios: scenarios.length,
      findings: findings.length,
    })),
    notJudged,
    waivers,
    flaky: having("FLAKY"),
    untestable: having("UNTESTABLE"),
  };
}

function limitsOf({ requirements }: ResultDocument, catalogue: readonly Requirement[]) {
  const present = new Set(requirements.map(({ id }) => id));
  const idsOf = (rows: readonly Requirement[]) => rows.map(({ id }) => id);
  return {
    unreadClauses: idsOf(catalogue.filter((row) => present.has(row.id) && hasUnreadClause(row))),
    notTested: idsOf(catalogue.filter(({ notTested }) => notTested !== undefined)),
  };
}

function refuseUnfit(run: ResultDocument, asReport: boolean): void {
  if (run.verdict === "INCOMPLETE")
    throw refused("the run is INCOMPLETE", "Mend what kept it from ending, and run again.");
  const due = decideVerdict(run.requirements, run.problems);
  if (exitCodes[run.verdict] < exitCodes[due]) {
    throw refused(`it says ${run.verdict}, and what it lists makes it ${due}`, "Run again; edit no result.");
  }
  const hidden = hiddenRetries(run);
  if (hidden !== undefined) {
    throw refused(`${hidden} passed on a retry, and no requirement is FLAKY`, "Run again without retries.");
  }
  if (asReport) return;
  if (run.plan !== "full") {
    throw refused("only a part of the plan was run", "Run without paths and --tags, or sign it as a report.");
  }
  if (run.verdict === "NOT_CONFORMANT") {
    throw refused("the verdict is NOT_CONFORMANT", "Mend what failed, or sign it as a report.");
  }
}

/** A scenario that needed more than one try, while what it proves is called anything better than FLAKY. */
function hiddenRetries({ scenarios, requirements }: ResultDocument): string | undefined {
  const told = new Set(requirements.filter(({ result }) => result !== "PASS").map(({ id }) => id));
  const silent = scenarios.find(
    ({ attempts, requirements: proven }) => attempts > 1 && proven.some((id) => !told.has(id)),
  );
  return silent && `${silent.uri}:${silent.line}`;
}

const refused = (what: string, hint: string): StepproofError =>
  new StepproofError("CERTIFICATE_REFUSED", `no certificate for this run: ${what}`, {
    hint,
    attribution: "CONFIGURATION",
  });
