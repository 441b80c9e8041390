import { unreadable } from "./wire-fault.ts";
import { readWireName } from "./wire-name.ts";
import { toLowerAscii } from "./zone-name.ts";

/** Reads a DNS message from its front; each read throws DNS_MESSAGE_UNREADABLE where the message ends too early. */
export class WireCursor {
  at: number;
  readonly #octets: Buffer;

  constructor(octets: Buffer, at: number) {
    this.#octets = octets;
    this.at = at;
  }

  u8 = (): number => this.take(1).readUInt8();
  u16 = (): number => this.take(2).readUInt16BE();
  u32 = (): number => this.take(4).readUInt32BE();

  take(count: number): Buffer {
    const end = this.at + count;
    if (end > this.#octets.length) throw unreadable("it ends within a record");
    const octets = this.#octets.subarray(this.at, end);
    this.at = end;
    return octets;
  }

  /** A name as it was sent, upper case and all. */
  nameAsSent(): string {
    const { name, next } = readWireName(this.#octets, this.at);
    this.at = next;
    return name;
  }

  /** A name in the form of a record's. */
  name = (): string => toLowerAscii(this.nameAsSent());
}
