import { writeFile } from "node:fs/promises";
import path from "node:path";
import { sumAccounts } from "../evidence/ledger.ts";
import { accountForScenario, type ScenarioLedger } from "../evidence/scenario-ledger.ts";

/** Writes `ledger.json`: every delivery request of the run and its fate, by ids alone. Nothing where there was no request. */
export async function writeLedger(folder: string, ledgers: readonly ScenarioLedger[]): Promise<void> {
  if (ledgers.length === 0) return;
  const whole = {
    accounts: sumAccounts(ledgers.map(accountForScenario)),
    requests: ledgers.flatMap(({ requests }) => requests),
    lines: ledgers.flatMap(({ lines }) => lines),
  };
  await writeFile(path.join(folder, "ledger.json"), `${JSON.stringify(whole, null, 1)}\n`);
}
