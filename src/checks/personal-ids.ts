import { type Check, untestable } from "./finding.ts";
import { conclude } from "./issuer-answer.ts";

interface NamedIds {
  readonly consumerId: string;
  readonly cardIds: readonly string[];
}

interface Person {
  readonly firstName?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly pans: readonly string[];
}

/** SE-06: `consumerId` and `cardId` hold no name, e-mail address, phone or PAN of the person they stand for. Source: (10). */
export const checkImpersonalIds: Check<NamedIds, Person> = ({ consumerId, cardIds }, person) => {
  const expected = "ids without name, e-mail address, phone or card number";
  const traits = traitsOf(person);
  if (traits.length === 0) {
    const hint = "Say in the run file who the End User is.";
    return untestable("SE-06", { expected, actual: "nothing is known of the person", hint, evidence: [] });
  }
  const ids = [{ what: "consumerId", id: consumerId }, ...cardIds.map((id) => ({ what: "cardId", id }))];
  const faults = ids.flatMap(({ what, id }) =>
    traits.filter(({ text }) => plain(id).includes(text)).map(({ kind }) => `the ${kind} in the ${what}`),
  );
  return conclude("SE-06", {
    expected,
    faults,
    actual: `${ids.length} ids hold none of ${traits.length} traits`,
    hint: "Name consumers and cards at random: these ids stand in URLs and logs.",
    evidence: [],
  });
};

interface Trait {
  readonly kind: string;
  readonly text: string;
}

/** The last digits of a number give it away as much as all of it. */
function traitsOf({ firstName = "", phone = "", email = "", pans }: Person): readonly Trait[] {
  const traits = [
    { kind: "first name", text: plain(firstName) },
    { kind: "phone", text: plain(phone).slice(-8) },
    { kind: "e-mail address", text: plain(email.split("@")[0] ?? "") },
    ...pans.map((pan) => ({ kind: "card number", text: pan.slice(-8) })),
  ];
  return traits.filter(({ text }) => text.length >= SHORTEST_TRAIT);
}

/** Shorter ones turn up in random ids by accident. */
const SHORTEST_TRAIT = 4;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
