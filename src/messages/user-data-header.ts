import type { NationalTables } from "./gsm-national.ts";

/** Which part of which message. `index` is 1..total. */
export interface Concatenation {
  readonly reference: number;
  readonly total: number;
  readonly index: number;
}

/** What a part's header says. */
export interface UserDataPlace {
  readonly concatenation?: Concatenation;
  readonly tables?: NationalTables;
}

const CONCATENATION = 0x00;
const SINGLE_SHIFT = 0x24;
const LOCKING_SHIFT = 0x25;

/**
 * The user data header of a part, its length octet first: an 8-bit reference, total and index, and the national tables;
 * nothing at all when there is nothing to say. Source: 3GPP TS 23.040 §9.2.3.24.1, §9.2.3.24.15, §9.2.3.24.16.
 */
export function toUserDataHeader({ concatenation, tables = {} }: UserDataPlace): Buffer {
  const { single, locking } = tables;
  const elements = [
    ...(concatenation
      ? [CONCATENATION, 3, concatenation.reference & 0xff, concatenation.total, concatenation.index]
      : []),
    ...(single === undefined ? [] : [SINGLE_SHIFT, 1, single]),
    ...(locking === undefined ? [] : [LOCKING_SHIFT, 1, locking]),
  ];
  return Buffer.from(elements.length === 0 ? [] : [elements.length, ...elements]);
}

export const userDataHeaderOctets = (place: UserDataPlace): number => toUserDataHeader(place).length;
