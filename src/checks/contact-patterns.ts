import { type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Exchange } from "../evidence/journal.ts";
import { isEmail, isISO6391, isISO31661Alpha2 } from "../validators.ts";
import { judgeMembers, type Members } from "./contact-details.ts";
import type { Check } from "./finding.ts";

// Faults name the rule that is broken, never the value: these are contacts of people.

/** CD-03: `language`, if there, is an ISO 639-1 language, a hyphen and an ISO 3166-1 alpha-2 country. Source: (2). */
export const checkLanguage: Check<Exchange> = (exchange) =>
  judgeMembers("CD-03", exchange, ({ language }) => ({
    expected: 'a language like "en-US", both parts assigned, or none',
    faults: isAbsent(language) ? [] : languageFaults(language),
    actual: isAbsent(language) ? "no language" : "both parts are assigned",
    hint: "Write the language as ISO 639-1, hyphen, ISO 3166-1 alpha-2, like fr-FR; leave the member out if it is unknown.",
  }));

/** CD-04: `countryCode` is a plus and one to three digits, the first not 0. Source: [C]. */
export const checkCountryCode: Check<Exchange> = (exchange) =>
  judgeMembers("CD-04", exchange, (members) => {
    const { countryCode } = phoneOf(members);
    return {
      expected: "a countryCode of a plus and 1-3 digits",
      faults: countryCode === undefined || COUNTRY_CODE.test(countryCode) ? [] : countryCodeFaults(countryCode),
      actual: countryCode === undefined ? "no phone number" : "a plus and digits",
      hint: "Write the countryCode with its plus and without 00, blanks or letters: +49.",
    };
  });

/** CD-05: countryCode and phoneNumber make one valid E.164 number, phoneNumber being the bare national one. Source: E.164, [C]. */
export const checkPhoneNumber: Check<Exchange> = (exchange) =>
  judgeMembers("CD-05", exchange, (members) => {
    const phone = phoneOf(members);
    return {
      expected: "a valid E.164 number, phoneNumber its national part in digits, without a trunk 0",
      faults: phone.phoneNumber === undefined ? [] : phoneFaults(phone.countryCode ?? "", phone.phoneNumber),
      actual: phone.phoneNumber === undefined ? "no phone number" : "valid, and the bare national number",
      hint: "Store the national number without trunk 0, blanks, dashes or the country code, and check it with libphonenumber.",
    };
  });

/** CD-06: `email` is one bare address of at most 64 + 1 + 255 and 254 octets in all. Source: RFC 5321 section 4.5.3.1. */
export const checkEmailAddress: Check<Exchange> = (exchange) =>
  judgeMembers("CD-06", exchange, ({ email }) => ({
    expected: "one bare e-mail address of at most 254 octets",
    faults: typeof email === "string" && email !== "" ? emailFaults(email) : [],
    actual: isAbsent(email) ? "no address" : "one bare address",
    hint: "Answer the address alone: no display name, no list, no mailto:, no blank or line break.",
  }));

const COUNTRY_CODE = /^\+[1-9][0-9]{0,2}$/;

/** Empty members are CD-07's, members of another type CD-01's. */
const isAbsent = (member: unknown): boolean => typeof member !== "string" || member === "";

function languageFaults(language: unknown): readonly string[] {
  const [, spoken = "", country = ""] = /^([a-z]{2})-([a-zA-Z]{2})$/.exec(String(language)) ?? [];
  if (spoken === "") return ["not of the form xx-XX"];
  return [
    ...(isISO6391(spoken) ? [] : ["the language is not in ISO 639-1"]),
    ...(isISO31661Alpha2(country) ? [] : ["the country is not in ISO 3166-1"]),
  ];
}

interface WrittenPhone {
  readonly countryCode?: string;
  readonly phoneNumber?: string;
}

function phoneOf({ mobilePhoneNumber }: Members): WrittenPhone {
  const members: Members = typeof mobilePhoneNumber === "object" ? { ...mobilePhoneNumber } : {};
  const { countryCode, phoneNumber } = members;
  return {
    ...(typeof countryCode === "string" && countryCode !== "" && { countryCode }),
    ...(typeof phoneNumber === "string" && phoneNumber !== "" && { phoneNumber }),
  };
}

function countryCodeFaults(countryCode: string): readonly string[] {
  if (!countryCode.startsWith("+")) return ["no plus in front"];
  return [/^\+0/.test(countryCode) ? "it begins with 0" : "not 1-3 digits after the plus"];
}

/** The raw string first: libphonenumber reads blanks, extensions and other scripts' digits as if they were fine. */
function phoneFaults(countryCode: string, phoneNumber: string): readonly string[] {
  if (!/^[0-9]+$/.test(phoneNumber)) return ["phoneNumber holds more than digits"];
  // A missing plus is CD-04's: here the number itself counts.
  const composed = `+${countryCode.replace(/\D/g, "").replace(/^0+/, "")}${phoneNumber}`;
  if (!/^\+[1-9]\d{6,14}$/.test(composed)) return ["not 7-15 digits in all"];
  const parsed = parsePhoneNumberFromString(composed);
  if (parsed?.nationalNumber !== phoneNumber) return ["phoneNumber is not the bare national number (a trunk 0?)"];
  if (!isMobile(parsed) && holdsMobile(countryCode, phoneNumber)) return ["phoneNumber holds the country code, too"];
  return parsed.isValid() || KEPT_FOR_FICTION.test(composed) ? [] : ["no valid number of its country"];
}

/** Where numbers have no fixed length, a country code too many may still make a valid number, of a landline. */
function holdsMobile(countryCode: string, phoneNumber: string): boolean {
  const code = countryCode.replace(/\D/g, "");
  const inner = phoneNumber.startsWith(code) ? parsePhoneNumberFromString(`+${phoneNumber}`) : undefined;
  return inner?.countryCallingCode === code && isMobile(inner);
}

const isMobile = (number: PhoneNumber): boolean => ["MOBILE", "FIXED_LINE_OR_MOBILE"].includes(number.getType() ?? "");

/** Blocks that belong to nobody and that libphonenumber therefore calls invalid: Ofcom's and Arcep's for drama. */
const KEPT_FOR_FICTION = /^\+447700900\d{3}$|^\+3363998\d{4}$/;

function emailFaults(email: string): readonly string[] {
  if (/[\s\p{Cc}]/u.test(email)) return ["a blank or control character"];
  const at = email.lastIndexOf("@");
  const [local, domain] = [email.slice(0, Math.max(at, 0)), email.slice(at + 1)];
  const shape = { allow_utf8_local_part: true, ignore_max_length: true, allow_display_name: false };
  return [
    ...(isEmail(email, shape) ? [] : ["not one bare address"]),
    ...(octets(local) > 64 ? ["more than 64 octets before the @"] : []),
    ...(octets(domain) > 255 ? ["more than 255 octets after the @"] : []),
    ...(octets(email) > 254 ? ["more than 254 octets"] : []),
  ];
}

const octets = (text: string): number => Buffer.byteLength(text, "utf8");
