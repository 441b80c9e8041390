import { createHash } from "node:crypto";
import type { Chance } from "../chance.ts";

/** Draws a number, or what reads like one, that has nothing to do with a card. */
export type NumberMaker = (chance: Chance) => string;

const DIGITS = "0123456789";
const CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const HEX = "0123456789abcdef";

const digits = (chance: Chance, length: number): string => chance.text(DIGITS, length);
const between = (chance: Chance, least: number, most: number): number => least + chance.integer(most - least + 1);
const two = (value: number): string => String(value).padStart(2, "0");
/** `%` stands for a digit, `@` for a capital, `^` for a hexadecimal digit. */
const places: Readonly<Record<string, string>> = { "%": DIGITS, "@": CAPITALS, "^": HEX };
const pattern = (shape: string) => (chance: Chance) =>
  shape.replace(/[%@^]/g, (place) => chance.text(places[place] ?? "", 1));

interface Day {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const drawDay = (chance: Chance): Day => ({
  day: two(between(chance, 1, 28)),
  month: two(between(chance, 1, 12)),
  year: String(between(chance, 1990, 2039)),
});
const drawTime = (chance: Chance): string => `${two(chance.integer(24))}:${two(chance.integer(60))}`;

const dates: Readonly<Record<string, NumberMaker>> = {
  "ISO date": dated(({ day, month, year }) => `${year}-${month}-${day}`),
  "German date": dated(({ day, month, year }) => `${day}.${month}.${year}`),
  "British date": dated(({ day, month, year }) => `${day}/${month}/${year}`),
  "Indian date": dated(({ day, month, year }) => `${day}-${month}-${year}`),
  "short date": dated(({ day, month, year }) => `${day}.${month}.${year.slice(2)}`),
  "compact date": dated(({ day, month, year }) => `${year}${month}${day}`),
  "Chinese date": dated(({ day, month, year }) => `${year}年${Number(month)}月${Number(day)}日`),
  time: (chance) => `${drawTime(chance)}:${two(chance.integer(60))}`,
  instant: (chance) => `${dates["ISO date"]?.(chance)}T${drawTime(chance)}:07.${digits(chance, 6)}Z`,
  "date and time": (chance) => `${dates["German date"]?.(chance)} ${drawTime(chance)}`,
  "seconds since 1970": (chance) => `17${digits(chance, 8)}`,
  "milliseconds since 1970": (chance) => `17${digits(chance, 11)}`,
  "microseconds since 1970": (chance) => `17${digits(chance, 14)}`,
  "compact instant": (chance) =>
    `${dates["compact date"]?.(chance)}${drawTime(chance).replace(":", "")}${two(chance.integer(60))}`,
};

function dated(write: (day: Day) => string): NumberMaker {
  return (chance) => write(drawDay(chance));
}

const currencies = [
  "EUR",
  "USD",
  "GBP",
  "INR",
  "AED",
  "SAR",
  "CHF",
  "PLN",
  "THB",
  "ILS",
  "JPY",
  "BRL",
  "MXN",
  "RUB",
  "CNY",
];
const signs = ["€", "£", "₹", "¥", "₪", "฿", "₽", "₩"];

const thousands = (chance: Chance, separator: string): string => {
  const groups = Array.from({ length: between(chance, 1, 3) }, () => digits(chance, 3));
  return [String(between(chance, 1, 999)), ...groups].join(separator);
};

const amounts: Readonly<Record<string, NumberMaker>> = {
  "English amount": (chance) => `${chance.pick(currencies)} ${thousands(chance, ",")}.${digits(chance, 2)}`,
  "German amount": (chance) => `${thousands(chance, ".")},${digits(chance, 2)} ${chance.pick(currencies)}`,
  "French amount": (chance) => `${thousands(chance, "\u202F")},${digits(chance, 2)} €`,
  "Swiss amount": (chance) => `CHF ${thousands(chance, "’")}.${digits(chance, 2)}`,
  "Indian amount": (chance) => `₹${between(chance, 1, 99)},${digits(chance, 2)},${digits(chance, 3)}.00`,
  "dollar amount": (chance) => `$${thousands(chance, ",")}.${digits(chance, 2)}`,
  "plain amount": (chance) => `${chance.pick(currencies)} ${between(chance, 1, 9_999_999)}`,
  "amount with a sign": (chance) => `${chance.pick(signs)}${between(chance, 1, 999_999)}`,
  "amount before its sign": (chance) => `${between(chance, 1, 999_999)}${chance.pick(signs)}`,
  "amount in Arabic digits": (chance) =>
    `${digits(chance, 5).replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)))} SAR`,
};

const phones: Readonly<Record<string, NumberMaker>> = {
  "British phone": pattern("+44 7700 900%%%"),
  "compact phone": pattern("+447700900%%%"),
  "German phone": pattern("+49 176 040690%%"),
  "American phone": pattern("+1 (212) 555-01%%"),
  "French phone": pattern("+33 6 39 98 %% %%"),
  "Jordanian phone": pattern("+962 79 %%% %%%%"),
  "phone after two zeros": pattern("0044 7700 900 %%%"),
  "phone at home": pattern("07700 900%%%"),
  "American phone at home": pattern("(404) 555-01%%"),
  "free phone": pattern("0800 %%% %%%%"),
  "short code": pattern("6%%%%"),
};

const references: Readonly<Record<string, NumberMaker>> = {
  reference: pattern("Ref. @@%%%%%%%%%"),
  "reference in groups": pattern("ref %%%-%%-%%"),
  "long reference": pattern("Referenz: %%%%%%%%%%%%%%%%"),
  "order number": pattern("order no. %%%%%%%%%%"),
  "long order number": pattern("order no. %%%%%%%%%%%%%%%%"),
  "order of a marketplace": pattern("order 402-%%%%%%%-%%%%%%%"),
  "parcel of a carrier": pattern("1Z%%%@@1%%%%%%%%%%"),
  "tracking number": pattern("tracking number %%%%%%%%%%%%%%%"),
  "postal tracking number": pattern("9400 %%%% %%%% %%%% %%%% %%"),
  "shipment in Chinese": pattern("快递单号%%%%%%%%%%%%%"),
  "invoice number": pattern("invoice 2026-%%%%%%"),
  "customer number": pattern("customer no. %%%%%%%%"),
  "transaction id": pattern("Transaction ID %%%%%%%%%%%%%%%%%%%"),
  ticket: pattern("#%%%%%%"),
  IMEI: pattern("IMEI 35%%%%%%%%%%%%%"),
  SIM: pattern("SIM 89%%%%%%%%%%%%%%%%%"),
  postcode: pattern("%%%%% Berlin"),
};

const machineIds: Readonly<Record<string, NumberMaker>> = {
  UUID: pattern("^^^^^^^^-^^^^-4^^^-8^^^-^^^^^^^^^^^^"),
  hash: (chance) => createHash("sha256").update(digits(chance, 20)).digest("hex"),
  "short hash": (chance) => createHash("sha1").update(digits(chance, 20)).digest("hex"),
  "hash in base64": (chance) => createHash("sha256").update(digits(chance, 20)).digest("base64url"),
  "random id": (chance) => chance.text(`${CAPITALS}${CAPITALS.toLowerCase()}${DIGITS}`, 32),
  address: pattern("10.%%.%.%%"),
  "address of a page": pattern("https://m.example/h/^^^^^^^^?v=%%%%"),
  colour: pattern("#^^^^^^"),
  "size in pixels": pattern("600px"),
  version: pattern("%.%%.%"),
};

/** Account numbers with right check digits. */
const accounts: Readonly<Record<string, NumberMaker>> = {
  "German IBAN": (chance) => inGroups(withCheckDigits("DE", digits(chance, 18))),
  "British IBAN": (chance) => inGroups(withCheckDigits("GB", `MERI${digits(chance, 14)}`)),
  "compact IBAN": (chance) => withCheckDigits("FR", digits(chance, 23)),
  "Maltese IBAN": (chance) => inGroups(withCheckDigits("MT", `MERI${digits(chance, 5)}${chance.text(CAPITALS, 18)}`)),
  "creditor identifier": (chance) => withCheckDigits("DE", digits(chance, 11)).replace(/^(....)/, "$1ZZZ"),
};

const inGroups = (account: string): string => account.replace(/(.{4})(?=.)/g, "$1 ");

function withCheckDigits(country: string, account: string): string {
  const spelled = `${account}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `${country}${two(Number(98n - (BigInt(spelled) % 97n)))}${account}`;
}

/** Every kind of number that a bank's message may hold beside the card's, by name. */
export const innocentNumbers: Readonly<Record<string, NumberMaker>> = {
  ...dates,
  ...amounts,
  ...phones,
  ...references,
  ...machineIds,
  ...accounts,
};
