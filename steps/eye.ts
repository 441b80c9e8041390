import { AfterAll } from "@cucumber/cucumber";
import { stopLooking } from "../src/browser/looking.ts";

// The worker's scenarios share a browser; where its process runs scenarios again, so do its runs.
AfterAll(async function (this: { readonly parameters: { readonly keepsBrowser?: boolean } }) {
  if (this.parameters.keepsBrowser !== true) await stopLooking();
});
