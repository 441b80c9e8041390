import { systemClock } from "../clock.ts";
import type { Shipped } from "./shipped.ts";
import type { Site } from "./site.ts";

export interface TestSite extends Site {
  /** What was printed and noted so far. */
  readonly seen: { readonly stdout: string; readonly stderr: string };
  /** As Ctrl-C would. */
  readonly stop: () => void;
}

/** A site whose terminal is two strings: for the tests of commands. */
export function openTestSite(cwd: string, shipped: Partial<Shipped> = {}): TestSite {
  const seen = { stdout: "", stderr: "" };
  const stops: (() => void)[] = [];
  return {
    cwd,
    env: {},
    clock: systemClock,
    terminal: {
      print: (text) => {
        seen.stdout += text;
      },
      note: (text) => {
        seen.stderr += text;
      },
      isWatched: false,
      usesColour: false,
      columns: 80,
    },
    shipped: {
      version: "0.1.0",
      features: cwd,
      loadRequirements: async () => [],
      steps: { importPaths: [], loaders: [] },
      starter: cwd,
      templates: cwd,
      schema: `${cwd}/stepproof.schema.json`,
      ...shipped,
    },
    freshSeed: () => "7",
    onStop: (stop) => {
      stops.push(stop);
    },
    seen,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
