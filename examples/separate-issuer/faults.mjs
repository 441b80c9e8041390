import { accessFaults } from "./faults/access.mjs";
import { contactFaults } from "./faults/contact-details.mjs";
import { messageFaults } from "./faults/messages.mjs";
import { toleranceFaults } from "./faults/tolerance.mjs";

/**
 * What this backend can be made to get wrong, one at a time: FAULT=<name>.
 *
 * - name       what FAULT is set to
 * - mistake    what is wrong, in a few words
 * - caughtBy   the requirement that a certification must find broken
 * - shownBy    the requirement whose scenarios show it, where that is another one
 * - alsoBreaks requirements that the same mistake breaks by its nature
 * - mode       "issuer-managed" if it shows only where the issuer sends the messages; otherwise it shows in both
 * - change     given the right decisions, those to be replaced
 */
export const faults = [
  ...contactFaults,
  ...accessFaults,
  ...toleranceFaults,
  ...messageFaults.map((fault) => ({ mode: "issuer-managed", ...fault })),
].map((fault) => ({ mode: "any", alsoBreaks: [], shownBy: fault.caughtBy, ...fault }));

/** Throws if there is no such fault. */
export function faultNamed(name) {
  const fault = faults.find((one) => one.name === name);
  if (!fault) throw new Error(`FAULT=${name}: there is no such fault; faults.mjs lists them`);
  return { ...fault, apply: (right) => ({ ...right, ...fault.change(right) }) };
}
