/** As Authentication-Results names them. Source: RFC 8601 §2.7. */
export const authenticationResults = [
  "pass",
  "fail",
  "softfail",
  "neutral",
  "none",
  "policy",
  "temperror",
  "permerror",
] as const;

export type AuthenticationResult = (typeof authenticationResults)[number];

/** One DKIM signature of a mail, as it was found. */
export interface SeenSignature {
  readonly domain: string;
  readonly selector: string;
  /** a=, as written. */
  readonly algorithm: string;
  readonly result: AuthenticationResult;
  readonly comment?: string;
  /** h=, in lower case. */
  readonly signedHeaders: readonly string[];
  /** l=, octets. */
  readonly bodyLength?: number;
}

/** What a receiver finds of who sent a mail: SPF, DKIM and alignment, each by itself. */
export interface MailAuthentication {
  readonly spf: { readonly result: AuthenticationResult; readonly domain: string };
  /** In order of appearance. */
  readonly dkim: readonly SeenSignature[];
  readonly dmarc: {
    readonly result: AuthenticationResult;
    /** The domains of the From headers; only one of them can be judged. */
    readonly fromDomains: readonly string[];
    readonly policy?: string;
    /** Whether what passed is at the From domain, in the mode that its DMARC record wants. */
    readonly aligned: { readonly spf: boolean; readonly dkim: boolean };
  };
  /** The header as a receiver would write it, unfolded. Source: RFC 8601. */
  readonly authenticationResults: string;
}
