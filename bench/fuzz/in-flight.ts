import fs from "node:fs";

const RECORD_OCTETS = 8;

/**
 * Which inputs are under way, in a file: written before they go out and at once, so that it tells what a process that
 * crashed or hangs was doing.
 */
export class InFlight {
  readonly #file: number;

  constructor(path: string) {
    this.#file = fs.openSync(path, "w");
  }

  /** `firstInput` of a burst that a lane is about to send. */
  begin(lane: number, firstInput: number): void {
    const record = Buffer.alloc(RECORD_OCTETS);
    record.writeDoubleBE(firstInput);
    fs.writeSync(this.#file, record, 0, RECORD_OCTETS, lane * RECORD_OCTETS);
  }

  close(): void {
    fs.closeSync(this.#file);
  }
}

/** The first inputs of the bursts that were sent last, in order. */
export function readInFlight(path: string): readonly number[] {
  if (!fs.existsSync(path)) return [];
  const records = fs.readFileSync(path);
  const begun = Array.from({ length: Math.floor(records.length / RECORD_OCTETS) }, (_, lane) =>
    records.readDoubleBE(lane * RECORD_OCTETS),
  );
  return begun.sort((one, other) => one - other);
}
