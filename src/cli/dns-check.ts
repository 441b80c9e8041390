import path from "node:path";
import { examineMailDomain } from "../checks/examine-mail-domain.ts";
import type { Finding } from "../checks/finding.ts";
import { judgeMailDomain } from "../checks/judge-mail-domain.ts";
import { type MailDomainOptions, mailDomainOptionsOf, openMailDomain } from "../testbed/mail-domain.ts";
import { renderDnsFindings } from "./dns-check-lines.ts";
import type { Site } from "./site.ts";

export interface DnsCheckOptions {
  /** Path of a zone file. */
  readonly zone?: string;
  readonly resolver?: string;
  readonly domain?: string;
  readonly mailFrom?: string;
  readonly selector?: readonly string[];
  readonly sender?: readonly string[];
  /** Path of a run file. */
  readonly profile?: string;
  readonly json?: true;
}

/**
 * Judges the zone of a mail domain and prints what is wrong, where, and what to paste. Returns 1 where a MUST is
 * broken, else 2 where something could not be judged. Throws RUN_FILE_…, ZONE_…, RESOLVER_INVALID,
 * MAIL_DOMAIN_UNKNOWN.
 */
export async function checkDns(options: DnsCheckOptions, site: Site): Promise<number> {
  const named = options.profile === undefined ? {} : await readProfile(options.profile, site);
  const mailDomain = await openMailDomain({ ...named, ...toOptions(options, site.cwd) });
  try {
    const facts = await examineMailDomain(mailDomain.source, mailDomain.plan);
    const findings = judgeMailDomain(facts, mailDomain.zone).map((finding) => asTyped(finding, site.cwd));
    site.terminal.print(
      options.json ? `${JSON.stringify({ findings }, null, 2)}\n` : renderDnsFindings(facts, findings, site.terminal),
    );
    return exitCodeOf(findings);
  } finally {
    mailDomain.close();
  }
}

function toOptions(options: DnsCheckOptions, cwd: string): MailDomainOptions {
  const { zone, resolver, domain, mailFrom, selector, sender } = options;
  return {
    ...(zone !== undefined && { zone: path.resolve(cwd, zone) }),
    ...(resolver !== undefined && { resolver }),
    ...(domain !== undefined && { domain }),
    ...(mailFrom !== undefined && { mailFromDomain: mailFrom }),
    ...(selector !== undefined && { selectors: selector }),
    ...(sender !== undefined && { senderAddresses: sender }),
  };
}

async function readProfile(profile: string, { cwd, env }: Site): Promise<MailDomainOptions> {
  // Loaded here: a check of a file alone does not wait for its code.
  const { loadRunFile } = await import("../run-file/run-file.ts");
  return mailDomainOptionsOf(await loadRunFile(path.resolve(cwd, profile), { env }));
}

function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ result }) => result === "FAIL")) return 1;
  return findings.some(({ result }) => result === "UNTESTABLE") ? 2 : 0;
}

/** With places as the user would type them. */
function asTyped(finding: Finding, cwd: string): Finding {
  const { place } = finding;
  return place?.startsWith(cwd + path.sep) ? { ...finding, place: place.slice(cwd.length + 1) } : finding;
}
