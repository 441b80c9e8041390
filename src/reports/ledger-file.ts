import { sumAccounts } from "../evidence/ledger.ts";
import { accountForScenario } from "../evidence/scenario-ledger.ts";
import type { Envelope } from "../verdict/envelope.ts";
import { ledgersOf } from "../verdict/run-ledger.ts";

/** `ledger.json`: every delivery request of the run and its fate, by ids alone. Nothing where there was no request. */
export function renderLedger(envelopes: readonly Envelope[]): string | undefined {
  const ledgers = ledgersOf(envelopes);
  if (ledgers.length === 0) return undefined;
  const whole = {
    accounts: sumAccounts(ledgers.map(accountForScenario)),
    requests: ledgers.flatMap(({ requests }) => requests),
    lines: ledgers.flatMap(({ lines }) => lines),
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}
