import type { TestBed } from "../src/testbed/start-test-bed.ts";

/** In which order exchanges ended and messages came: the clock of the systems may stand still, this one does not. */
export class Sightings {
  readonly #seen = new Map<string, number>();
  readonly #steps = new Map<string, string>();
  #step = "";

  constructor({ journal, smsCentre, mailServer }: TestBed) {
    const note = ({ id }: { readonly id: string }) => {
      this.#seen.set(id, performance.now());
      this.#steps.set(id, this.#step);
    };
    journal.onExchange(note);
    smsCentre.inbox.onMessage(note);
    mailServer?.inbox.onMessage(note);
  }

  /** Ms of the process's own clock; what was not seen, as in a foreign MailHog, came last. */
  readonly seenAt = (id: string): number => this.#seen.get(id) ?? Number.POSITIVE_INFINITY;

  /** What ends or comes from here on, does so during this step. */
  enter(step: string): void {
    this.#step = step;
  }

  /** The step during which an exchange ended or a message came; empty where that was not seen. */
  readonly stepOf = (id: string): string => this.#steps.get(id) ?? "";

  /** At the end of a scenario nobody asks any more. */
  forget(): void {
    this.#seen.clear();
    this.#steps.clear();
  }
}
