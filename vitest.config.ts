import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take long: they start processes or a browser. A checkout that never ran has no durations to go by, and
 * Vitest would begin with the largest files: a core would then have one of these alone at the end.
 */
const longest = [
  "src/browser/mail-sight.test.ts",
  "src/cli/init.test.ts",
  "examples/separate-issuer/record-and-replay.test.ts",
  "src/cli/run-mailhog.test.ts",
  "src/package.test.ts",
  "src/cli/up-process.test.ts",
  "src/cli/leak-audit.test.ts",
  "src/reports/html/report-page.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const takesLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(takesLong), ...sorted.filter((file) => !takesLong(file))];
  }
}

export default defineConfig({
  // The examples name the package as its users do, and run on the sources.
  resolve: {
    alias: [
      { find: /^stepproof$/, replacement: `${import.meta.dirname}/src/index.ts` },
      { find: /^stepproof\/msw$/, replacement: `${import.meta.dirname}/src/msw.ts` },
    ],
  },
  test: {
    include: [
      "src/**/*.test.ts",
      "simulators/**/*.test.ts",
      "steps/**/*.test.ts",
      "mutants/**/*.test.ts",
      "examples/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    environment: "node",
    testTimeout: 20_000,
    // A process a core, and not one a file: half of the time went into loading the same modules again. Files may share one,
    // because no module has a state of its own and every test starts and stops its own services on loopback.
    maxWorkers: "100%",
    isolate: false,
    // Within a file only: the longest file is to begin first.
    sequence: { shuffle: { files: false, tests: true }, sequencer: LongestFirst },
  },
});
