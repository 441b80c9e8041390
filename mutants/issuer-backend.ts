import { HTTPException } from "hono/http-exception";
import type { EnrolledConsumer } from "../simulators/issuer-backend/consumers.ts";
import type { IssuerParts } from "../simulators/issuer-backend/parts.ts";
import { usualLatencyBudget } from "../src/checks/latency.ts";
import { systemClock } from "../src/clock.ts";
import type { ConsumerInfo } from "../src/contract/d1-issuer.ts";
import { type Changed, wrongIssuer } from "./issuer-backend-parts.ts";
import type { Mutant } from "./mutant.ts";

type MobilePhoneNumber = NonNullable<ConsumerInfo["mobilePhoneNumber"]>;

/** An issuer that answers good questions with other contact details than it holds, or spells them wrong. */
const answering =
  (change: (info: ConsumerInfo) => object): Changed =>
  ({ consumerAnswer }) => ({
    consumerAnswer: async (consumer, request) => change(await consumerAnswer(consumer, request)),
  });

const withPhone = (change: (phone: MobilePhoneNumber) => object): Changed =>
  answering((info) => ({
    ...info,
    ...(info.mobilePhoneNumber && { mobilePhoneNumber: change(info.mobilePhoneNumber) }),
  }));

const withEmail = (change: (email: string) => string): Changed =>
  answering((info) => ({ ...info, ...(info.email !== undefined && { email: change(info.email) }) }));

/** Another answer for Get Consumer Information than the right one. */
const replying =
  (change: (answer: Response) => Response | Promise<Response>): Changed =>
  () => ({ finish: (answer, { url }) => (url.includes("/consumers/") ? change(answer) : answer) });

const onlyFor = (status: number, change: (answer: Response) => Response | Promise<Response>) => (answer: Response) =>
  answer.status === status ? change(answer) : answer;

const json = { "content-type": "application/json" } as const;

export const issuerContactMutants: readonly Mutant[] = [
  wrongIssuer(
    "html",
    "CD-01",
    "The issuer answers with a page.",
    replying(onlyFor(200, () => new Response("<html></html>", { headers: { "content-type": "text/html" } }))),
  ),
  wrongIssuer(
    "truncated-json",
    "CD-01",
    "The answer is cut.",
    replying(onlyFor(200, async (answer) => new Response((await answer.text()).slice(0, -5), { headers: json }))),
  ),
  wrongIssuer(
    "latin-1",
    "CD-01",
    "The answer is declared as ISO-8859-1.",
    replying(
      onlyFor(
        200,
        async (answer) =>
          new Response(await answer.text(), { headers: { "content-type": "application/json; charset=iso-8859-1" } }),
      ),
    ),
  ),
  wrongIssuer(
    "created",
    "CD-01",
    "The issuer answers with 201.",
    replying(onlyFor(200, async (answer) => new Response(await answer.text(), { status: 201, headers: json }))),
  ),
  wrongIssuer(
    "phone-as-number",
    "CD-01",
    "phoneNumber is a number.",
    withPhone((phone) => ({ ...phone, phoneNumber: Number(phone.phoneNumber) })),
  ),
  wrongIssuer(
    "birthday-in-words",
    "CD-01",
    "dateOfBirth is written for people.",
    answering((info) => ({ ...info, dateOfBirth: "14 Dec 1996" })),
  ),
  wrongIssuer(
    "one-contact-is-enough",
    "CD-02",
    "The issuer leaves the e-mail address out where there is a phone.",
    answering(({ email, ...info }) => (info.mobilePhoneNumber ? info : { ...info, email })),
  ),
  wrongIssuer(
    "phone-under-another-name",
    "CD-02",
    "The phone is called mobile.",
    answering(({ mobilePhoneNumber, ...info }) => ({ ...info, mobile: mobilePhoneNumber })),
  ),
  wrongIssuer(
    "language-underscore",
    "CD-03",
    "The language is written as Java does.",
    answering((info) => ({ ...info, language: info.language?.replace("-", "_") })),
  ),
  wrongIssuer(
    "language-alone",
    "CD-03",
    "The language has no country.",
    answering((info) => ({ ...info, language: info.language?.slice(0, 2) })),
  ),
  wrongIssuer(
    "country-unassigned",
    "CD-03",
    "The country is UK, which ISO 3166-1 calls GB.",
    answering((info) => ({ ...info, language: "en-UK" })),
  ),
  wrongIssuer(
    "no-plus",
    "CD-04",
    "countryCode has no plus.",
    withPhone((phone) => ({ ...phone, countryCode: phone.countryCode.slice(1) })),
  ),
  wrongIssuer(
    "double-zero",
    "CD-04",
    "countryCode begins with 00.",
    withPhone((phone) => ({ ...phone, countryCode: phone.countryCode.replace("+", "00") })),
  ),
  wrongIssuer(
    "trunk-zero",
    "CD-05",
    "phoneNumber keeps its trunk 0.",
    withPhone((phone) => ({ ...phone, phoneNumber: `0${phone.phoneNumber}` })),
  ),
  wrongIssuer(
    "country-code-twice",
    "CD-05",
    "phoneNumber holds the country code, too.",
    withPhone(({ countryCode, phoneNumber }) => ({ countryCode, phoneNumber: countryCode.slice(1) + phoneNumber })),
  ),
  wrongIssuer(
    "grouped-digits",
    "CD-05",
    "phoneNumber is grouped for the eye.",
    withPhone((phone) => ({ ...phone, phoneNumber: phone.phoneNumber.replace(/(\d{3})/, "$1 ") })),
  ),
  wrongIssuer(
    "display-name",
    "CD-06",
    "email has a display name.",
    withEmail((email) => `Nadia Haddad <${email}>`),
  ),
  wrongIssuer(
    "mailto",
    "CD-06",
    "email is a link.",
    withEmail((email) => `mailto:${email}`),
  ),
  wrongIssuer(
    "line-break",
    "CD-06",
    "email ends in a line break.",
    withEmail((email) => `${email}\r\n`),
  ),
  wrongIssuer(
    "null-members",
    "CD-07",
    "What the issuer does not know is null.",
    answering((info) => ({ middleName: null, ...info })),
  ),
  wrongIssuer(
    "empty-address",
    "CD-07",
    "What the issuer does not know is an empty object.",
    answering((info) => ({ ...info, residencyAddress: {} })),
  ),
  wrongIssuer(
    "error-in-success",
    "CD-07",
    "A good answer has an error member.",
    answering((info) => ({ ...info, error: "none" })),
  ),
  wrongIssuer("card-needed", "CD-10", "The issuer wants to know which card it is about.", () => ({
    refuseCall: ({ method, url }) =>
      method === "GET" && !url.includes("cardId=") ? "The cardId is missing." : undefined,
  })),
  wrongIssuer("card-breaks", "CD-10", "The issuer cannot do with a cardId.", () => ({
    consumerAnswer: ({ info }, { url }) => {
      if (url.includes("cardId=")) throw new Error("no such column");
      return info;
    },
  })),
  wrongIssuer("last-asked", "CD-11", "The issuer keeps who was asked for in one place for all calls.", lastAsked),
  wrongIssuer(
    "short-cache-key",
    "CD-11",
    "The issuer caches answers under the beginning of the consumerId.",
    shortCacheKey,
  ),
];

