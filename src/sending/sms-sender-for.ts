/** Whom an issuer's SMS come from. */
export interface SmsSenders {
  /** A name or a number. */
  readonly smsSenderId: string;
  /** For countries whose networks take no name; without it the name is used there, too. E.164. */
  readonly smsSenderNumber?: string | undefined;
}

/**
 * The sender for a recipient: North American networks take numbers only. Source: (44); that all of calling code 1 is
 * treated alike is [A].
 */
export const smsSenderFor = (to: string, { smsSenderId, smsSenderNumber }: SmsSenders): string =>
  /^\+?1/.test(to) ? (smsSenderNumber ?? smsSenderId) : smsSenderId;
