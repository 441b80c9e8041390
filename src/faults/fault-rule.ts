import type { FaultLeg, FaultsByLeg, Occasion, PointsByLeg } from "./fault.ts";

/**
 * Which of the occasions that a rule counts have the fault. They are counted together, or, with `each`, for every key
 * by itself: the recipient, else the target.
 */
export type FaultTiming =
  | { readonly kind: "always" }
  | { readonly kind: "first"; readonly count: number; readonly each?: "key" }
  | { readonly kind: "nth"; readonly n: number; readonly each?: "key" }
  | { readonly kind: "every"; readonly n: number; readonly each?: "key" }
  /** Of 100 occasions, drawn from the seed. */
  | { readonly kind: "share"; readonly percent: number };

/** What an occasion must be for a rule to count it; what is left out does not matter. */
export interface FaultConditions {
  /** Left out, always. */
  readonly when?: FaultTiming;
  /** E.164 or an address. */
  readonly recipient?: string;
  /** A part of the path of an HTTP request, or of the name of a DNS question. */
  readonly target?: string;
  /** Milliseconds since the timeline began: from, included, to, excluded. */
  readonly between?: { readonly fromMs: number; readonly untilMs: number };
}

interface RuleOn<Leg extends FaultLeg> extends FaultConditions {
  readonly leg: Leg;
  /** Left out, the point at which such a fault usually happens: see `pointOf`. */
  readonly point?: PointsByLeg[Leg];
  readonly fault: FaultsByLeg[Leg];
}

/** One thing that goes wrong, and when. */
export type FaultRule = { readonly [Leg in FaultLeg]: RuleOn<Leg> }[FaultLeg];

/** The point of its leg at which a rule's fault happens. */
export function pointOf(rule: FaultRule): PointsByLeg[FaultLeg] {
  if (rule.point !== undefined) return rule.point;
  switch (rule.leg) {
    case "smpp":
      return rule.fault.kind === "receipt" ? "receipt" : "submit";
    case "smtp":
      return smtpPoints[rule.fault.kind];
    case "dns":
      return "query";
    default:
      return rule.fault.kind === "tls" ? "connect" : "request";
  }
}

const smtpPoints = {
  reply: "rcpt",
  greylist: "rcpt",
  disconnect: "body",
  tls: "starttls",
  delay: "connect",
} as const;

/** Whether a rule counts an occasion, `sinceMs` after the timeline began. */
export function covers(rule: FaultRule, { leg, point, recipient, target }: Occasion, sinceMs: number): boolean {
  if (rule.leg !== leg || pointOf(rule) !== point) return false;
  if (rule.recipient !== undefined && rule.recipient !== recipient) return false;
  if (rule.target !== undefined && target?.includes(rule.target) !== true) return false;
  const { fromMs = 0, untilMs = Number.POSITIVE_INFINITY } = rule.between ?? {};
  return sinceMs >= fromMs && sinceMs < untilMs;
}

/** Whether the `met`-th occasion, counted from 1, has the fault. A share is no matter of counting. */
export function isDue(timing: Exclude<FaultTiming, { readonly kind: "share" }>, met: number): boolean {
  switch (timing.kind) {
    case "always":
      return true;
    case "first":
      return met <= timing.count;
    case "nth":
      return met === timing.n;
    case "every":
      return met % timing.n === 0;
  }
}
