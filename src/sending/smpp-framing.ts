import { StepproofError } from "../errors.ts";

const HEADER_OCTETS = 16;

/** Cuts a byte stream into PDUs by their `command_length`. */
export class PduFraming {
  readonly #maxPduBytes: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(maxPduBytes: number) {
    this.#maxPduBytes = maxPduBytes;
  }

  /** Whether a PDU has begun and not ended. */
  get isInsidePdu(): boolean {
    return this.#rest.length > 0;
  }

  /**
   * The PDUs that `chunk` completes, one by one. Throws ESME_RINVCMDLEN on a length that no PDU can have (below the
   * header's 16 octets, or above the limit): nobody can tell then where the next PDU begins.
   */
  *split(chunk: Buffer): Generator<Buffer> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let length = this.#nextLength(); length <= this.#rest.length; length = this.#nextLength()) {
      const frame = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      yield frame;
    }
  }

  #nextLength(): number {
    if (this.#rest.length < 4) return Number.POSITIVE_INFINITY;
    const length = this.#rest.readUInt32BE(0);
    if (length < HEADER_OCTETS || length > this.#maxPduBytes) throw invalidLength(length, this.#maxPduBytes);
    return length;
  }
}

const invalidLength = (length: number, limit: number): StepproofError =>
  new StepproofError("ESME_RINVCMDLEN", `a PDU states ${length} octets; ${HEADER_OCTETS} to ${limit} are possible`, {
    hint: "Check that the peer speaks SMPP 3.4 on this port and counts the header in command_length.",
    attribution: "IMPLEMENTATION",
  });
