import type { DeliveryChannel } from "../contract/d1-issuer.ts";

/** The codes that one network issues: any character of the alphabet may stand anywhere. */
export interface CodeShape {
  /** Whose, for findings. */
  readonly network: string;
  readonly alphabet: string;
  readonly length: number;
  /** From issue to expiry. */
  readonly validityMinutes: number;
}

/** Phrases of which a message is to hold one, by language (`fr`); `*` is anything within the sentence, case does not matter. */
export type Phrases = Readonly<Record<string, readonly string[]>>;

/** What an issuer's templates must serve. */
export interface TemplateExpectation {
  readonly channels: readonly DeliveryChannel[];
  /** Languages that were declared, beside those that have a folder. */
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  /** Which folder serves a language or tag that has none, before the default does. */
  readonly fallbacks: Readonly<Record<string, string>>;
  readonly codes: readonly CodeShape[];
  readonly smsSender: string;
  /** The issuer's host, for an origin-bound line. */
  readonly host: string;
  readonly purpose: Phrases;
  readonly secrecy: Phrases;
}
