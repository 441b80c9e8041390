import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import { type Check, type Finding, fail, pass, untestable } from "./finding.ts";
import { createSecretPanSearch, type PanSearch } from "./pan-search.ts";
import { findPieces } from "./secret-pieces.ts";
import { createSpellingSearch, SHORTEST_SEARCHED_SECRET } from "./secrets-in-text.ts";

/** One log of a system under test, as it was supplied. */
export interface LogText {
  /** Where it comes from, e.g. a file name; becomes evidence. */
  readonly source: string;
  readonly text: string;
}

/**
 * SE-04: no OTP, contact or PAN in any log of the system under test, in any usual spelling. Each system's log is judged
 * as a whole; that one of them is silent is no fault, that all are leaves nothing to judge. Source: (7) by analogy.
 */
export const checkLogsKeepSecrets: Check<readonly LogText[], readonly Secret[]> = (logs, secrets) =>
  judge("SE-04", "no OTP, contact or PAN in the logs", secrets, {
    texts: bySystem(logs).filter(({ text }) => text.trim() !== ""),
    hint: "Take personal values out of log lines; log ids and the kind of value instead.",
  });

/** SE-07: no OTP, PAN or contact in a URL, path and query alike. Source: [A]. */
export const checkUrlsKeepSecrets: Check<readonly Exchange[], readonly Secret[]> = (exchanges, secrets) =>
  judge("SE-07", "no OTP, PAN or contact in a URL", secrets, {
    texts: exchanges.map(({ id, request }) => ({ origin: id, text: request.url })),
    hint: "Send personal values in the body: URLs end up in access logs and proxies.",
  });

interface Searched {
  readonly texts: readonly { readonly origin: string; readonly text: string }[];
  readonly hint: string;
}

function judge(requirement: string, expected: string, secrets: readonly Secret[], { texts, hint }: Searched): Finding {
  const evidence = [...new Set(texts.map(({ origin }) => origin))];
  const searched = secrets.filter(({ value }) => value.length >= SHORTEST_SEARCHED_SECRET);
  if (texts.length === 0 || searched.length === 0) {
    const actual = texts.length === 0 ? "nothing was recorded to search in" : "no secret long enough to search for";
    return untestable(requirement, {
      expected,
      actual,
      hint: "Supply the logs and secrets of a whole flow.",
      evidence,
    });
  }
  const searches = searched.map((secret) => ({ secret, spelledIn: createSpellingSearch(secret.value) }));
  const panIn = createSecretPanSearch(searched);
  const leaks = texts.flatMap(({ origin, text }) => {
    const spelled = searches.flatMap((search) => leaksOf(search, origin, text));
    return spelled.length > 0 ? spelled : hiddenPan(panIn, origin, text);
  });
  if (leaks.length > 0) {
    const origins = [...new Set(leaks.map(({ origin }) => origin))];
    const actual = [...new Set(leaks.map(({ what }) => what))].join("; ");
    return fail(requirement, { expected, actual, hint, evidence: origins });
  }
  const actual = `${searched.length} secrets searched for in ${texts.length} texts, none found`;
  return pass(requirement, { expected, actual, evidence });
}

function bySystem(logs: readonly LogText[]): Searched["texts"] {
  const sources = [...new Set(logs.map(({ source }) => source))];
  return sources.map((origin) => {
    const own = logs.filter(({ source }) => source === origin);
    return { origin, text: own.map(({ text }) => text).join("\n") };
  });
}

interface Leak {
  readonly origin: string;
  readonly what: string;
}

function hiddenPan(panIn: PanSearch, origin: string, text: string): readonly Leak[] {
  const way = panIn(text);
  return way === undefined ? [] : [{ origin, what: `pan ${way} in ${origin}` }];
}

interface SecretSearch {
  readonly secret: Secret;
  readonly spelledIn: ReturnType<typeof createSpellingSearch>;
}

function leaksOf({ secret, spelledIn }: SecretSearch, origin: string, text: string): readonly Leak[] {
  const spelled = spelledIn(text);
  const found = spelled.length > 0 ? spelled : findPieces(text, secret);
  return found.length === 0 ? [] : [{ origin, what: `${secret.kind} ${found.join(", ")} in ${origin}` }];
}
