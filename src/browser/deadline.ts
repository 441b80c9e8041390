import { StepproofError } from "../errors.ts";

/** Many times what a page takes, ms: a mail that needs longer is built to be looked at for ever. */
const PATIENCE_MS = 20_000;

/** The same promise, bounded. Throws BROWSER_SLOW. */
export async function withinDeadline<Outcome>(what: string, work: Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(slow(what)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const slow = (what: string): StepproofError =>
  new StepproofError("BROWSER_SLOW", `the browser did not ${what} within ${PATIENCE_MS / 1_000} s`, {
    hint: "Take out of the message what keeps a browser busy, or give the machine more air.",
    attribution: "ENVIRONMENT",
  });
