/** The floors of the house: an import only ever points down, and a simulator never imports another. */
const floors = [
  ["ground", "^src/[^/]+\\.ts$|^src/contract/|^types/"],
  ["messages", "^src/(messages|evidence|templates|sending|dns|mail-auth|faults)/"],
  ["systems", "^simulators/|^src/checks/"],
  ["testbed", "^src/(run-file|testbed|load|doctor|browser)/|^mutants/"],
  ["steps", "^steps/"],
  ["verdict", "^src/(verdict|reports|certificate|compare)/"],
  ["command-line", "^src/(cli|console)/"],
];

// The library's public entry sits on the ground by its place, on the roof by what it re-exports.
const publicEntries = "^src/(index|msw)\\.ts$";

// Tests, and the fixtures that only tests stand on.
const testCode = "\\.(test|fixture)\\.ts$";

const upward = floors.slice(0, -1).map(([name, path], level) => ({
  name: `${name}-imports-only-down`,
  severity: "error",
  from: { path, pathNot: [publicEntries, testCode] },
  to: { path: floors.slice(level + 1).map(([, above]) => above), pathNot: [publicEntries] },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: "simulators-meet-on-the-wire-only",
      severity: "error",
      from: { path: "^simulators/([^/]+)/" },
      to: { path: "^simulators/", pathNot: "^simulators/$1/" },
    },
    {
      name: "verdict-reads-results-never-a-system",
      severity: "error",
      from: { path: "^src/(verdict|reports|certificate|compare)/" },
      to: { path: "^simulators/|^src/testbed/|^steps/|^mutants/" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { pathNot: testCode },
      to: { path: [testCode, "node_modules/(vitest|fast-check)/"] },
    },
    {
      name: "nock-behind-the-replay-only",
      severity: "error",
      // Importing nock switches it on, and every HTTP client of the process becomes slower.
      from: { pathNot: [testCode, "^src/testbed/replay\\.ts$"] },
      to: { path: "node_modules/nock/" },
    },
    {
      name: "msw-behind-its-own-entry-only",
      severity: "error",
      // src/msw.ts is for those who have msw: an optional peer.
      from: { pathNot: [testCode, "^src/msw\\.ts$"] },
      to: { path: "node_modules/msw/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
  },
};
