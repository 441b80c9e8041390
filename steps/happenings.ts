import type { Exchange } from "../src/evidence/journal.ts";
import type { LedgerLine } from "../src/evidence/ledger.ts";
import type { CapturedMail, CapturedMessage } from "../src/messages/captured-message.ts";
import type { UnfinishedSms } from "../src/messages/reassembly.ts";
import type { LogLine } from "../src/testbed/system-log.ts";
import type { WorkerBed } from "./worker-bed.ts";

/** What happened in the shared systems since a scenario began. */
export class Happenings {
  readonly worker: WorkerBed;
  readonly #start: Readonly<Record<"sms" | "begunSms" | "mail" | "exchanges" | "lines" | "fates", number>>;

  constructor(worker: WorkerBed) {
    this.worker = worker;
    const { smsCentre, mail, journal, log, d1 } = worker.bed;
    this.#start = {
      sms: smsCentre.inbox.cursor,
      begunSms: smsCentre.begun(),
      mail: mail.cursor,
      exchanges: journal.cursor,
      lines: log.cursor,
      fates: d1.ledger.cursor,
    };
  }

  /** Everything that any inbox got since the scenario began; for sure once `settled`. */
  messages(): readonly CapturedMessage[] {
    const { smsCentre, mail } = this.worker.bed;
    return [...smsCentre.inbox.list({ after: this.#start.sms }), ...mail.since(this.#start.mail)];
  }

  /** What came in parts of which some are missing: no inbox has it. */
  unfinishedSms(): readonly UnfinishedSms[] {
    return this.worker.bed.smsCentre.unfinished({ after: this.#start.begunSms });
  }

  /** Of all messages, the mails. */
  mails(): readonly CapturedMail[] {
    return this.worker.bed.mail.since(this.#start.mail);
  }

  exchanges(): readonly Exchange[] {
    return this.worker.bed.journal.since(this.#start.exchanges);
  }

  /** What became of the scenario's delivery requests, in D1's own words. */
  fates(): readonly LedgerLine[] {
    return this.worker.bed.d1.ledger.since(this.#start.fates);
  }

  logLines(): readonly LogLine[] {
    return this.worker.bed.log.since(this.#start.lines);
  }
}
