import type { dkimVerify } from "mailauth/lib/dkim/verify.js";
import type { EpochMs } from "../clock.ts";
import type { DnsSource } from "../dns/dns-source.ts";
import { type ResolverFunction, toMailauthResolver } from "../dns/resolver-function.ts";
import type { AuthenticationResult, MailAuthentication, SeenSignature } from "../messages/mail-authentication.ts";
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
const RECEIVER = "mail.stepproof.test";

/**
 * SPF, DKIM and DMARC as a receiver judges them. Each part of mailauth is called by itself: the whole of it would take
 * the time of this machine, and ask for logos. Never throws for what a mail says.
 */
export async function verifyMail(raw: Buffer, arrival: MailArrival): Promise<MailAuthentication> {
  const { spf, dkimVerify } = await loadMailauth();
  const resolver = toMailauthResolver(arrival.source);
  const spfFound = await spf({
    ...{ resolver, ip: arrival.clientIp, helo: arrival.helo, mta: RECEIVER },
    sender: arrival.mailFrom || `postmaster@${arrival.helo}`,
  });
  const spfResult = { result: toResult(spfFound.status.result), domain: spfFound.domain };
  const dkimFound = await dkimVerify(raw, { resolver, sender: arrival.mailFrom, curTime: new Date(arrival.now) });
  const dkim = pairSignatures(readSignatures(raw), dkimFound.results);
  const aligned = await judgeAlignment(resolver, dkimFound.headerFrom, { spf: spfResult, dkim });
  const found = { spf: spfResult, dkim, dmarc: aligned };
  return { ...found, authenticationResults: writeResults(found, arrival.mailFrom) };
}

/** Loaded at the first mail: most processes that may look at a sender never do. */
async function loadMailauth() {
  const { dkimVerify } = await import("mailauth/lib/dkim/verify.js");
  const { dmarc } = await import("mailauth/lib/dmarc/index.js");
  const { spf } = await import("mailauth/lib/spf/index.js");
  return { dkimVerify, dmarc, spf };
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
    return { ...signature, result: toResult(verdict?.status.result), ...(comment && { comment }) };
  });
}

const isOf = ({ domain, selector }: Pick<SeenSignature, "domain" | "selector">, d: string, s: string): boolean =>
  d.toLowerCase() === domain && s.toLowerCase() === selector;

/** DMARC of the one From; with none or several there is nothing to align with, and receivers refuse. RFC 9989, RFC 7489 §6.6.1. */
async function judgeAlignment(
  resolver: ResolverFunction,
  from: readonly string[],
  { spf: { result, domain }, dkim }: Pick<MailAuthentication, "spf" | "dkim">,
): Promise<MailAuthentication["dmarc"]> {
  const fromDomains = from.map((address) => address.slice(address.lastIndexOf("@") + 1).toLowerCase());
  const spfDomains = result === "pass" ? [domain] : [];
  const passed = dkim.filter((signature) => signature.result === "pass");
  const dkimDomains = passed.map((signature) => ({ domain: signature.domain }));
  const { dmarc } = await loadMailauth();
  const found = await dmarc({ headerFrom: [...from], spfDomains, dkimDomains, resolver });
  if (!found) return { result: "permerror", fromDomains, aligned: { spf: false, dkim: false } };
  const { alignment, policy } = found;
  return {
    result: toResult(found.status.result),
    fromDomains,
    ...(policy && { policy }),
    aligned: { spf: Boolean(alignment?.spf?.result), dkim: Boolean(alignment?.dkim?.result) },
  };
}

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