export const issuerRefusalMutants: readonly Mutant[] = [
  wrongIssuer(
    "unknown-is-empty",
    "CD-08",
    "An unknown consumer is an empty one.",
    replying(onlyFor(404, () => new Response("{}", { headers: json }))),
  ),
  wrongIssuer(
    "unknown-is-anybody",
    "CD-08",
    "Where the id is not found, the issuer takes the first consumer.",
    ({ findConsumer }) => ({
      findConsumer: (consumers, consumerId) => findConsumer(consumers, consumerId) ?? consumers.values().next().value,
    }),
  ),
  wrongIssuer("id-as-condition", "CD-08", "The id becomes part of a query.", ({ findConsumer }) => ({
    findConsumer: (consumers, consumerId) =>
      consumerId.includes("' OR '") ? consumers.values().next().value : findConsumer(consumers, consumerId),
  })),
  wrongIssuer("id-breaks", "CD-08", "An id of another alphabet breaks the issuer.", ({ findConsumer }) => ({
    findConsumer: (consumers, consumerId) => {
      if (!/^[\w-]*$/.test(consumerId)) throw new Error("syntax error");
      return findConsumer(consumers, consumerId);
    },
  })),
  wrongIssuer("suggests-others", "CD-08", "A 404 suggests somebody else.", suggestsOthers),
  wrongIssuer("blocked-is-served", "CD-09", "The issuer speaks of blocked consumers.", () => ({
    isForbidden: () => false,
  })),
  wrongIssuer(
    "blocked-is-unknown",
    "CD-09",
    "A blocked consumer is not found.",
    replying(onlyFor(403, () => new Response(null, { status: 404 }))),
  ),
  wrongIssuer("named-by-name", "SE-06", "The consumerId is the person's name.", () => ({
    nameConsumer: ({ firstName = "", lastName = "" }, drawn) => `${firstName}-${lastName}-${drawn.slice(-4)}`,
  })),
  wrongIssuer("slow", "RS-13", "Every answer takes longer than anybody waits.", () => ({
    beforeAnswer: () => pass(usualLatencyBudget + 100),
  })),
];

/** Right for one call at a time. */
function lastAsked({ findConsumer }: IssuerParts): Partial<IssuerParts> {
  let last: EnrolledConsumer | undefined;
  return {
    findConsumer: (consumers, consumerId) => {
      last = findConsumer(consumers, consumerId);
      return last;
    },
    consumerAnswer: async () => {
      await pass(LOOK_UP_MS);
      return last?.info ?? {};
    },
  };
}

function shortCacheKey({ consumerAnswer }: IssuerParts): Partial<IssuerParts> {
  const cache = new Map<string, object | Promise<object>>();
  return {
    consumerAnswer: (consumer, request) => {
      const key = `${new URL(request.url).pathname.split("/")[5]} ${consumer.consumerId.slice(0, 4)}`;
      const answer = cache.get(key) ?? consumerAnswer(consumer, request);
      cache.set(key, answer);
      return answer;
    },
  };
}

function suggestsOthers({ findConsumer }: IssuerParts): Partial<IssuerParts> {
  return {
    findConsumer: (consumers, consumerId) => {
      const found = findConsumer(consumers, consumerId);
      const [other] = consumers.values();
      if (found === undefined && other) throw new HTTPException(404, { message: `Did you mean ${other.info.email}?` });
      return found;
    },
  };
}

/** As long as a database may take. */
const LOOK_UP_MS = 20;

const pass = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    systemClock.after(ms, resolve);
  });
