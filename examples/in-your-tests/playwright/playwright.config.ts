import { defineConfig } from "playwright/test";

/** No browser is needed: the spec here calls over HTTP what a page would. */
// biome-ignore lint/style/noDefaultExport: Playwright reads the default export.
export default defineConfig({ testDir: ".", reporter: "list", workers: 1, timeout: 15_000 });
