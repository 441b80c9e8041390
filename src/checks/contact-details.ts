import { z } from "zod";
import { consumerInfo } from "../contract/d1-issuer.ts";
import { tolerant } from "../contract/tolerance.ts";
import type { Exchange } from "../evidence/journal.ts";
import type { HttpResponse } from "../http.ts";
import { type Check, type Finding, untestable, warn } from "./finding.ts";
import { attributionOf, conclude, describeOutcome, judgeAnswer, parseJsonBody } from "./issuer-answer.ts";

/** A good answer as it came: members may be missing, of the wrong type, or unknown. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * CD-01: a known consumer gets 200, JSON in UTF-8, shaped as ConsumerInfo; unknown members are welcome. What language,
 * e-mail and phone must look like is CD-03 to CD-06, empty members are CD-07. Source: (2).
 */
export const checkConsumerAnswer: Check<Exchange> = (exchange) =>
  judgeAnswer("CD-01", exchange, (response) =>
    conclude("CD-01", {
      expected: "200 with a ConsumerInfo object in JSON, UTF-8",
      faults: response.status === 200 ? bodyFaults(response) : [`status ${response.status}`],
      actual: describeOutcome(exchange),
      hint: "Answer Get Consumer Information with 200, content type application/json and the documented members.",
      evidence: [exchange.id],
    }),
  );

/** CD-02: each contact that the issuer holds for the consumer is in the answer. Source: (1). */
export const checkContactsPresent: Check<Exchange, { readonly contacts: readonly ("phone" | "email")[] }> = (
  exchange,
  { contacts },
) =>
  judgeMembers("CD-02", exchange, (members) => ({
    expected: `the contacts on file: ${contacts.map((contact) => memberOf[contact]).join(", ") || "none"}`,
    faults: contacts
      .filter((contact) => !isFilled(members[memberOf[contact]]))
      .map((each) => `${memberOf[each]} missing`),
    actual: "all of them",
    hint: "Answer mobilePhoneNumber and email for every consumer that has them: without one D1 cannot offer the channel.",
  }));

/** CD-07: no empty string, empty object, null, or `error` member in a 200: members without a value are left out. Source: [C]. */
export const checkNothingEmpty: Check<Exchange> = (exchange) =>
  judgeMembers(
    "CD-07",
    exchange,
    (members) => ({
      expected: "members with a value only, and no error member",
      faults: [...emptyPlaces(members, "the body"), ...("error" in members ? ["an error member in a 200"] : [])],
      actual: "no empty member",
      hint: "Leave out what has no value, and answer errors with their own status.",
    }),
    warn,
  );

interface Judgement {
  readonly expected: string;
  readonly faults: readonly string[];
  readonly actual: string;
  readonly hint: string;
}

/** Judges the members of a good answer; UNTESTABLE where there are none, for CD-01 says why. */
export function judgeMembers(
  requirement: string,
  exchange: Exchange,
  judge: (members: Members) => Judgement,
  broken?: typeof warn,
): Finding {
  const members = membersIn(exchange);
  if (members) return conclude(requirement, { ...judge(members), evidence: [exchange.id] }, broken);
  return untestable(requirement, {
    expected: "a ConsumerInfo to look at",
    actual: describeOutcome(exchange),
    hint: "Mend CD-01 first: a known consumer gets 200 and a JSON object.",
    attribution: "error" in exchange.outcome ? attributionOf(exchange.outcome.error) : "IMPLEMENTATION",
    evidence: [exchange.id],
  });
}

const memberOf = { phone: "mobilePhoneNumber", email: "email" } as const;

function membersIn({ outcome }: Exchange): Members | undefined {
  return "response" in outcome && outcome.response.status === 200 ? membersOf(outcome.response) : undefined;
}

const jsonObject = z.record(z.string(), z.unknown());

const membersOf = (response: HttpResponse): Members | undefined => jsonObject.safeParse(parseJsonBody(response)).data;

function bodyFaults(response: HttpResponse): readonly string[] {
  const [mediaType = "", ...parameters] = (response.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters.find((parameter) => parameter.trim().startsWith("charset="))?.split("=")[1];
  const members = membersOf(response);
  return [
    ...(mediaType.trim() === "application/json" ? [] : [`content type ${mediaType.trim() || "missing"}`]),
    ...(charset === undefined || /^"?utf-?8"?\s*$/.test(charset) ? [] : [`charset ${charset.trim()}`]),
    // The client decodes as UTF-8: an octet that is none has become this character.
    ...(response.body.includes("\uFFFD") ? ["the body is not UTF-8"] : []),
    ...(members ? shapeFaults(members) : ["the body is not a JSON object"]),
  ];
}

/** Members whose looks are judged one by one: here only their type counts. */
const judgedElsewhere = new Set<PropertyKey>(["language", "email", "mobilePhoneNumber"]);

function shapeFaults(members: Members): readonly string[] {
  const { error } = tolerant(consumerInfo).safeParse(members);
  const issues = error?.issues ?? [];
  return issues
    .filter(({ path, code }) => code === "invalid_type" || !judgedElsewhere.has(path[0] ?? ""))
    .filter(({ path }) => !path.some((_, depth) => isEmpty(valueAt(members, path.slice(0, depth + 1)))))
    .map(
      ({ path, code }) => `${path.join(".")} ${code === "invalid_type" ? "missing or of the wrong type" : "malformed"}`,
    );
}

function valueAt(members: Members, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[String(key)] : undefined), members);
}

const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null;

const isFilled = (member: unknown): boolean => member !== undefined && !isEmpty(member);

/** Null, an empty string or an empty object: there, and without a value. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === "") return true;
  return isObject(value) && !Array.isArray(value) && Object.keys(value).length === 0;
}

function emptyPlaces(value: unknown, place: string): readonly string[] {
  if (isEmpty(value)) return [`${place} is ${kindOfNothing(value)}`];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => emptyPlaces(member, name));
}

function kindOfNothing(value: unknown): string {
  if (value === null) return "null";
  return value === "" ? "an empty string" : "an empty object";
}
