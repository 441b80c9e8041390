/** An address on the wire with its type of number and numbering plan. Source: SMPP 3.4 §5.2.5, §5.2.6. */
export interface SmsAddress {
  readonly address: string;
  readonly ton: number;
  readonly npi: number;
}

const INTERNATIONAL = 1;
const NETWORK_SPECIFIC = 3;
const ALPHANUMERIC = 5;

/** A sender as a client states it: a number, a short code (six digits or fewer, no plus), or an alphanumeric name. */
export function toSourceAddress(from: string): SmsAddress {
  if (/^[0-9]{1,6}$/.test(from)) return { address: from, ton: NETWORK_SPECIFIC, npi: 0 };
  if (/^\+?[0-9]+$/.test(from)) return toDestinationAddress(from);
  return { address: from, ton: ALPHANUMERIC, npi: 0 };
}

/** The digits of an E.164 number, marked international and E.164. Rule SM-10. */
export function toDestinationAddress(number: string): SmsAddress {
  return { address: number.replace(/^\+/, ""), ton: INTERNATIONAL, npi: 1 };
}

/** What a phone shows as the sender. */
export function toShownSender({ address, ton }: SmsAddress): string {
  return ton === INTERNATIONAL ? toRecipient(address) : address;
}

/** The phone that a destination reaches: "+" and its digits. */
export function toRecipient(address: string): string {
  return `+${address.replace(/^\+/, "")}`;
}
