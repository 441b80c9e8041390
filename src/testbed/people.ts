import type { Chance } from "../chance.ts";

/** The three kinds of network that a run covers; the policy behind each is a setting. */
export const networks = ["mastercard", "visa", "domestic"] as const;
export type Network = (typeof networks)[number];

/** Issuer identification numbers that the networks publish for tests; 9999 99 is nobody's (national use, ISO/IEC 7812). */
const testPrefixes: Readonly<Record<Network, string>> = { mastercard: "555555", visa: "400000", domestic: "999999" };

/** Area codes with a 555-01xx block, which the North American numbering plan keeps for fiction. */
const areaCodes = ["202", "212", "303", "312", "404", "415", "503", "617", "702", "808"] as const;

/**
 * Number blocks kept for fiction by the German (Bundesnetzagentur), Swedish (PTS) and North American (NANPA) regulators;
 * `#` is a digit. The British and French blocks are left out: libphonenumber calls them invalid, so would CD-05.
 */
const reservedPhones = {
  "49": () => "176040690##",
  "46": (chance: Chance) => `7017406${1 + chance.integer(9)}#`,
  "1": (chance: Chance) => `${chance.pick(areaCodes)}55501##`,
} as const;
export type CallingCode = keyof typeof reservedPhones;
export const callingCodes: readonly CallingCode[] = ["49", "46", "1"];
/** Where a bank may show its name as the sender; North American networks do not take one. */
const callingCodesForNamedSenders: readonly CallingCode[] = ["49", "46"];

const firstNames = ["Nadia", "Omar", "Ines", "Karel", "Mina", "Tomas", "Yara", "Lior"] as const;
const mailDomains = ["mail.example", "post.example", "inbox.test"] as const;

/** A person's phone as the issuer stores it: calling code with its plus, national digits without a trunk 0. */
export interface PhoneNumber {
  readonly countryCode: string;
  readonly phoneNumber: string;
}

export const toE164 = ({ countryCode, phoneNumber }: PhoneNumber): string => `${countryCode}${phoneNumber}`;

/** A number from a block that belongs to nobody. */
export function drawPhone(
  chance: Chance,
  callingCode: CallingCode = chance.pick(callingCodesForNamedSenders),
): PhoneNumber {
  const phoneNumber = reservedPhones[callingCode](chance).replaceAll("#", () => chance.text("0123456789", 1));
  return { countryCode: `+${callingCode}`, phoneNumber };
}

/** Two numbers that differ, but whose length and last four digits are the same: they mask alike. */
export function drawPhonesThatMaskAlike(chance: Chance): readonly [PhoneNumber, PhoneNumber] {
  const ending = `01${chance.text("0123456789", 2)}`;
  const first = chance.integer(areaCodes.length);
  const second = (first + 1 + chance.integer(areaCodes.length - 1)) % areaCodes.length;
  const withArea = (index: number) => ({ countryCode: "+1", phoneNumber: `${areaCodes[index]}555${ending}` });
  return [withArea(first), withArea(second)];
}

export const drawFirstName = (chance: Chance): string => chance.pick(firstNames);

export function drawEmail(chance: Chance, firstName: string): string {
  return `${firstName.toLowerCase()}.${chance.text("abcdefghijkmnpqrstuvwxyz23456789", 8)}@${chance.pick(mailDomains)}`;
}

/** What is embossed on a card, and the issuer's reference for it. */
export interface DrawnCard {
  readonly pan: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly securityCode: string;
  readonly cardId: string;
}

/** A card that passes Luhn within a test prefix of its network; `ending` fixes its last digits. */
export function drawCard(chance: Chance, network: Network, ending?: string): DrawnCard {
  return {
    pan: ending === undefined ? drawPan(chance, network) : drawPanEnding(chance, network, ending),
    expiryMonth: String(1 + chance.integer(12)).padStart(2, "0"),
    expiryYear: String(29 + chance.integer(5)),
    securityCode: chance.text("0123456789", 3),
    cardId: `crd_${chance.text("abcdefghijklmnopqrstuvwxyz234567", 26)}`,
  };
}

function drawPan(chance: Chance, network: Network): string {
  const digits = testPrefixes[network] + chance.text("0123456789", 9);
  return digits + luhnCheckDigit(digits);
}

/** One in ten passes Luhn with the ending as it is. */
function drawPanEnding(chance: Chance, network: Network, ending: string): string {
  const length = 16 - testPrefixes[network].length - ending.length;
  const pan = testPrefixes[network] + chance.text("0123456789", length) + ending;
  return luhnCheckDigit(pan.slice(0, -1)) === ending.at(-1) ? pan : drawPanEnding(chance, network, ending);
}

/** The digit that makes `digits` plus itself pass the Luhn test (ISO/IEC 7812-1, annex B). */
export function luhnCheckDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? doubled(Number(digit)) : Number(digit)), 0);
  return String((10 - (sum % 10)) % 10);
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
