import type { CardNotification } from "../../src/contract/d1-issuer.ts";
import type { NotifyServiceActivatedRequest, NotifyTokenUpdatedRequest } from "../../src/contract/tsp-d1.ts";
import { backOffMs } from "./back-off.ts";
import type { CardOutcome } from "./card-notification.ts";
import type { D1State } from "./d1-state.ts";
import type { Digitization } from "./digitizations.ts";
import { confirmActivation } from "./notices.ts";
import { codeOf, refusal } from "./refusals.ts";

/** Interval and count are not public: an assumption, and a setting of the tenant. Source: contract.md section 5. */
const backOff = { firstBackOffMs: 1_000, longestBackOffMs: 60_000 };

/** The token is active: the issuer hears DIGITIZE SUCCESSFUL, once. */
export async function notifyServiceActivated(request: NotifyServiceActivatedRequest, state: D1State): Promise<object> {
  const digitization = activatedBy(request, state);
  if (!digitization) throw unknownToken();
  if (digitization.state === "pending") {
    conclude(digitization, "SUCCESSFUL", state);
    confirmActivation(digitization, state);
  }
  return {};
}

/** A token deactivated before it was ever active was cancelled or failed: DIGITIZE FAILED. Other changes are only noted. */
export async function notifyTokenUpdated(request: NotifyTokenUpdatedRequest, state: D1State): Promise<object> {
  const found = state.parts.findDigitization(request, state.digitizations);
  if (!found) throw unknownToken();
  const digitization = state.digitizations.bind(found, request.tokenUniqueReference);
  if (request.status !== "DEACTIVATED") return {};
  if (digitization.state === "pending") conclude(digitization, "FAILED", state);
  state.digitizations.change(digitization.digitalCardId, { state: "ended" });
  return {};
}

/** Without a token reference, the newest pending digitization of the id whose card ends as the TSP says. */
function activatedBy(request: NotifyServiceActivatedRequest, state: D1State): Digitization | undefined {
  const { correlationId, tokenUniqueReference, accountPanSuffix } = request;
  if (tokenUniqueReference === undefined) {
    return state.digitizations
      .ofCorrelation(correlationId)
      .findLast(({ card, state: stage }) => stage === "pending" && card.pan.endsWith(accountPanSuffix));
  }
  const designation = { correlationId, tokenUniqueReference, accountPanSuffix };
  const found = state.parts.findDigitization(designation, state.digitizations);
  return found && state.digitizations.bind(found, tokenUniqueReference);
}

/** Ends a pending digitization and notifies the issuer, which nobody waits for. */
export function conclude(digitization: Digitization, outcome: CardOutcome, state: D1State): void {
  state.digitizations.change(digitization.digitalCardId, { state: outcome === "SUCCESSFUL" ? "active" : "ended" });
  const notification = state.parts.cardNotification(digitization, outcome);
  void state.work.run(() => notify(digitization, notification, state));
}

/** Tries again what did not arrive, with the same operationId, until the retries are used up (RS-12). */
async function notify(digitization: Digitization, notification: CardNotification, state: D1State): Promise<void> {
  const tenant = state.tenants.of(digitization.card);
  const chance = state.chance.fork(`notification ${notification.operationId}`);
  for (let tries = 1; ; tries++) {
    const error = await failureOf(state.issuerOf(tenant).notifyCard(digitization, notification));
    if (error === undefined) return state.log(`notification ${notification.operationId} ${notification.status} sent`);
    const again = state.parts.isWorthRepeating(error) && tries <= tenant.notificationRetries;
    if (!again || !(await state.work.rest(backOffMs(tries, backOff, chance)))) {
      return state.log(`notification ${notification.operationId} ${notification.status} unsent: ${codeOf(error)}`);
    }
  }
}

const failureOf = (call: Promise<void>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

const unknownToken = () =>
  refusal("INVALID_FIELD_VALUE", "correlationId and tokenUniqueReference name no digitization");
