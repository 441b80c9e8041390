import emailRule from "validator/lib/isEmail.js";
import languageRule from "validator/lib/isISO6391.js";
import { CountryCodes } from "validator/lib/isISO31661Alpha2.js";

// File by file: the whole of validator is a hundred files, and each process of a run would load them all.

/** One bare e-mail address. */
export const isEmail = emailRule.default;

/** A language's two letters. */
export const isISO6391 = languageRule.default;

const countries: ReadonlySet<string> = CountryCodes;

/** A country's two letters. */
export const isISO31661Alpha2 = (letters: string): boolean => countries.has(letters.toUpperCase());
