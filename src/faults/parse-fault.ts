import { StepproofError } from "../errors.ts";
import type { FaultLeg, PointsByLeg } from "./fault.ts";
import { CONDITIONS, toConditions } from "./fault-conditions.ts";
import { type Deed, type DeedPhrase, dnsDeeds, httpDeeds, smppDeeds, smtpDeeds } from "./fault-deeds.ts";
import type { FaultConditions, FaultRule } from "./fault-rule.ts";
import { INSTANT } from "./spoken-time.ts";

/** Somebody who can do wrong, in words. */
interface Culprit {
  readonly name: string;
  readonly phrases: readonly Phrase[];
}

interface Phrase {
  readonly example: string;
  readonly pattern: string;
  readonly toRule: (words: Readonly<Record<string, string>>) => FaultRule;
}

/**
 * Reads a fault in plain words: who, does what, when, for whom. The one grammar of features, run files and `stepproof up`.
 * Throws FAULT_UNREADABLE, which names what that system can do wrong and never quotes for whom.
 *
 * `whoIs` says what a name after "for" means on a leg; without it a recipient is a phone in E.164 or an address.
 *
 * @example
 * parseFault("the issuer backend answers 503 to the first 2 calls");
 * parseFault("between minute 1 and minute 3 the SMS centre answers ESME_RTHROTTLED");
 */
export function parseFault(sentence: string, whoIs: WhoIs = recipientAsWritten): FaultRule {
  const said = inOrder(sentence.trim().replace(/\s+/g, " ").replace(/\.$/, ""));
  const culprit = culprits.find(({ name }) => said.startsWith(`${name} `));
  if (!culprit) throw unreadable(`it does not begin with ${listed(culprits.map(({ name }) => name))}`, "");
  const rest = said.slice(culprit.name.length + 1);
  for (const { pattern, toRule } of culprit.phrases) {
    const words = new RegExp(`^${pattern}${CONDITIONS}$`).exec(rest)?.groups;
    if (words) return checked(named(toRule(words), whoIs));
  }
  throw unreadable(`${culprit.name} has no such fault`, examplesOf(culprit));
}

/** What tells somebody apart on a leg: there are legs that show a consumer's id, and no contact. */
export type WhoIs = (name: string, leg: FaultLeg) => Pick<FaultConditions, "recipient" | "target">;

const showsRecipient: ReadonlySet<FaultLeg> = new Set<FaultLeg>(["issuer-sms", "smpp", "smtp"]);

const recipientAsWritten: WhoIs = (name, leg) => {
  if (!showsRecipient.has(leg))
    throw unreadable("that system is not told for whom", 'Say "about" and a part of the path.');
  if (!/^\+\d{7,15}$|^[^@]+@[^@]+$/.test(name))
    throw unreadable('after "for" comes a phone in E.164 or an address', "");
  return { recipient: name };
};

function named({ recipient, ...rule }: FaultRule, whoIs: WhoIs): FaultRule {
  return recipient === undefined ? rule : { ...rule, ...whoIs(recipient, rule.leg) };
}

/** What a fault's sentence looks like, capturing all of it: for step definitions. */
export function faultSentence(): RegExp {
  const deeds = culprits.map(({ name, phrases }) => `${name} (?:${phrases.map(({ pattern }) => pattern).join("|")})`);
  const plain = (pattern: string) => pattern.replaceAll(/\(\?<\w+>/g, "(?:");
  const between = `(?:between ${INSTANT} and ${INSTANT} )?`;
  return new RegExp(`^(${between}(?:${deeds.map(plain).join("|")})${plain(CONDITIONS)})$`);
}

/** "between … and …" may open a sentence, too. */
const inOrder = (said: string): string =>
  said.replace(new RegExp(`^(between ${INSTANT} and ${INSTANT}),? (.*)$`, "i"), (_, when: string, rest: string) => {
    return `${rest} ${when.charAt(0).toLowerCase()}${when.slice(1)}`;
  });

function culprit<Leg extends FaultLeg>(name: string, leg: Leg, phrases: readonly DeedPhrase<Leg>[]): Culprit {
  const toRule = (deed: Deed<Leg>, words: Readonly<Record<string, string>>): FaultRule => {
    const point = deed.point ?? pointOfNoun(leg, words["noun"]);
    // The phrases are those of the leg, which the compiler cannot follow through a union.
    return { leg, ...deed, ...(point && { point }), ...toConditions(words) } as FaultRule;
  };
  return {
    name,
    phrases: phrases.map(({ example, pattern, toDeed }) => ({
      example,
      pattern,
      toRule: (words) => toRule(toDeed(words), words),
    })),
  };
}

/** "to the first 2 binds", "to every connection": the noun may say at which point. */
function pointOfNoun(leg: FaultLeg, noun: string | undefined): PointsByLeg[FaultLeg] | undefined {
  if (leg === "smpp" && noun === "bind") return "bind";
  return noun === "connection" && leg !== "smpp" && leg !== "dns" ? "connect" : undefined;
}

const handshakeless = httpDeeds.filter(({ example }) => !example.includes("TLS"));

/** In an order in which no name hides a longer one. */
const culprits: readonly Culprit[] = [
  culprit("the TSP", "wallet-tsp", handshakeless),
  culprit("D1", "tsp-d1", httpDeeds),
  culprit("the issuer backend", "d1-issuer", httpDeeds),
  culprit("the SMS centre's HTTP door", "issuer-sms", handshakeless),
  culprit("the SMS centre", "smpp", smppDeeds),
  culprit("the mail server", "smtp", smtpDeeds),
  culprit("the name server", "dns", dnsDeeds),
];

/** What can be said and makes no sense. */
function checked(rule: FaultRule): FaultRule {
  const { between, when } = rule;
  if (between && between.fromMs >= between.untilMs) throw unreadable("the time ends before it begins", "");
  if (when?.kind === "share" && when.percent > 100) throw unreadable("there are no more than 100 %", "");
  if (when && "n" in when && when.n < 1) throw unreadable("counting begins with the 1st", "");
  return rule;
}

const examplesOf = ({ name, phrases }: Culprit): string =>
  `${name} ${listed(phrases.map(({ example }) => `"${example}"`))}; then, for example, "to the first 2 calls".`;

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;

const unreadable = (what: string, hint: string): StepproofError =>
  new StepproofError("FAULT_UNREADABLE", `this is no fault in words: ${what}`, {
    hint: hint || "docs/faults.md has every word.",
    attribution: "CONFIGURATION",
  });
