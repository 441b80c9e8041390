export const secretKinds = ["otp", "pan", "phone", "email", "token", "security code"] as const;
export type SecretKind = (typeof secretKinds)[number];

export interface Secret {
  readonly kind: SecretKind;
  readonly value: string;
}

/** Below this length a secret is only taken out where it stands alone: "7" is in every other number. */
const LENGTH_TO_MATCH_ANYWHERE = 5;

/** Every value of a run that may not leave memory: whoever makes one tells the keeper, and the keeper takes it out of texts. */
export class SecretKeeper {
  readonly #secrets = new Map<string, Secret>();
  readonly #kinds = new Map<string, SecretKind>();
  readonly #listeners = new Set<(secret: Secret) => void>();
  #pattern: RegExp | undefined;

  learn(kind: SecretKind, value: string): void {
    for (const listener of this.#listeners) listener({ kind, value });
    this.#secrets.set(`${kind} ${value}`, { kind, value });
    for (const spelling of spellingsOf(kind, value)) this.#kinds.set(spelling.toLowerCase(), kind);
    this.#pattern = undefined;
  }

  /** One value is over and nowhere any more. */
  drop(kind: SecretKind, value: string): void {
    this.#secrets.delete(`${kind} ${value}`);
    for (const spelling of spellingsOf(kind, value)) this.#kinds.delete(spelling.toLowerCase());
    this.#pattern = undefined;
  }

  /** Calls `listener` with each secret from now on. Returns how to end that. */
  onLearnt(listener: (secret: Secret) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  known(): readonly Secret[] {
    return [...this.#secrets.values()];
  }

  /** Forgets everything: at the end of a scenario its people and codes are gone. */
  forget(): void {
    this.#secrets.clear();
    this.#kinds.clear();
    this.#pattern = undefined;
  }

  /** The text with every known secret replaced by its kind: `[otp]`, `[phone]` … */
  redact(text: string): string {
    if (this.#kinds.size === 0) return text;
    this.#pattern ??= patternFor([...this.#kinds.keys()]);
    return text.replace(this.#pattern, (found) => `[${this.#kinds.get(found.toLowerCase())}]`);
  }
}

/** A secret's own form, and those in which systems usually repeat it. */
function spellingsOf(kind: SecretKind, value: string): readonly string[] {
  if (kind === "pan") return [value, value.replace(/(\d{4})(?=\d)/g, "$1 "), value.replace(/(\d{4})(?=\d)/g, "$1-")];
  if (kind === "phone") return [value, value.replace(/^\+/, ""), encodeURIComponent(value)];
  if (kind === "email") return [value, encodeURIComponent(value)];
  return [value];
}

/** Longest first, so that a phone number goes out whole before an OTP inside it does. */
function patternFor(spellings: readonly string[]): RegExp {
  const alternatives = [...spellings].sort((a, b) => b.length - a.length).map(toPattern);
  return new RegExp(alternatives.join("|"), "giu");
}

function toPattern(spelling: string): string {
  const literal = spelling.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return spelling.length >= LENGTH_TO_MATCH_ANYWHERE ? literal : `${BEGINNING}${literal}(?![\\p{L}\\p{N}])`;
}

/** Texts are redacted as JSON: the letter of an escaped line break belongs to no word. */
const BEGINNING = String.raw`(?:(?<![\p{L}\p{N}])|(?<=\\[bfnrt]))`;
