import { stopLooking } from "../../../dist/src/browser/looking.js";
import { runCommandLine } from "../../../dist/src/cli/command-line.js";
import { findShipped } from "../../../dist/src/cli/shipped.js";
import { systemClock } from "../../../dist/src/clock.js";

/**
 * Runs the commands that its parent sends, one after the other, and answers as `stepproof.mjs` does. The code of the
 * steps is loaded once and not once a command, and a browser is started once: that is what makes ninety certifications
 * quick.
 */
const shipped = findShipped();

process.on("message", async ({ args, environment }) => {
  Object.assign(process.env, environment);
  const written = { stdout: "", stderr: "" };
  const terminal = {
    print: (text) => {
      written.stdout += text;
    },
    note: (text) => {
      written.stderr += text;
    },
    isWatched: false,
    usesColour: false,
    columns: 80,
  };
  const exitCode = await runCommandLine(args, {
    cwd: process.cwd(),
    env: process.env,
    clock: systemClock,
    terminal,
    shipped,
    freshSeed: () => "certify",
    onStop: () => {},
    keepsBrowser: true,
  });
  process.send({ exitCode, ...written });
});

// The browser is all that is left then; once it is closed the process ends.
process.once("disconnect", stopLooking);
