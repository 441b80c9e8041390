import type { TestBed } from "../src/testbed/start-test-bed.ts";

/** In which order exchanges ended and messages came: the clock of the systems may stand still, this one does not. */
export class Sightings {
  readonly #seen = new Map<string, number>();

  constructor({ journal, smsCentre, mailServer }: TestBed) {
    const note = ({ id }: { readonly id: string }) => this.#seen.set(id, performance.now());
    journal.onExchange(note);
    smsCentre.inbox.onMessage(note);
    mailServer?.inbox.onMessage(note);
  }

  /** Ms of the process's own clock; what was not seen, as in a foreign MailHog, came last. */
  readonly seenAt = (id: string): number => this.#seen.get(id) ?? Number.POSITIVE_INFINITY;

  /** At the end of a scenario nobody asks any more. */
  forget(): void {
    this.#seen.clear();
  }
}
