import { type Accounts, describeAccounts, sumAccounts } from "../evidence/ledger.ts";
import {
  accountForScenario,
  LEDGER_MEDIA_TYPE,
  parseScenarioLedger,
  type ScenarioLedger,
} from "../evidence/scenario-ledger.ts";
import { parseFacts } from "./attachments.ts";
import type { Envelope } from "./envelope.ts";

/** What no account can explain, one sentence each: it would be lost without anybody knowing. */
export function problemsOfLedgers(envelopes: readonly Envelope[]): readonly string[] {
  const attached = envelopes.filter(({ attachment }) => attachment?.mediaType === LEDGER_MEDIA_TYPE).length;
  const unreadable = attached - ledgersOf(envelopes).length;
  const accounts = accountsOf(envelopes);
  return [
    ...(unreadable > 0 ? [`${unreadable} ledgers of scenarios cannot be read: nobody knows what became of them.`] : []),
    ...(accounts && accounts.rest > 0 ? [`Messages are unaccounted for: ${describeAccounts(accounts)}.`] : []),
  ];
}

/** The ledgers of a run's scenarios, one an attempt; what cannot be read is left out, and its requests with it. */
export function ledgersOf(envelopes: readonly Envelope[]): readonly ScenarioLedger[] {
  const ledgers = read.get(envelopes) ?? readLedgers(envelopes);
  read.set(envelopes, ledgers);
  return ledgers;
}

/** Problems, accounts and a file are all made of them. */
const read = new WeakMap<readonly Envelope[], readonly ScenarioLedger[]>();

const readLedgers = (envelopes: readonly Envelope[]): readonly ScenarioLedger[] =>
  envelopes
    .flatMap(({ attachment }) => (attachment?.mediaType === LEDGER_MEDIA_TYPE ? [parseFacts(attachment)] : []))
    .flatMap((ledger) => parseScenarioLedger(ledger) ?? []);

/** What became of all delivery requests of a run; `undefined` where there was none. */
export function accountsOf(envelopes: readonly Envelope[]): Accounts | undefined {
  const ledgers = ledgersOf(envelopes);
  return ledgers.length === 0 ? undefined : sumAccounts(ledgers.map(accountForScenario));
}
