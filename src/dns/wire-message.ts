import type { DnsRecord } from "./record.ts";

/** The numbers of answers that are used here. RFC 1035 section 4.1.1; BADVERS: RFC 6891 section 9. */
export const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 } as const;

/** The Internet: the only class that anybody uses. */
export const classInternet = 1;

export interface WireHeader {
  readonly id: number;
  readonly isResponse: boolean;
  /** 0 is QUERY. */
  readonly opcode: number;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  /** With the upper bits that EDNS adds. */
  readonly rcode: number;
}

export interface WireQuestion {
  /** Escaped as in a zone file, in the case it was sent in, without its last dot. */
  readonly name: string;
  /** As `toTypeName` names it. */
  readonly type: string;
  readonly class: number;
}

/** What a sender says of itself. RFC 6891 section 6.1. */
export interface Edns {
  /** Octets that it takes over UDP. */
  readonly udpSize: number;
  readonly version: number;
}

/** A whole DNS message. Records of another class than Internet's are left out. */
export interface WireMessage extends WireHeader {
  readonly questions: readonly WireQuestion[];
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** Without the OPT pseudo-record, which is `edns`. */
  readonly additionals: readonly DnsRecord[];
  readonly edns?: Edns;
}

/** The bits of a header's second word. RFC 1035 section 4.1.1. */
export const headerFlags = {
  isResponse: 0x8000,
  authoritative: 0x0400,
  truncated: 0x0200,
  recursionDesired: 0x0100,
  recursionAvailable: 0x0080,
} as const;

/** OPT, the pseudo-record that carries EDNS. RFC 6891 section 6.1.1. */
export const typeOpt = 41;
