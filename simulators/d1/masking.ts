/** How a phone is shown in the wallet; a function is the issuer's own rule. Source: contract.md section 15, (29). */
export type PhoneMaskRule = "last-four" | "last-two" | ((phone: string) => string);
/** `undefined` when no mask fits into an activation method: the method is then dropped (CS-07). */
export type EmailMaskRule = "first-two" | "first-one" | ((address: string) => string | undefined);

/** An activation method's value has 1-64 characters. Source: contract.md section 9, (21). */
export const METHOD_VALUE_MAX = 64;
const VISIBLE_DIGITS = { "last-four": 4, "last-two": 2 } as const;
const VISIBLE_LETTERS = { "first-two": 2, "first-one": 1 } as const;

/** The phone in E.164 form with its last digits kept and `*` for the rest: as long as before. Never the phone itself. */
export function maskPhone(phone: string, rule: PhoneMaskRule = "last-four"): string {
  if (typeof rule === "function") return rule(phone);
  const visible = Math.min(VISIBLE_DIGITS[rule], Math.floor(phone.length / 2));
  return "*".repeat(phone.length - visible) + phone.slice(phone.length - visible);
}

/**
 * The first characters of the local part, at least one `*`, and the whole domain: 1-64 characters, or `undefined`
 * when the domain leaves no room for a mask. A local part is never shown whole.
 */
export function maskEmail(address: string, rule: EmailMaskRule = "first-two"): string | undefined {
  if (typeof rule === "function") return rule(address);
  const at = address.lastIndexOf("@");
  const local = [...address.slice(0, at)];
  const domain = address.slice(at);
  const shown = local.slice(0, Math.min(VISIBLE_LETTERS[rule], local.length - 1)).join("");
  const room = METHOD_VALUE_MAX - shown.length - domain.length;
  if (room < 1) return undefined;
  const hidden = local.length - [...shown].length;
  return shown + "*".repeat(Math.max(1, Math.min(hidden, room))) + domain;
}
