import { type Accounts, sumAccounts } from "../evidence/ledger.ts";
import {
  accountForScenario,
  LEDGER_MEDIA_TYPE,
  parseScenarioLedger,
  type ScenarioLedger,
} from "../evidence/scenario-ledger.ts";
import { parseFacts } from "./attachments.ts";
import type { Envelope } from "./envelope.ts";

/** The ledgers of a run's scenarios, one an attempt; what cannot be read is left out, and its requests with it. */
export const ledgersOf = (envelopes: readonly Envelope[]): readonly ScenarioLedger[] =>
  envelopes
    .flatMap(({ attachment }) => (attachment?.mediaType === LEDGER_MEDIA_TYPE ? [parseFacts(attachment)] : []))
    .flatMap((ledger) => parseScenarioLedger(ledger) ?? []);

/** What became of all delivery requests of a run; `undefined` where there was none. */
export function accountsOf(envelopes: readonly Envelope[]): Accounts | undefined {
  const ledgers = ledgersOf(envelopes);
  return ledgers.length === 0 ? undefined : sumAccounts(ledgers.map(accountForScenario));
}
