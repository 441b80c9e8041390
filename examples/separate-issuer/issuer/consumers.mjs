import { Refusal } from "./refusal.mjs";

/** Get Consumer Information. The contact is the person's, whatever the card: `cardId` changes nothing. */
export async function answerConsumerInformation(call, backend) {
  const person = findPerson(call, backend);
  return { status: 200, body: await backend.decisions.consumerInfo(person, call) };
}

/** Throws 404 for somebody we do not know and 403 for somebody we must not speak of. */
export function findPerson({ consumerId }, { decisions, people }) {
  const person = decisions.personOf(consumerId, people);
  if (person === undefined) throw new Refusal(404, "There is no such consumer.");
  if (decisions.isForbidden(person)) throw new Refusal(403, "The consumer is in a forbidden state.");
  return person;
}

/** What is not on file is left out: neither null nor an empty text. */
export const consumerInfo = ({ language, firstName, lastName, mobilePhoneNumber, email }) => ({
  language,
  firstName,
  lastName,
  ...(mobilePhoneNumber && { mobilePhoneNumber }),
  ...(email && { email }),
});
