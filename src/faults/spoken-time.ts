/** "5 seconds", as the groups `amount` and `unit`. */
export const DURATION = "(?<amount>\\d+(?:\\.\\d+)?) (?<unit>milliseconds?|ms|seconds?|minutes?|hours?)";

/** "minute 3": a time since the timeline began. */
export const INSTANT = "(?:second|minute|hour) \\d+(?:\\.\\d+)?";

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
};

/** The groups of `DURATION` in ms. */
export const toMs = ({ amount = "", unit = "" }: Readonly<Record<string, string>>): number => inMs(amount, unit);

/** What `INSTANT` matched, in ms. */
export function toInstantMs(instant: string): number {
  const [unit = "", amount = ""] = instant.split(" ");
  return inMs(amount, unit);
}

const inMs = (amount: string, unit: string): number =>
  Math.round(Number(amount) * (unitsMs[unit] ?? unitsMs[unit.replace(/s$/, "")] ?? 1));
