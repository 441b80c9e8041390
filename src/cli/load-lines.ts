import { describeAccounts } from "../evidence/ledger.ts";
import type { Progress } from "../load/run-load.ts";
import { isAccountedFor, type LoadReport } from "../load/tally.ts";

/** "1200 of 5000 flows, 240.0/s". */
export const progressLine = ({ flows, seconds }: Progress, of: number): string =>
  `${flows} of ${of} flows, ${perSecond(flows, seconds)}/s`;

/** The report for people. */
export function renderLoad(report: LoadReport, seed: string): string {
  const { flows, seconds, ends, activation, accounts, lost, doubled, astray, digest } = report;
  const { p50, p95, p99, max } = activation;
  const rows: readonly (readonly [string, string])[] = [
    ["flows", `${flows} in ${seconds.toFixed(1)} s, ${perSecond(flows, seconds)}/s`],
    [
      "ended",
      Object.entries(ends)
        .map(([end, number]) => `${number} ${end}`)
        .join(", "),
    ],
    ["activation", `p50 ${inMs(p50)}, p95 ${inMs(p95)}, p99 ${inMs(p99)}, at most ${inMs(max)}`],
    ["messages", describeAccounts(accounts)],
    ["sinks", `${lost} lost, ${doubled} doubled, ${astray} astray`],
    ["ledger", digest.slice(0, 16)],
    ["seed", seed],
  ];
  const verdict = isAccountedFor(report) ? "EVERY MESSAGE ACCOUNTED FOR" : "MESSAGES UNACCOUNTED FOR";
  return `\n${verdict}\n${rows.map(([name, text]) => `  ${name.padEnd(11)} ${text}\n`).join("")}`;
}

const perSecond = (flows: number, seconds: number): string => (seconds > 0 ? flows / seconds : 0).toFixed(1);
const inMs = (ms: number): string => `${ms.toFixed(1)} ms`;
