import type { FaultConditions, FaultTiming } from "./fault-rule.ts";
import { INSTANT, toInstantMs } from "./spoken-time.ts";

const COUNT =
  "the first(?: \\d+)?|the \\d+(?:st|nd|rd|th)|every(?: \\d+(?:st|nd|rd|th))?|\\d+(?:\\.\\d+)? ?% of(?: all)?";
const NOUN = "call|request|message|bind|receipt|question|connection";

/**
 * When, and for whom: "to the first 2 calls", "to every 3rd message", "to 5 % of calls", "… to each recipient",
 * "for +447700900123", "about /token", "between minute 1 and minute 3". Each may be left out.
 */
export const CONDITIONS = [
  `(?: (?:to|on|at|of|with) (?<count>${COUNT}) (?<noun>${NOUN})s?)?`,
  "(?<each> to each recipient)?",
  "(?: for (?<recipient>\\S+))?",
  "(?: about (?<target>\\S+))?",
  `(?: between (?<from>${INSTANT}) and (?<until>${INSTANT}))?`,
].join("");

type Words = Readonly<Record<string, string | undefined>>;

/** What the groups of `CONDITIONS` say. */
export function toConditions({ count, each, recipient, target, from, until }: Words): FaultConditions {
  const when = toTiming(count ?? "every", each !== undefined);
  return {
    ...(when.kind !== "always" && { when }),
    ...(recipient !== undefined && { recipient }),
    ...(target !== undefined && { target }),
    ...(from !== undefined &&
      until !== undefined && { between: { fromMs: toInstantMs(from), untilMs: toInstantMs(until) } }),
  };
}

function toTiming(count: string, isForEach: boolean): FaultTiming {
  const number = Number(/\d+(?:\.\d+)?/.exec(count)?.[0] ?? 1);
  const each = isForEach ? { each: "key" as const } : {};
  if (count.includes("%")) return { kind: "share", percent: number };
  if (count.startsWith("the first")) return { kind: "first", count: number, ...each };
  if (count.startsWith("the ")) return { kind: "nth", n: number, ...each };
  return count === "every" ? { kind: "always" } : { kind: "every", n: number, ...each };
}
