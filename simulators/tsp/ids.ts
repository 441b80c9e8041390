import type { Chance } from "../../src/chance.ts";

/** Letters only: no id can be mistaken for a code, a suffix or a card number by whoever searches the wires for those. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** `tokenUniqueReference`: 48 characters, as in the specification's example. */
export const drawTokenReference = (chance: Chance): string => chance.text(LETTERS, 48);
/** `correlationId` of one digitization: the longest that is allowed, 14. */
export const drawCorrelationId = (chance: Chance): string => chance.text(LETTERS, 14);
export const drawRequestId = (chance: Chance): string => chance.text(LETTERS, 32);
/** The wallet's name for a method; nobody guesses it. */
export const drawMethodId = (chance: Chance): string => chance.text(LETTERS, 24);
