import type { Carrier } from "../../src/evidence/ledger.ts";
import type { RetrySettings } from "./back-off.ts";

/** How D1 treats a message that its carrier refuses for now. None of it is public. [A] */
export interface OutboxSettings {
  readonly retries: Readonly<Record<Exclude<Carrier, "none">, RetrySettings>>;
  /**
   * How long the TSP waits for further tries, ms, where it is answered after the hand-off. Then, and with 0 right after
   * the first try, the request is acknowledged, and the message stays in the outbox; a later failure has no leg to go by.
   */
  readonly answerWithinMs: number;
}

/** Deliver OTP is tried once, as contract.md section 16 suggests; the carriers of RS-06 several times within a code's usual life. */
export const defaultOutbox = {
  retries: {
    "sms-centre": { tries: 5, firstBackOffMs: 2_000, longestBackOffMs: 60_000 },
    // Whoever greylists asks for minutes, not seconds (RFC 6647 §5).
    "mail-server": { tries: 6, firstBackOffMs: 15_000, longestBackOffMs: 300_000 },
    issuer: { tries: 1, firstBackOffMs: 1_000, longestBackOffMs: 30_000 },
  },
  answerWithinMs: 0,
} as const satisfies OutboxSettings;
