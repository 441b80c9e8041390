import { createNetworkSource } from "../dns/network-source.ts";
import { parseResolverAddress } from "../dns/resolver-address.ts";
import { createEgress } from "../egress.ts";
import { StepproofError } from "../errors.ts";
import { fine, type Observation } from "./diagnosis.ts";
import type { Preflight } from "./preflight.ts";

/** For the one question, ms: within the doctor's five seconds. */
const PATIENCE_MS = 2_000;

/** Whether a resolver answers for the mail domain. Throws RESOLVER_INVALID, RESOLVER_SILENT and MAIL_DOMAIN_UNANSWERED. */
export async function lookAtResolver(look: NonNullable<Preflight["resolver"]>): Promise<Observation<true>> {
  const { address, domain } = look;
  const { host, port } = parseResolverAddress(address);
  // Whoever names a resolver allows it.
  const source = createNetworkSource({ host, port, egress: createEgress([host]), timeoutMs: PATIENCE_MS, attempts: 1 });
  try {
    const { status } = await source.lookup(domain, "TXT");
    if (status === "NOERROR") return fine(true, `answers for ${domain}; the records are judged in the run`);
    throw status === "TIMEOUT" || status === "UNREADABLE" ? silent(look) : unanswered(look, status);
  } finally {
    source.close();
  }
}

const silent = ({ address }: NonNullable<Preflight["resolver"]>): StepproofError =>
  new StepproofError("RESOLVER_SILENT", `the resolver ${address} gives no DNS answer`, {
    hint: "Check the address and the port, and whether a firewall lets UDP and TCP pass; or name a zone file.",
    attribution: "ENVIRONMENT",
  });

const unanswered = ({ address, domain }: NonNullable<Preflight["resolver"]>, status: string): StepproofError =>
  new StepproofError("MAIL_DOMAIN_UNANSWERED", `the resolver ${address} answers ${status} for ${domain}`, {
    hint: "Check mail.domain and that its zone is published, or name a resolver that knows it.",
    attribution: "CONFIGURATION",
  });
