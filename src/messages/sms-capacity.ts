/** Octets that one message has for its user data, header included. Source: 3GPP TS 23.040 §9.2.3.24. */
const USER_DATA_OCTETS = 140;

/** Of the header that places a part by an 8-bit reference, its length octet included. Source: 3GPP TS 23.040 §9.2.3.24.1. */
export const CONCATENATION_HEADER_OCTETS = 6;

/**
 * Units that fit beside a header of so many octets: septets of GSM 7-bit (160 without one, 153 with 6 octets) or 16-bit
 * units of UCS-2 (70, 67). Septets begin anew on a septet boundary behind the header. Source: message-rules.md section 3.
 */
export function unitsThatFit(encoding: "gsm7" | "ucs2", headerOctets: number): number {
  const octets = Math.max(0, USER_DATA_OCTETS - headerOctets);
  return encoding === "gsm7" ? Math.floor((octets * 8) / 7) : Math.floor(octets / 2);
}
