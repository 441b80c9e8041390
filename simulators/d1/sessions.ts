import type { D1State } from "./d1-state.ts";
import type { Digitization } from "./digitizations.ts";
import { conclude } from "./notifications.ts";

/**
 * Deletes a digitization that nobody has finished by the end of its session: the issuer hears DIGITIZE FAILED, and
 * nothing is delivered for it any more. Where no length was agreed, it stays. Source: contract.md section 8, [D](9).
 */
export function limitSession(digitization: Digitization, state: D1State): void {
  const { sessionMs } = state.tenants.of(digitization.card);
  if (sessionMs !== undefined) void state.work.run(() => endAfter(sessionMs, digitization, state));
}

/** The setting is read anew: the issuer may have agreed on no limit meanwhile. */
async function endAfter(sessionMs: number, { card, digitalCardId }: Digitization, state: D1State): Promise<void> {
  if (!(await state.work.rest(sessionMs)) || state.tenants.of(card).sessionMs === undefined) return;
  const current = state.digitizations.current(digitalCardId);
  if (current?.state === "pending") conclude(current, "FAILED", state);
}
