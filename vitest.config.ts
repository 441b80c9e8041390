import { defineConfig } from "vitest/config";

// One fork per core; every test starts and stops its own services on loopback, so files may run side by side.
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
    ],
    environment: "node",
    testTimeout: 20_000,
    sequence: { shuffle: true },
  },
});
