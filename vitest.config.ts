import { defineConfig } from "vitest/config";

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
    sequence: { shuffle: { files: false, tests: true } },
  },
});
