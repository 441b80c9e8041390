import type { Exchange } from "../evidence/journal.ts";
import type { Secret } from "../evidence/secrets.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { type Check, untestable } from "./finding.ts";
import { conclude } from "./issuer-answer.ts";
import { createSecretPanSearch } from "./pan-search.ts";
import { type SentText, textsOfExchange, textsOfMessage } from "./sent-texts.ts";

/** Everything that was sent while a scenario ran. */
export interface Traffic {
  readonly exchanges: readonly Exchange[];
  readonly messages: readonly CapturedMessage[];
}

/**
 * SE-08: no card number in clear on any leg, in any message: between D1 and the issuer it travels as JWE, ECDH-ES with
 * A256GCM, from the TSP to D1 in the network's own envelope. What the End User types into the wallet is not looked at.
 * Source: (14); the legs beside D1's own are [A].
 */
export const checkPanTravelsEncrypted: Check<Traffic, readonly Secret[]> = ({ exchanges, messages }, secrets) => {
  const expected = "no card number in clear, and every JWE of ECDH-ES and A256GCM";
  const hint = "Send the card by its suffix or an id; where D1 needs the number, in a JWE for D1's own key.";
  const pans = secrets.filter(({ kind }) => kind === "pan");
  const sent = [...exchanges.flatMap(textsOfExchange), ...messages.flatMap(textsOfMessage)].filter(isSearched);
  if (pans.length === 0 || sent.length === 0) {
    const actual = pans.length === 0 ? "no card number is known" : "nothing was sent";
    return untestable("SE-08", { expected, actual, hint: "Let somebody add a card.", evidence: [] });
  }
  const faulty = [...clearNumbers(sent, pans), ...wrongEncryptions(exchanges)];
  return conclude("SE-08", {
    expected,
    hint,
    faults: faulty.map(({ fault }) => fault),
    actual: `${pans.length} card numbers searched for in ${sent.length} texts, none found`,
    evidence: [...new Set((faulty.length > 0 ? faulty : sent).map(({ origin }) => origin))],
  });
};

interface Fault {
  readonly origin: string;
  readonly fault: string;
}

const isSearched = ({ place, text }: SentText): boolean => text !== "" && place !== "the request's body, wallet-tsp";

function clearNumbers(sent: readonly SentText[], secrets: readonly Secret[]): readonly Fault[] {
  const search = createSecretPanSearch(secrets);
  return sent.flatMap(({ origin, place, text }) => {
    const way = search(text);
    return way === undefined ? [] : [{ origin, fault: `a card number in ${place} (${way})` }];
  });
}

/** Five parts, the first a JSON object in base64url. Source: RFC 7516 section 3.1. */
const compactJwe = /(?<![\w.-])(eyJ[\w-]+)\.[\w-]*\.[\w-]*\.[\w-]+\.[\w-]+(?![\w.-])/g;
const encryptedMember = /"encryptedData"\s*:\s*"([^"]*)"/g;

function wrongEncryptions(exchanges: readonly Exchange[]): readonly Fault[] {
  const withIssuer = exchanges.filter(({ leg }) => leg === "d1-issuer").flatMap(textsOfExchange);
  return withIssuer.flatMap(({ origin, place, text }) => {
    const heads = [...text.matchAll(compactJwe)].map(([, head = ""]) => wrongHead(head));
    const members = [...text.matchAll(encryptedMember)].map(([, value = ""]) =>
      value.match(compactJwe) ? undefined : "encryptedData that is no compact JWE",
    );
    const wrong = [...heads, ...members].filter((fault) => fault !== undefined);
    return wrong.map((fault) => ({ origin, fault: `${fault} in ${place}` }));
  });
}

function wrongHead(head: string): string | undefined {
  const { alg, enc } = headOf(head);
  return alg === "ECDH-ES" && enc === "A256GCM" ? undefined : "a JWE of another algorithm";
}

function headOf(head: string): { readonly alg?: unknown; readonly enc?: unknown } {
  try {
    return JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
  } catch {
    // What begins like an object and is none names no algorithm.
    return {};
  }
}
