import type { CapturedMessage } from "../messages/captured-message.ts";
import { mailPlaces } from "./pan-places-mail.fixture.ts";
import { panSpellings, type Spelling } from "./pan-spellings.fixture.ts";
import { sampleMail, sampleSms } from "./sample-messages.fixture.ts";

/** Somewhere in a message where a card's number, or too much of it, can be overlooked. */
export interface HidingPlace {
  readonly name: string;
  /** Every requirement that must be broken, and no other of PM-01 to PM-05. */
  readonly breaks: readonly string[];
  readonly hide: (pan: string) => CapturedMessage;
}

/** A message that is right but for what is hidden in it. */
export const rightText = (pan: string): string => `123456 is your code for card **${pan.slice(-4)}.`;

const inSms = ([name, spell]: Spelling, ...breaks: readonly string[]): HidingPlace => ({
  name: `${name} in an SMS`,
  breaks,
  hide: (pan) => sampleSms(`${rightText(pan)} (${spell(pan)})`),
});

const tails: readonly Spelling[] = [
  ...[5, 6, 7, 8, 9, 10, 11, 12].map((length): Spelling => [`the last ${length}`, (pan) => pan.slice(-length)]),
  ["the last eight in two groups", (pan) => `${pan.slice(-8, -4)} ${pan.slice(-4)}`],
  ["the last eight with a dash", (pan) => `${pan.slice(-8, -4)}-${pan.slice(-4)}`],
  ["the last six behind a mask", (pan) => `**********${pan.slice(-6)}`],
  ["the last five after a mask for each digit", (pan) => `${"X".repeat(pan.length - 5)}${pan.slice(-5)}`],
  [
    "the last five in other digits",
    (pan) => pan.slice(-5).replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d))),
  ],
  ["the last five with invisible marks", (pan) => [...pan.slice(-5)].join("\u200B")],
  ["the last five, percent-encoded", (pan) => pan.slice(-5).replace(/\d/g, "%3$&")],
  ["the last six in base64", (pan) => Buffer.from(pan.slice(-6)).toString("base64")],
  ["the last seven at the end of a reference", (pan) => `ref 77${pan.slice(-7)}`],
];

const beginnings: readonly Spelling[] = [
  ...[6, 7, 8, 9, 10].map((length): Spelling => [`the first ${length}`, (pan) => pan.slice(0, length)]),
  ["the first six and a mask", (pan) => `${pan.slice(0, 6)}******`],
  ["the first eight and a mask", (pan) => `${pan.slice(0, 8)}****`],
  ["the first six in two groups and a mask", (pan) => `${pan.slice(0, 4)} ${pan.slice(4, 6)}XX XXXX`],
  ["the first four and a mask", (pan) => `${pan.slice(0, 4)}***`],
  ["the first four and bullets", (pan) => `${pan.slice(0, 4)} ••••`],
  ["the first four and an ellipsis", (pan) => `${pan.slice(0, 4)}…`],
  ["the first four and small x", (pan) => `${pan.slice(0, 4)}xxxx`],
  ["the first and the last digits", (pan) => `${pan.slice(0, 6)}******${pan.slice(-4)}`],
  ["the first eight and the last four", (pan) => `${pan.slice(0, 8)}****${pan.slice(-4)}`],
  ["the first six with invisible marks", (pan) => [...pan.slice(0, 6)].join("\u00AD")],
  [
    "the first six, full-width",
    (pan) => pan.slice(0, 6).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))),
  ],
  ["the first eight in base64", (pan) => Buffer.from(`bin=${pan.slice(0, 8)}`).toString("base64")],
];

const withCode: Spelling = ["groups with the code between them", (pan) => `${pan.slice(0, 8)} 123456 ${pan.slice(8)}`];

/** Places in which a card's number hides in a message; other wires and logs have their own. */
export const hidingPlaces: readonly HidingPlace[] = [
  ...panSpellings.map((spelling) => inSms(spelling, "PM-03")),
  inSms(withCode, "PM-03"),
  ...tails.map((spelling) => inSms(spelling, "PM-02")),
  inSms(["the first and too many last digits", (pan) => `${pan.slice(0, 6)}*****${pan.slice(-5)}`], "PM-02", "PM-04"),
  ...beginnings.map((spelling) => inSms(spelling, "PM-04")),
  ...mailPlaces.map(
    ({ name, breaks, changes }): HidingPlace => ({
      name,
      breaks,
      hide: (pan) => sampleMail({ text: rightText(pan), ...changes(pan, rightText(pan)) }),
    }),
  ),
];
