const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** The longest time to live, seconds. RFC 2181 section 8. */
export const longestTtl = 2 ** 31 - 1;

/**
 * Seconds of a time to live: a number, or numbers with units (`1h30m`, `1w`) as BIND and NSD read them.
 * Undefined when it is none of these. May be longer than allowed: see {@link longestTtl}.
 */
export function parseTtl(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (/^\d+$/.test(lower)) return Number(lower);
  if (!/^(?:\d+[smhdw])+$/.test(lower)) return undefined;
  return [...lower.matchAll(/(\d+)([smhdw])/g)].reduce((sum, [, count, unit]) => sum + toSeconds(count, unit), 0);
}

const toSeconds = (count = "0", unit = "s"): number => Number(count) * (secondsOf[unit] ?? 0);
