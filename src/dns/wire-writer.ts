import { StepproofError } from "../errors.ts";
import { toWireLabels } from "./wire-name.ts";
import { toLowerAscii } from "./zone-name.ts";

/** What a pointer can reach. RFC 1035 section 4.1.4. */
const farthestPointer = 0x3fff;

/** Writes a DNS message from its front; a name that is there already becomes a pointer to it. */
export class WireWriter {
  #octets = Buffer.allocUnsafe(512);
  readonly #names = new Map<string, number>();
  at = 0;

  written = (): Buffer => this.#octets.subarray(0, this.at);

  u8(value: number): void {
    const start = this.#advance(1);
    this.#octets.writeUInt8(value, start);
  }

  u16(value: number): void {
    const start = this.#advance(2);
    this.#octets.writeUInt16BE(value, start);
  }

  u32(value: number): void {
    const start = this.#advance(4);
    this.#octets.writeUInt32BE(value, start);
  }

  octets(octets: Uint8Array): void {
    const start = this.#advance(octets.length);
    this.#octets.set(octets, start);
  }

  /** `bytes`: one a character, at most 255. */
  string(bytes: string): void {
    this.u8(bytes.length);
    this.octets(Buffer.from(bytes, "latin1"));
  }

  /** Throws DNS_NAME_INVALID for a name that DNS cannot carry. */
  name(name: string): void {
    for (const { bytes, whole } of labelsOf(name)) {
      const known = this.#names.get(toLowerAscii(whole));
      if (known !== undefined) {
        this.u16(0xc000 | known);
        return;
      }
      if (this.at <= farthestPointer) this.#names.set(toLowerAscii(whole), this.at);
      this.string(bytes);
    }
    this.u8(0);
  }

  /** A name where no pointer may stand: in the data of any type younger than RFC 1035 (RFC 3597 section 4). */
  wholeName(name: string): void {
    for (const { bytes } of labelsOf(name)) this.string(bytes);
    this.u8(0);
  }

  /** What `write` writes, after its length in 16 bits. */
  measured(write: () => void): void {
    const start = this.#advance(2);
    write();
    const length = this.at - start - 2;
    if (length > 0xffff) throw tooMuch();
    this.#octets.writeUInt16BE(length, start);
  }

  /** Makes room, in other octets perhaps, and returns where it begins. */
  #advance(count: number): number {
    const start = this.at;
    this.at += count;
    if (this.at > this.#octets.length) {
      const larger = Buffer.allocUnsafe(2 * this.at);
      this.#octets.copy(larger, 0, 0, start);
      this.#octets = larger;
    }
    return start;
  }
}

function labelsOf(name: string) {
  const labels = toWireLabels(name);
  if (labels === undefined)
    throw new StepproofError("DNS_NAME_INVALID", "a name cannot be carried by DNS", {
      hint: "A label has 1 to 63 octets, a name at most 255.",
      attribution: "HARNESS",
    });
  return labels;
}

const tooMuch = () =>
  new StepproofError("DNS_RECORD_TOO_LARGE", "a record's data are longer than 65535 octets", {
    hint: "Make the record shorter.",
    attribution: "CONFIGURATION",
  });
