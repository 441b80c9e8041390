import { test as base } from "playwright/test";
import { startTestBed, type TestBed } from "stepproof";

/** Playwright's `test` with a test bed: one a worker, like a browser. */
export const test = base.extend<object, { readonly bed: TestBed }>({
  bed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructuring pattern to see what a fixture needs.
    async ({}, use) => {
      const bed = await startTestBed();
      await use(bed);
      await bed.close();
    },
    { scope: "worker" },
  ],
});

export { expect } from "playwright/test";
