import type { dkimVerify } from "mailauth/lib/dkim/verify.js";
import type { EpochMs } from "../clock.ts";
import { countingSource } from "../dns/counting-source.ts";
import type { DnsSource } from "../dns/dns-source.ts";
import { toMailauthResolver } from "../dns/resolver-function.ts";
import type { AuthenticationResult, MailAuthentication, SeenSignature } from "../messages/mail-authentication.ts";
import { judgeDmarc } from "./judge-dmarc.ts";
import { readSignatures } from "./seen-signatures.ts";

/** How a mail came, and whom to ask about it. */
export interface MailArrival {
  /** Names outside its zones must not be there (NXDOMAIN): see unionSource. */
  readonly source: DnsSource;
  /** The address that it came from, as the Internet would see it. */
  readonly clientIp: string;
  /** As greeted. */
  readonly helo: string;
  /** Empty for a bounce: SPF then judges the name of the greeting. */
  readonly mailFrom: string;
  readonly now: EpochMs;
}

/** Who the receiver says it is, in its findings. */
export const RECEIVER = "mail.stepproof.test";

/**
 * SPF, DKIM and DMARC as a receiver judges them. Each part of mailauth is called by itself: the whole of it would take
 * the time of this machine, and ask for logos; its DMARC goes by the public suffix list, so that is our own. No
 * question is asked twice. Never throws for what a mail says.
 */
export async function verifyMail(raw: Buffer, arrival: MailArrival): Promise<MailAuthentication> {
  const { spf, dkimVerify } = await loadMailauth();
  const { source } = countingSource(arrival.source);
  const resolver = toMailauthResolver(source);
  const spfFound = await spf({
    ...{ resolver, ip: arrival.clientIp, helo: arrival.helo, mta: RECEIVER },
    sender: arrival.mailFrom || `postmaster@${arrival.helo}`,
  });
  const spfResult = { result: toResult(spfFound.status.result), domain: spfFound.domain };
  const dkimFound = await dkimVerify(raw, { resolver, sender: arrival.mailFrom, curTime: new Date(arrival.now) });
  const dkim = pairSignatures(readSignatures(raw), dkimFound.results);
  const dmarc = await judgeDmarc(source, dkimFound.headerFrom, {
    spf: spfResult.result === "pass" ? [spfResult.domain] : [],
    dkim: dkim.filter(({ result }) => result === "pass").map(({ domain }) => domain),
  });
  const found = { spf: spfResult, dkim, dmarc };
  return { ...found, authenticationResults: writeResults(found, arrival.mailFrom) };
}

/** Loaded at the first mail: most processes that may look at a sender never do. */
async function loadMailauth() {
  const { dkimVerify } = await import("mailauth/lib/dkim/verify.js");
  const { spf } = await import("mailauth/lib/spf/index.js");
  return { dkimVerify, spf };
}

type Verified = Awaited<ReturnType<typeof dkimVerify>>["results"][number];

/** The verdicts in the order of the signatures; one that mailauth passes over has none. */
function pairSignatures(
  signatures: readonly Omit<SeenSignature, "result" | "comment">[],
  results: readonly Verified[],
): readonly SeenSignature[] {
  const left = [...results];
  return signatures.map((signature) => {
    const index = left.findIndex(({ signingDomain = "", selector = "" }) => isOf(signature, signingDomain, selector));
    const [verdict] = index < 0 ? [] : left.splice(index, 1);
    const comment = verdict?.status.comment;
    const result = isBodyChanged(comment) ? "fail" : toResult(verdict?.status.result);
    return { ...signature, result, ...(comment && { comment }) };
  });
}

/** mailauth calls it neutral, which is for signatures that nobody can read. Source: RFC 8601 §2.7.1. */
const isBodyChanged = (comment: string | false | undefined): boolean => comment === "body hash did not verify";

const isOf = ({ domain, selector }: Pick<SeenSignature, "domain" | "selector">, d: string, s: string): boolean =>
  d.toLowerCase() === domain && s.toLowerCase() === selector;

const known: readonly AuthenticationResult[] = [
  ...(["pass", "fail", "softfail", "neutral", "none", "policy", "temperror", "permerror"] as const),
];

const toResult = (result: string | undefined): AuthenticationResult =>
  known.find((candidate) => candidate === result) ?? "neutral";

/** Without the recipient, and without anything that the mail says beyond domains. */
function writeResults(
  { spf, dkim, dmarc }: Omit<MailAuthentication, "authenticationResults">,
  mailFrom: string,
): string {
  const signatures = dkim.map(
    ({ result, domain, selector }) => `dkim=${result} header.d=${domain} header.s=${selector}`,
  );
  return [
    RECEIVER,
    `spf=${spf.result} smtp.mailfrom=${mailFrom.slice(mailFrom.lastIndexOf("@") + 1)}`,
    ...(signatures.length > 0 ? signatures : ["dkim=none"]),
    `dmarc=${dmarc.result} header.from=${dmarc.fromDomains.join(",")}`,
  ].join("; ");
}
