import { z } from "zod";

// Every scalar of a run file is read as text (YAML's failsafe schema), so that phones keep their plus and codes their
// zeros. Each message says what is expected: a fault line completes "found …, expected".

/** A bare number is a number to an editor, whatever we read it as. */
const alsoBareNumber = { type: ["string", "number"] };
const alsoBareBoolean = { type: ["string", "boolean"] };

/** Any text but an empty one; `what` goes on after "expected". */
export const text = (what: string) => z.string(what).min(1, what).meta(alsoBareNumber);

export const matching = (pattern: RegExp, what: string) => z.string(what).regex(pattern, what).meta(alsoBareNumber);

export const satisfying = (accepts: (given: string) => boolean, what: string) =>
  z.string(what).refine(accepts, what).meta(alsoBareNumber);

export const wholeNumber = (least: number, most: number) => {
  const what = `a whole number from ${least} to ${most}`;
  return z
    .string(what)
    .regex(/^\d{1,9}$/, { error: what, abort: true })
    .transform(Number)
    .refine((number) => number >= least && number <= most, what)
    .meta(alsoBareNumber);
};

export const oneOf = <const Word extends string>(words: readonly Word[]) => z.enum(words, `one of ${words.join(", ")}`);

export const yesOrNo = z
  .enum(["true", "false"], "true or false")
  .transform((word) => word === "true")
  .meta({ ...alsoBareBoolean, enum: ["true", "false", true, false] });

const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** "500ms", "3s", "30m", "24h", as milliseconds. */
export const duration = z
  .string(durationExpected())
  .regex(/^\d{1,7}(ms|s|m|h)$/, { error: durationExpected(), abort: true })
  .transform((given) => {
    const { amount, unit } = /^(?<amount>\d+)(?<unit>ms|s|m|h)$/.exec(given)?.groups ?? {};
    return Number(amount) * unitsMs[unit as keyof typeof unitsMs];
  });

export const webAddress = (protocol: RegExp, what: string) =>
  satisfying((given) => URL.canParse(given) && protocol.test(new URL(given).protocol), what);

function durationExpected(): string {
  return 'a time with its unit, like "500ms", "3s" or "30m"';
}
