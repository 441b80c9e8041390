import type { RunFile } from "../run-file/run-file.ts";
import type { TestBedOptions } from "./ground.ts";
import type { MailReception } from "./mail-reception.ts";
import type { MailHogLocation } from "./mailhog-sink.ts";

/** How a run file wants its test bed: sinks on its ports, D1 with its certificate, nothing reached but what it names. */
export function bedOptionsOf(runFile: RunFile): TestBedOptions {
  const { sinks, backend, reach, faults } = runFile;
  const { mailHog, ...ports } = sinks;
  return {
    ports,
    reach,
    faults,
    reception: receptionOf(runFile),
    ...(backend.kind === "real" && { issuerIdentity: backend.identity }),
    ...(mailHog && { mailHog: toLocation(mailHog) }),
  };
}

/**
 * Nobody is enforced on mail that nobody here can sign: without D1's key, its mail would be refused for our lack of it.
 * A live resolver is asked where something depends on its answer.
 */
function receptionOf({ mail, dns, delivery, backend }: RunFile): MailReception {
  const { domain, zone, resolver } = mail;
  const { keys = {}, senders, receivers } = dns;
  const [senderAddress] = senders;
  const isTheIssuers = backend.kind === "real" && delivery.mode === "issuer-managed";
  const enforced = isTheIssuers || Object.keys(keys).length > 0 ? receivers : [];
  return {
    receivers: enforced,
    ...(zone !== undefined && { zone: { file: zone, origin: domain } }),
    ...(resolver !== undefined && enforced.length > 0 && { resolver }),
    ...(senderAddress !== undefined && { senderAddress }),
    // Whoever else finds the way to these sinks is the issuer.
    ...(senderAddress !== undefined && isTheIssuers && { othersAddress: senderAddress }),
  };
}

function toLocation({ api, smtp }: { readonly api: string; readonly smtp: string }): MailHogLocation {
  const colon = smtp.lastIndexOf(":");
  const host = smtp.slice(0, colon).replace(/^\[|\]$/g, "");
  return { api: api.replace(/\/+$/, ""), smtp: { host, port: Number(smtp.slice(colon + 1)) } };
}
