/** What a bare `npx cucumber-js` runs: every feature, with the steps loaded as TypeScript through ts-node. */
export default {
  paths: ["features/**/*.feature"],
  loader: ["ts-node/esm"],
  import: ["steps/**/*.ts"],
  format: ["summary"],
  worldParameters: { browser: true },
};
