import type { FuzzProblem, FuzzResult } from "./fuzz-run.ts";
import { type MemorySample, trendOf } from "./memory.ts";
import type { ChildOutcome } from "./run-child.ts";

/** Whether a server came through: alive, with no problem and no more memory than before. */
export function isSound({ result }: ChildOutcome): boolean {
  return result !== undefined && result.problems.length === 0 && trendOf(result.memory)?.isFlat !== false;
}

/** The figures of one server, for people. */
export function describeOutcome(outcome: ChildOutcome, seed: string): string {
  const { server, result } = outcome;
  const lines = result ? describeResult(result) : [`  CRASHED: ${outcome.death}`];
  return [
    `${server}`,
    ...lines,
    ...replaysOf(outcome).map((range) => `  replay   ${replay(server, seed, range)}`),
    "",
  ].join("\n");
}

type Range = readonly [from: number, to: number];

const replay = (server: string, seed: string, [from, to]: Range): string =>
  `npm run fuzz -- --server ${server} --seed ${seed} --replay ${from}-${to}`;

const replaysOf = ({ result, inFlight }: ChildOutcome): readonly Range[] => [
  ...(result?.problems ?? []).map(({ from, to }) => [from, to] as const),
  ...inFlight,
];

function describeResult({ inputs, answers, seconds, problems, memory }: FuzzResult): readonly string[] {
  const of = (kind: FuzzProblem["kind"]) => problems.filter((problem) => problem.kind === kind).length;
  return [
    `  inputs   ${inputs} in ${seconds.toFixed(1)} s: ${Math.round(inputs / seconds)} a second, ${answers} answers`,
    `  found    0 crashes, ${of("hang")} hangs, ${of("fault")} faults of its own, ${of("probe")} good flows that failed`,
    ...problems.map(({ kind, from, to, what }) => `  ${kind.toUpperCase().padEnd(8)} inputs ${from} to ${to}: ${what}`),
    "  memory     inputs    rss MB   heap MB   buffers MB",
    ...memory.map(describeSample),
    describeTrend(memory),
  ];
}

const describeSample = ({ inputs, rss, heapUsed, external }: MemorySample): string =>
  `         ${String(inputs).padStart(10)}${column(rss, 10)}${column(heapUsed, 10)}${column(external, 13)}`;

const column = (octets: number, width: number): string => (octets / 2 ** 20).toFixed(1).padStart(width);

function describeTrend(memory: readonly MemorySample[]): string {
  const trend = trendOf(memory);
  if (!trend) return "  slope    too few samples";
  const { slope, growth, isFlat } = trend;
  const change = `${(growth / 2 ** 20).toFixed(1)} MB from the first fifth to the end`;
  return `  slope    ${slope.toFixed(1)} octets an input, ${change}: ${isFlat ? "flat" : "NOT FLAT"}`;
}
