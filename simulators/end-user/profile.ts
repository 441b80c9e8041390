/** What is embossed on a card, and the issuer's reference for it. */
export interface Card {
  readonly pan: string;
  /** MM. */
  readonly expiryMonth: string;
  /** YY. */
  readonly expiryYear: string;
  readonly securityCode: string;
  readonly cardId: string;
}

/** A cardholder as the issuer knows them. */
export interface EndUserProfile {
  readonly consumerId: string;
  readonly firstName: string;
  /** As in ConsumerInfo: `en-GB`. */
  readonly language: string;
  /** E.164 with its plus. */
  readonly phone?: string;
  readonly email?: string;
  readonly cards: readonly Card[];
}

/** The last four digits of the card's own number. Source: contract.md section 3, "PAN suffix". */
export const panSuffixOf = ({ pan }: Card): string => pan.slice(-4);
