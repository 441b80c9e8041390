import type { Chance } from "../../src/chance.ts";

const ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** 32 characters of chance (190 bits), good for every identifier of the contract; derived from nothing, so it tells nothing (SE-05). */
export const drawId = (chance: Chance): string => chance.text(ID_ALPHABET, 32);
