import type { Chance } from "../../src/chance.ts";
import type { ActivationMethod } from "../../src/contract/tsp-d1.ts";
import type { IdvMethod } from "../../src/contract/wallet-tsp.ts";
import { drawMethodId } from "./ids.ts";

/**
 * D1's list as the wallet shows it, each method under an id of the TSP's own. A method that was on the earlier list keeps
 * its id; of two that mask alike each keeps its own.
 */
export function toIdvMethods(
  offered: readonly ActivationMethod[],
  earlier: readonly IdvMethod[],
  chance: Chance,
): readonly IdvMethod[] {
  const known = [...earlier];
  return offered.map(({ type, value }) => {
    const at = known.findIndex((method) => method.type === type && method.value === value);
    const [kept] = at < 0 ? [] : known.splice(at, 1);
    return kept ?? { id: drawMethodId(chance), type, value };
  });
}

/** The methods by which a code travels; the others are a number to call or a page to visit. Source: contract.md section 9. */
const carriers: readonly string[] = [
  "TEXT_TO_CARDHOLDER_NUMBER",
  "EMAIL_TO_CARDHOLDER_ADDRESS",
  "ISSUER_TO_CALL_CARDHOLDER_NUMBER",
];

export const carriesCode = ({ type }: ActivationMethod): boolean => carriers.includes(type);
