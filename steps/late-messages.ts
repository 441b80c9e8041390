import { type Finding, fail } from "../src/checks/finding.ts";
import type { TestBed } from "../src/testbed/start-test-bed.ts";

/** Up to which message of each inbox some scenario has looked. */
export class Watermark {
  #sms = 0;
  #mail = 0;

  /** Called when a scenario has ended: it has seen all there is. */
  rise({ smsCentre, mail }: TestBed): void {
    this.#sms = smsCentre.inbox.cursor;
    this.#mail = mail.cursor;
  }

  /** CS-13: a message that came after its scenario had ended would be judged by nobody. */
  judgeLate({ smsCentre, mail }: TestBed): readonly Finding[] {
    const late = [...smsCentre.inbox.list({ after: this.#sms }), ...mail.since(this.#mail)];
    if (late.length === 0) return [];
    const complaint = {
      expected: "no message once every system has said that it is done",
      actual: `${late.length} messages between two scenarios: the one before has sent them late`,
      hint: "Send once per accepted request, and answer the request only when nothing is left to be sent.",
      evidence: late.map(({ id }) => id),
    };
    return [fail("CS-13", complaint)];
  }
}
